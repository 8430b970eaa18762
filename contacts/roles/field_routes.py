"""The web face of the matrix: choose, review, save. `/admin/fields`."""

from flask import Blueprint, request, url_for

from contacts.access import needs
from contacts.roles.actions import Outdated, save_fields
from contacts.roles.catalogue import groups
from contacts.roles.draft import EMPTY, Impossible, can_write, changes_of, outdated, read_draft, shown
from contacts.roles.queries import list_roles
from contacts.web import _, moved, page, say
from contacts.web.reader import in_english
from contacts.web.uploads import takes_fields

bp = Blueprint("fields", __name__, url_prefix="/admin/fields")
MOST_FIELDS = 20_000  # of one form: a matrix of a hundred roles


@bp.get("")
@needs("users", "read")
def index():
    return matrix(list_roles())


@bp.post("/review")
@needs("users", "edit")
@takes_fields(MOST_FIELDS)
def review():
    """What would change, in sentences; nothing does. `again` leads back to the matrix with what was chosen."""
    roles = list_roles()
    try:
        draft = read_draft(request.form, roles)
    except Impossible as error:
        return matrix(roles, 422, problem=str(error))
    if request.form.get("again"):
        return matrix(roles, draft=draft)
    return reviewed(draft, changes_of(draft, roles))


@bp.post("")
@needs("users", "edit")
@takes_fields(MOST_FIELDS)
def save():
    roles = list_roles()
    try:
        draft = read_draft(request.form, roles)
        changes = changes_of(draft, roles)
        if outdated(draft, changes) or not changes:
            return reviewed(draft, changes, 409 if changes else 422)
        with in_english():
            kept = changes_of(draft, roles)
        say(_("Fields saved."), save_fields(kept, draft.versions))
    except Impossible as error:
        return matrix(roles, 422, problem=str(error))
    except Outdated:
        return reviewed(draft, changes_of(draft, list_roles()), 409)
    return moved(url_for(".index"))


def reviewed(draft, changes, status=200):
    """For htmx the bar under the matrix, else the page that asks whether to save."""
    people = sum(change.role.active for change in changes)
    count = sum(len(change.cells) for change in changes)
    context = {"is_outdated": status == 409 or outdated(draft, changes), "count": count, "people": people}
    return page("admin/fields/review.html#bar", status, draft=draft, changes=changes, **context)


def matrix(roles, status=200, draft=EMPTY, problem=None):
    known = {"groups": groups(), "shown": shown, "can_write": can_write}
    return page("admin/fields/index.html", status, roles=roles, draft=draft, problem=problem, **known)
