"""The history, and undo."""

from flask import Blueprint, request, url_for

from contacts.access import signed_in
from contacts.history import undo as take_back
from contacts.web import _, moved, own_path, say

bp = Blueprint("history", __name__, url_prefix="/history")


@bp.post("/<int:id>/undo")
@signed_in
def undo(id):
    left = take_back(id)
    say(_("Undone.") if not left else _("Undone, but what changed since was left alone."))
    return moved(own_path(request.form.get("next", ""), url_for("home.index")))
