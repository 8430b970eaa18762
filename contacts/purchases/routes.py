"""The web face of purchases: a panel of the customer, a page for each, and the list of everybody's."""

from flask import Blueprint, current_app, url_for

from contacts.access import needs
from contacts.customers.queries import get_customer
from contacts.purchases.actions import add_purchase, delete_purchase
from contacts.purchases.forms import PurchaseForm
from contacts.purchases.queries import get_purchase, list_purchases, offered_products, purchases_panel
from contacts.web import _, moved, page, say
from contacts.web.forms import choices_from

bp = Blueprint("purchases", __name__)

ONE = "/customers/<int:customer_id>/purchases"


def purchase_form(**options):
    form = PurchaseForm(**options)
    offered = choices_from([("", _("Something else")), *offered_products()])
    for entry in form.items:
        entry.form.product_id.choices = offered
    return form


@bp.get("/purchases")
@needs("purchases", "read")
def index():
    return page("purchases/index.html#results", listing=list_purchases())


@bp.get(ONE)
@needs("purchases", "read")
def of_customer(customer_id):
    customer = get_customer(customer_id)
    return page("purchases/customer.html#panel", customer=customer, **purchases_panel(customer))


@bp.get(f"{ONE}/new")
@needs("purchases", "create")
def new(customer_id):
    form = purchase_form(currency=current_app.config["CURRENCY"])
    return page("purchases/edit.html", customer=get_customer(customer_id), form=form, purchase=None)


@bp.post(ONE)
@needs("purchases", "create")
def create(customer_id):
    customer, form = get_customer(customer_id), purchase_form()
    if not form.validate():
        return page("purchases/edit.html", 422, customer=customer, form=form, purchase=None)
    purchase = add_purchase(customer, typed(form), form.lines())
    say(_("Purchase recorded."))
    return moved(url_for(".show", customer_id=customer.id, id=purchase.id))


@bp.get(f"{ONE}/<int:id>")
@needs("purchases", "read")
def show(customer_id, id):
    customer = get_customer(customer_id)
    return page("purchases/show.html", customer=customer, purchase=get_purchase(customer, id))


@bp.post(f"{ONE}/<int:id>/delete")
@needs("purchases", "delete")
def destroy(customer_id, id):
    customer = get_customer(customer_id)
    say(_("Purchase deleted."), delete_purchase(customer, get_purchase(customer, id, "delete")))
    return moved(url_for("customers.show", id=customer.id))


def typed(form):
    return {name: value for name, value in form.fields_of().items() if name != "items"}
