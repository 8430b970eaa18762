"""Questions about purchases: a customer's latest, one of them, and everybody's."""

from flask import abort
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from contacts.access import fetch, may, permitted, sees
from contacts.categories.models import Product
from contacts.customers.models import Customer, CustomerValue
from contacts.customers.record import anchor, panel
from contacts.customfields.listing import listing_with_fields
from contacts.db import db
from contacts.purchases.lines import MOST_LINES
from contacts.purchases.models import Purchase, PurchaseItem
from contacts.purchases.narrowing import allowed_filters, chosen, narrowed
from contacts.purchases.quarters import months_of, quarters_of
from contacts.purchases.timeline import with_first_line
from contacts.web.listing import Order
from contacts.web.words import _

LATEST = 5
OFFERED = 500


@panel("purchases")
def purchases_panel(customer):
    """The latest five of all, what all of them come to in each currency, and the first of these by the quarter."""
    in_all = select(func.count().label("count")).where(Purchase.customer_id == customer.id)
    asked = {"latest": latest_of(customer), "in_all": in_all}
    if sees("customer_values.lifetime_value"):
        asked["lifetime"] = lifetime_of(customer)
    if sees("purchases.total"):
        asked["months"] = months_of(customer)
    found = yield asked
    lifetime = found.get("lifetime", [])
    return {
        "purchases": found["latest"],
        "purchases_in_all": found["in_all"][0].count,
        "lifetime": lifetime,
        "quarters": quarters_of(found.get("months", []), lifetime[0].currency) if lifetime else [],
    }


def latest_of(customer):
    """The latest purchases, each with its first line and how many `lines` it has."""
    columns = (Purchase.purchased_on, Purchase.reference, Purchase.total, Purchase.currency)
    statement = with_first_line(select(Purchase.id, *map(permitted, columns)), PurchaseItem.quantity)
    theirs = statement.where(Purchase.customer_id == customer.id)
    return theirs.order_by(Purchase.purchased_on.desc(), Purchase.id.desc()).limit(LATEST)


def lifetime_of(customer):
    """What all of them come to in each currency, the largest first."""
    values = select(CustomerValue.currency, CustomerValue.lifetime_value, permitted(CustomerValue.purchase_count))
    return values.where(CustomerValue.customer_id == customer.id).order_by(CustomerValue.lifetime_value.desc())


@anchor("purchases")
def get_purchase(customer, id, verb="read"):
    """One purchase of this customer with its lines, or 404."""
    purchase = fetch(Purchase, id, verb, options=[selectinload(Purchase.items)])
    return purchase if purchase.customer_id == customer.id else fetch(Purchase, -1)


def editable_purchase(customer, id):
    """The same for editing; an imported one may have more lines than one form can hold."""
    purchase = get_purchase(customer, id, "edit")
    if len(purchase.items) > MOST_LINES:
        abort(403, _("This purchase has more lines than can be edited here: %(num)d.", num=len(purchase.items)))
    return purchase


def addresses_of(customer):
    """The customer's addresses, the default of each kind first; none for a role that may not read them."""
    return customer.addresses if may("read", "addresses") and sees("addresses") else []


def offered_products(also=()):
    """`[(id, label)]` of products to choose from: those still sold, and those of these ids."""
    named = select(Product.id, Product.name, Product.sort_name)
    active = named.where(Product.active).order_by(Product.sort_name).limit(OFFERED)
    there = named.where(Product.id.in_([id for id in also if id])) if any(also) else None
    rows = {*db.session.execute(active), *(db.session.execute(there) if there is not None else ())}
    return [(row.id, row.name) for row in sorted(rows, key=lambda row: (row.sort_name, row.id))]


def products_by_id(ids):
    return {product.id: product for product in db.session.scalars(select(Product).where(Product.id.in_(ids)))}


def reference_taken(source, reference, but_id):
    """Whether another purchase of the same source has this reference."""
    same = select(Purchase.id).where(Purchase.source == source, Purchase.reference == reference, Purchase.id != but_id)
    return db.session.scalar(same) is not None


def list_purchases():
    """One page of everybody's purchases."""
    statement = select(
        Purchase.id, Purchase.customer_id, permitted(Purchase.reference), Purchase.purchased_on, Purchase.status
    ).add_columns(permitted(Purchase.total), Purchase.currency, Customer.name.label("customer"))
    orders = {"date": Order(Purchase.purchased_on, Purchase.id)}
    if sees("purchases.total"):
        orders["total"] = Order(Purchase.total, Purchase.id)
    joined = statement.join(Customer, Customer.id == Purchase.customer_id)
    listing = listing_with_fields("purchases", Purchase.id, joined, orders, "-date", narrowed, allowed_filters())
    listing.chosen = chosen(listing)
    return listing
