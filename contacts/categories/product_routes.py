"""The web face of products: the list."""

from flask import Blueprint

from contacts.access import needs
from contacts.categories.queries import list_products
from contacts.web import page

bp = Blueprint("products", __name__, url_prefix="/products")


@bp.get("")
@needs("products", "read")
def index():
    return page("products/index.html#results", listing=list_products())
