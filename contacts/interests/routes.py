"""The web face of interests."""

from flask import Blueprint

from contacts.interests import models  # noqa: F401

bp = Blueprint("interests", __name__)
