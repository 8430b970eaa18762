"""The web face of effective access: what a person gets of a field, and why. `/admin/access`."""

from flask import Blueprint, request

from contacts.access import needs
from contacts.roles.effective import sentences_about
from contacts.roles.queries import everybody, who_is
from contacts.web import page

bp = Blueprint("effective", __name__, url_prefix="/admin/access")


@bp.get("")
@needs("users", "read")
def index():
    """Of `?person=` and `?field=` (a field or a kind of record); `?one=1` on the page of that person."""
    person, field = request.args.get("person", 0, type=int), request.args.get("field", "")
    who = who_is(person)
    sentences = sentences_about(who, field) if who and field else []
    known = {
        "everybody": None if "one" in request.args else everybody(),
        "person": person,
        "field": field,
        "sentences": sentences,
    }
    return page("admin/access/index.html#panel", who=who, **known)
