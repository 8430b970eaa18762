"""The web face of companies."""

from flask import Blueprint, url_for

from contacts.access import needs
from contacts.customers.actions import add_company, delete_company, edit_company
from contacts.customers.forms import company_form
from contacts.customers.queries import company_choices, get_company, list_companies, people_of
from contacts.web import _, moved, page, say
from contacts.web.conflicts import conflict, stale, submitted
from contacts.web.listing import asked_words

bp = Blueprint("companies", __name__, url_prefix="/companies")


@bp.get("")
@needs("companies", "read")
def index():
    return page("companies/index.html#results", listing=list_companies())


@bp.get("/<int:id>")
@needs("companies", "read")
def show(id):
    company = get_company(id)
    return page("companies/show.html", company=company, people=people_of(company))


@bp.get("/names")
@needs("companies", "read")
def names():
    """What the company field of a customer's form suggests."""
    return page("companies/_names.html", choices=company_choices(asked_words("company_name")))


@bp.get("/new")
@needs("companies", "create")
def new():
    return page("companies/edit.html", form=company_form())


@bp.post("")
@needs("companies", "create")
def create():
    form = company_form()
    if not form.validate():
        return page("companies/edit.html", 422, form=form)
    company = add_company(form.fields_of())
    return moved(url_for(".show", id=company.id))


@bp.get("/<int:id>/edit")
@needs("companies", "edit")
def edit(id):
    company = get_company(id, "edit")
    return page("companies/edit.html", company=company, form=company_form(obj=company))


@bp.post("/<int:id>")
@needs("companies", "edit")
def update(id):
    company = get_company(id, "edit")
    form = company_form(formdata=submitted(), record=company)
    if stale(form, company):
        return conflict(form, company, url_for(".update", id=id), company_form(formdata=None, obj=company))
    if not form.validate():
        return page("companies/edit.html", 422, company=company, form=form)
    say(_("Saved."), edit_company(company, form.fields_of()))
    return moved(url_for(".show", id=id))


@bp.post("/<int:id>/delete")
@needs("companies", "delete")
def destroy(id):
    say(_("Company deleted. Its people stay."), delete_company(get_company(id, "delete")))
    return moved(url_for(".index"))
