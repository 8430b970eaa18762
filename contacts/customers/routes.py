"""The web face of customers."""

from flask import Blueprint, url_for

from contacts.access import needs
from contacts.customers.actions import add_customer, delete_customer, edit_customer
from contacts.customers.forms import COLUMNS, CustomerForm
from contacts.customers.queries import colleagues, get_customer, list_customers, masks_of
from contacts.customers.record import record_context
from contacts.users.queries import people
from contacts.web import _, moved, page, say
from contacts.web.conflicts import conflict, stale, submitted
from contacts.web.forms import choices_from, editable

bp = Blueprint("customers", __name__, url_prefix="/customers")


def customer_form(**options):
    """The form without what this role may not edit."""
    form = editable(CustomerForm, "customers", **COLUMNS)(**options)
    if "owner_id" in form:
        form.owner_id.choices = choices_from([("", _("Nobody")), *people()])
    return form


def company_of(customer):
    """The company as people type it: by its name."""
    return {"company_name": customer.company.name if customer.company else None}


@bp.get("")
@needs("customers", "read")
def index():
    return page("customers/index.html#results", listing=list_customers(), people=people())


@bp.get("/<int:id>")
@needs("customers", "read")
def show(id):
    customer = get_customer(id)
    known = {"people": colleagues(customer), "masks": masks_of(customer)}
    return page("customers/show.html", customer=customer, **known, **record_context(customer))


@bp.get("/new")
@needs("customers", "create")
def new():
    return page("customers/new.html", form=customer_form())


@bp.post("")
@needs("customers", "create")
def create():
    form = customer_form()
    if not form.validate():
        return page("customers/new.html", 422, form=form)
    customer = add_customer(form.fields_of())
    say(_("Customer added."))
    return moved(url_for(".show", id=customer.id))


@bp.get("/<int:id>/edit")
@needs("customers", "edit")
def edit(id):
    customer = get_customer(id, "edit")
    form = customer_form(obj=customer, **company_of(customer))
    return page("customers/edit.html", customer=customer, form=form)


@bp.post("/<int:id>")
@needs("customers", "edit")
def update(id):
    customer, form = get_customer(id, "edit"), customer_form(formdata=submitted())
    if stale(form, customer):
        return conflict(form, customer, url_for(".update", id=id), **company_of(customer))
    if not form.validate():
        return page("customers/edit.html", 422, customer=customer, form=form)
    say(_("Saved."), edit_customer(customer, form.fields_of()))
    return moved(url_for(".show", id=id))


@bp.post("/<int:id>/delete")
@needs("customers", "delete")
def destroy(id):
    say(_("Customer deleted."), delete_customer(get_customer(id, "delete")))
    return moved(url_for(".index"))
