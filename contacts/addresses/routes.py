"""The web face of addresses."""

from flask import Blueprint

from contacts.addresses import models  # noqa: F401

bp = Blueprint("addresses", __name__)
