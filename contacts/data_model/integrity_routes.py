"""The web face of integrity: what does not keep to the schema, or should be looked at. For administrators."""

from flask import Blueprint, abort

from contacts.access import needs
from contacts.data_model.integrity import BROKEN, CHECKS, LISTED, findings, results, unused_fields
from contacts.data_model.live import live_schema
from contacts.data_model.looking import NEWEST
from contacts.data_model.queries import names_of
from contacts.data_model.seen import visible
from contacts.web import page

bp = Blueprint("integrity", __name__, url_prefix="/data-model/integrity")


@bp.get("")
@needs("users", "read")
def index():
    schema = visible(live_schema().schema)
    known = {"results": results(schema, NEWEST), "unused": unused_fields(schema), "newest": NEWEST, "BROKEN": BROKEN}
    return page("data_model/integrity.html", **known)


@bp.get("/<check_name>")
@needs("users", "read")
def show(check_name):
    check = CHECKS.get(check_name) or abort(404)
    found = findings(check, visible(live_schema().schema), NEWEST)
    known = {"names": names_of(one.customer for one in found), "is_cut": len(found) == LISTED, "newest": NEWEST}
    return page("data_model/findings.html", check=check, found=found, **known)
