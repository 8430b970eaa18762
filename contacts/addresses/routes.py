"""The web face of addresses."""

from flask import Blueprint, current_app, url_for

from contacts.access import needs
from contacts.addresses.actions import add_address, delete_address, edit_address
from contacts.addresses.forms import address_form
from contacts.addresses.queries import addresses_panel, get_address
from contacts.customers.queries import get_customer
from contacts.web import _, done, page, say
from contacts.web.conflicts import conflict, stale, submitted

bp = Blueprint("addresses", __name__, url_prefix="/customers/<int:customer_id>/addresses")

PANEL = "addresses/index.html#panel"


def show(customer, status=200, **context):
    return page(PANEL, status, customer=customer, **addresses_panel(customer), **context)


@bp.get("")
@needs("addresses", "read")
def index(customer_id):
    return show(get_customer(customer_id))


@bp.get("/new")
@needs("addresses", "create")
def new(customer_id):
    return show(get_customer(customer_id), address_form=address_form(country=current_app.config["COUNTRY"]))


@bp.post("")
@needs("addresses", "create")
def create(customer_id):
    customer, form = get_customer(customer_id), address_form()
    if not form.validate():
        return show(customer, 422, address_form=form)
    add_address(customer, form.fields_of())
    return finish(customer, _("Address added."))


@bp.get("/<int:id>/edit")
@needs("addresses", "edit")
def edit(customer_id, id):
    customer = get_customer(customer_id)
    address = get_address(customer, id, "edit")
    return show(customer, address_form=address_form(obj=address), editing=address)


@bp.post("/<int:id>")
@needs("addresses", "edit")
def update(customer_id, id):
    customer = get_customer(customer_id)
    address = get_address(customer, id, "edit")
    form = address_form(address, formdata=submitted())
    if stale(form, address):
        url = url_for(".update", customer_id=customer.id, id=id)
        return conflict(form, address, url, address_form(formdata=None, obj=address))
    if not form.validate():
        return show(customer, 422, address_form=form, editing=address)
    return finish(customer, _("Saved."), edit_address(customer, address, form.fields_of()))


@bp.post("/<int:id>/delete")
@needs("addresses", "delete")
def destroy(customer_id, id):
    customer = get_customer(customer_id)
    operation = delete_address(customer, get_address(customer, id, "delete"))
    return finish(customer, _("Address deleted."), operation)


def finish(customer, sentence, operation=None):
    say(sentence, operation)
    return done(url_for("customers.show", id=customer.id), PANEL, customer=customer, **addresses_panel(customer))
