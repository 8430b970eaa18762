"""The web face of viewing as a role: `/admin/view-as`."""

from flask import Blueprint, redirect, request, url_for

from contacts.access import ends_viewing, needs, signed_in
from contacts.users import viewing
from contacts.web import _, own_path, page

bp = Blueprint("viewing", __name__, url_prefix="/admin/view-as")


@bp.get("")
@needs("users", "edit")
def index():
    return choices(request.args.get("next", ""))


@bp.post("")
@needs("users", "edit")
def start():
    chosen = request.form.get("role_id", "")
    role = next((one for one in viewing.viewable_roles() if str(one.id) == chosen), None)
    if role is None:
        return choices(request.form.get("next", ""), 422, _("Choose one of these roles."))
    viewing.start_viewing(role)
    return back()


@bp.post("/end")
@signed_in
@ends_viewing
def end():
    viewing.end_viewing()
    return back()


def choices(next, status=200, refused=None):
    return page("admin/viewing/index.html", status, roles=viewing.viewable_roles(), next=next, refused=refused)


def back():
    """To the page one came from: the same page, seen with other eyes."""
    return redirect(own_path(request.form.get("next", ""), url_for("home.index")), 303)
