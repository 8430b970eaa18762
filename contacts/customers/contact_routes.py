"""The web face of emails and phones."""

from flask import Blueprint

bp = Blueprint("contacts", __name__, url_prefix="/customers/<int:customer_id>")
