"""The web face of attachments."""

from flask import Blueprint

from contacts.attachments import models  # noqa: F401

bp = Blueprint("attachments", __name__)
