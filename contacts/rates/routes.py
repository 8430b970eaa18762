"""The web face of exchange rates. `/admin/rates`."""

from flask import Blueprint, current_app, url_for

from contacts.access import needs
from contacts.rates.actions import add_rate, delete_rate, edit_rate
from contacts.rates.forms import RateForm
from contacts.rates.queries import get_rate, list_rates
from contacts.web import _, moved, page, say
from contacts.web.conflicts import conflict, stale, submitted

bp = Blueprint("rates", __name__, url_prefix="/admin/rates")
EDIT = "admin/rates/edit.html"


@bp.get("")
@needs("users", "read")
def index():
    return page("admin/rates/index.html#results", listing=list_rates(), base=current_app.config["CURRENCY"])


@bp.get("/new")
@needs("users", "create")
def new():
    return page(EDIT, form=RateForm(), rate=None)


@bp.post("")
@needs("users", "create")
def create():
    form = RateForm()
    if not form.validate():
        return page(EDIT, 422, form=form, rate=None)
    say(_("Rate added."), add_rate(form.fields_of()))
    return moved(url_for(".index"))


@bp.get("/<int:id>")
@needs("users", "edit")
def edit(id):
    rate = get_rate(id, "edit")
    return page(EDIT, form=RateForm(obj=rate), rate=rate)


@bp.post("/<int:id>")
@needs("users", "edit")
def update(id):
    rate = get_rate(id, "edit")
    form = RateForm(formdata=submitted(), obj=rate)
    if stale(form, rate):
        return conflict(form, rate, url_for(".update", id=id))
    if not form.validate():
        return page(EDIT, 422, form=form, rate=rate)
    say(_("Saved."), edit_rate(rate, form.fields_of()))
    return moved(url_for(".index"))


@bp.post("/<int:id>/delete")
@needs("users", "delete")
def destroy(id):
    say(_("Rate deleted."), delete_rate(get_rate(id, "delete")))
    return moved(url_for(".index"))
