"""The web face of purchases."""

from flask import Blueprint

from contacts.purchases import models  # noqa: F401

bp = Blueprint("purchases", __name__)
