"""The web face of the search: its page, and what the palette shows."""

from flask import Blueprint, request

from contacts.access import signed_in
from contacts.search.palette import offers
from contacts.search.queries import search_page
from contacts.web import page

bp = Blueprint("search", __name__, url_prefix="/search")


@bp.get("")
@signed_in
def index():
    return page("search/index.html#results", **search_page())


@bp.get("/palette")
@signed_in
def palette():
    """What the palette offers for what is typed; the same as a page, for whoever follows the address."""
    return page("search/palette.html#offers", **offers(request.args.get("q", "")))
