"""The web face of categories."""

from flask import Blueprint

from contacts.categories import models  # noqa: F401

bp = Blueprint("categories", __name__, url_prefix="/categories")
