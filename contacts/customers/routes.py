"""The web face of customers."""

from flask import Blueprint

from contacts.customers import models  # noqa: F401

bp = Blueprint("customers", __name__, url_prefix="/customers")
