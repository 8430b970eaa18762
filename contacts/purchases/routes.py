"""The web face of purchases: a panel of the customer, a page for each, and the list of everybody's."""

from flask import Blueprint, request, url_for

from contacts.access import needs
from contacts.customers.queries import get_customer
from contacts.purchases.actions import add_purchase, delete_purchase, edit_purchase
from contacts.purchases.forms import blank_line, purchase_form
from contacts.purchases.lines import MOST_LINES
from contacts.purchases.queries import editable_purchase, get_purchase, list_purchases, purchases_panel
from contacts.web import _, moved, page, say
from contacts.web.conflicts import conflict, stale, submitted
from contacts.web.listing import asked_id

bp = Blueprint("purchases", __name__)

ONE = "/customers/<int:customer_id>/purchases"


@bp.get("/purchases")
@needs("purchases", "read")
def index():
    return page("purchases/index.html#results", listing=list_purchases())


@bp.get("/purchases/lines")
@needs("purchases", "create")
def more_lines():
    """One more line to fill in, the `at`th of its form, and the way to the next one."""
    at = min(asked_id("at") or 0, MOST_LINES)
    return page("purchases/_more_lines.html", lines=[blank_line(at)], at=at + 1)


@bp.get(ONE)
@needs("purchases", "read")
def of_customer(customer_id):
    customer = get_customer(customer_id)
    return page("purchases/customer.html#panel", customer=customer, **purchases_panel(customer))


@bp.get(f"{ONE}/new")
@needs("purchases", "create")
def new(customer_id):
    customer = get_customer(customer_id)
    return page("purchases/edit.html", customer=customer, form=purchase_form(customer))


@bp.post(ONE)
@needs("purchases", "create")
def create(customer_id):
    customer = get_customer(customer_id)
    form = purchase_form(customer, formdata=request.form)
    if not form.validate():
        return page("purchases/edit.html", 422, customer=customer, form=form)
    purchase = add_purchase(customer, form.fields_of(), form.lines())
    say(_("Purchase recorded."))
    return moved(url_for(".show", customer_id=customer.id, id=purchase.id))


@bp.get(f"{ONE}/<int:id>")
@needs("purchases", "read")
def show(customer_id, id):
    customer = get_customer(customer_id)
    return page("purchases/show.html", customer=customer, purchase=get_purchase(customer, id))


@bp.get(f"{ONE}/<int:id>/edit")
@needs("purchases", "edit")
def edit(customer_id, id):
    customer = get_customer(customer_id)
    purchase = editable_purchase(customer, id)
    return page("purchases/edit.html", customer=customer, purchase=purchase, form=purchase_form(customer, purchase))


@bp.post(f"{ONE}/<int:id>")
@needs("purchases", "edit")
def update(customer_id, id):
    customer = get_customer(customer_id)
    purchase = editable_purchase(customer, id)
    form = purchase_form(customer, purchase, submitted())
    if stale(form, purchase):
        present = purchase_form(customer, purchase)
        return conflict(form, purchase, url_for(".update", customer_id=customer.id, id=id), present)
    if not form.validate():
        return page("purchases/edit.html", 422, customer=customer, purchase=purchase, form=form)
    say(_("Saved."), edit_purchase(customer, purchase, form.fields_of(), form.lines()))
    return moved(url_for(".show", customer_id=customer.id, id=id))


@bp.post(f"{ONE}/<int:id>/delete")
@needs("purchases", "delete")
def destroy(customer_id, id):
    customer = get_customer(customer_id)
    say(_("Purchase deleted."), delete_purchase(customer, get_purchase(customer, id, "delete")))
    return moved(url_for("customers.show", id=customer.id))
