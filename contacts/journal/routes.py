"""The history, and undo."""

from flask import Blueprint, request, url_for

from contacts.access import needs, signed_in
from contacts.customers.queries import get_customer
from contacts.history import undo as take_back
from contacts.journal.queries import changes_of, list_operations
from contacts.web import _, moved, own_path, page, say
from contacts.web.listing import asked_place

bp = Blueprint("history", __name__)


@bp.get("/history/")
@signed_in
def index():
    entries, older = list_operations(asked_place("before"))
    return page("history/index.html#panel", entries=entries, older=older)


@bp.get("/customers/<int:id>/history")
@needs("customers", "read")
def customer(id):
    record = get_customer(id)
    lines, older = changes_of(record, asked_place("before"))
    return page("history/customer.html#customer", customer=record, lines=lines, older=older)


@bp.post("/history/<int:id>/undo")
@signed_in
def undo(id):
    left = take_back(id)
    say(_("Undone.") if not left else _("Undone, but what changed since was left alone."))
    return moved(own_path(request.form.get("next", ""), url_for("home.index")))
