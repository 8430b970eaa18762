"""The web face of deeds for many: what is chosen is in the address, a page says how many that is, then it is done."""

from flask import Blueprint, Response, abort, request, url_for

from contacts.access import needs, record_event_now
from contacts.bulk.actions import do
from contacts.bulk.added import field_deeds
from contacts.bulk.choosing import chosen, count, some_names
from contacts.bulk.deeds import CHOOSE, deed_named
from contacts.bulk.export import csv_file
from contacts.web import _, moved, ngettext, page, say
from contacts.web.reader import in_english

bp = Blueprint("bulk", __name__, url_prefix="/customers")


def asked_deed():
    """The deed that the address names, or 404; 403 when the role may not do it to anybody."""
    deed = deed_named(request.args.get("deed")) or abort(404)
    return deed if deed.allowed else abort(403)


@bp.get("/bulk")
@needs("customers", "read")
def new():
    if request.args.get("deed") == CHOOSE:
        return page("bulk/fields.html", deeds=field_deeds() or abort(404), those=chosen())
    deed = asked_deed()
    return review(deed, deed.form())


@bp.post("/bulk")
@needs("customers", "read")
def create():
    deed, those = asked_deed(), chosen()
    form = deed.form()
    if those.is_empty or not form.validate():
        return review(deed, form, 422)
    operation, number = do(deed, those, form.fields_of())
    say(told(number), operation)
    return moved(those.list_url)


@bp.get("/export.csv")
@needs("customers", "export")
@in_english()
def export():
    """What is chosen, with the columns of the list. Who took it is in the security log."""
    those = chosen()
    file, number = csv_file(those)
    which = "all that match" if those.every else "ticked"
    record_event_now("export", detail=f"{number} customers as CSV, {which}")
    response = Response(file, mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="customers.csv"'
    return response


def review(deed, form, status=200):
    """How many are chosen, for how many of them it may be done, and what it asks."""
    those = chosen()
    allowed = those.within(deed.reach)
    counts = {
        "number": 0 if those.is_empty else count(those.within()),
        "allowed": 0 if those.is_empty else count(allowed),
    }
    action = url_for(".create", deed=deed.name, **those.state)
    shown = {"those": those, "names": some_names(allowed) if counts["allowed"] else [], "action": action}
    return page("bulk/new.html", status, deed=deed, form=form, **shown, **counts)


def told(number):
    if not number:
        return _("Nothing was changed: it was so already, or is beyond what your role may change.")
    return ngettext("Done for %(num)d customer.", "Done for %(num)d customers.", number)
