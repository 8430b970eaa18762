"""The web face of communications."""

from flask import Blueprint

from contacts.communications import models  # noqa: F401

bp = Blueprint("communications", __name__)
