"""The web face of integrity: what does not keep to the schema, or should be looked at. For administrators."""

from flask import Blueprint, abort, url_for

from contacts.access import needs
from contacts.data_model.actions import may_repair, repair
from contacts.data_model.integrity import BROKEN, CHECKS, LISTED, findings, results, unused_fields
from contacts.data_model.live import live_schema
from contacts.data_model.looking import NEWEST
from contacts.data_model.places import place_of
from contacts.data_model.queries import names_of
from contacts.data_model.seen import visible
from contacts.web import _, moved, ngettext, page, say

bp = Blueprint("integrity", __name__, url_prefix="/data-model/integrity")


@bp.get("")
@needs("users", "read")
def index():
    schema = visible(live_schema().schema)
    known = {"results": results(schema, NEWEST), "unused": unused_fields(schema), "newest": NEWEST, "BROKEN": BROKEN}
    return page("data_model/integrity.html", may_repair=may_repair, **known)


@bp.get("/<check_name>")
@needs("users", "read")
def show(check_name):
    check = CHECKS.get(check_name) or abort(404)
    found = findings(check, visible(live_schema().schema), NEWEST)
    names = names_of(one.customer for one in found)
    known = {"names": names, "is_cut": len(found) == LISTED, "newest": NEWEST, "may_repair": may_repair}
    places = [place_of(one, names) for one in found]
    return page("data_model/findings.html", check=check, found=zip(found, places, strict=True), **known)


@bp.post("/<check_name>/repair")
@needs("users", "edit")
def put_right(check_name):
    """What a check found in the newest rows is put right, where no person has to decide."""
    check = CHECKS.get(check_name)
    if check is None or not check.button:
        abort(404)
    if not may_repair(check):
        abort(403)
    number, operation = repair(check, visible(live_schema().schema), NEWEST)
    none = _("There was nothing left to put right.")
    say(ngettext("One was put right.", "%(num)s were put right.", number) if number else none, operation)
    return moved(url_for(".show", check_name=check.name))
