"""Questions about purchases: a customer's latest, one of them, and everybody's."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from contacts.access import fetch
from contacts.categories.models import Product
from contacts.customers.models import Customer, CustomerValue
from contacts.customers.record import panel
from contacts.db import db
from contacts.purchases.models import Purchase, PurchaseStatus
from contacts.web.listing import Listing, Order
from contacts.web.names import fold_for_sorting

LATEST = 5
OFFERED = 500


@panel("purchases")
def purchases_panel(customer):
    """The latest five, and what all of them come to in each currency."""
    latest = (
        select(Purchase)
        .where(Purchase.customer_id == customer.id)
        .options(selectinload(Purchase.items))
        .order_by(Purchase.purchased_on.desc(), Purchase.id.desc())
        .limit(LATEST)
    )
    values = select(CustomerValue).where(CustomerValue.customer_id == customer.id)
    return {
        "purchases": db.session.scalars(latest).all(),
        "lifetime": db.session.scalars(values.order_by(CustomerValue.lifetime_value.desc())).all(),
    }


def get_purchase(customer, id, verb="read"):
    """One purchase of this customer with its lines, or 404."""
    purchase = fetch(Purchase, id, verb, options=[selectinload(Purchase.items)])
    return purchase if purchase.customer_id == customer.id else fetch(Purchase, -1)


def offered_products():
    """`[(id, label)]` of products to choose from."""
    active = select(Product.id, Product.name).where(Product.active).order_by(Product.sort_name).limit(OFFERED)
    return db.session.execute(active).all()


def products_by_id(ids):
    return {product.id: product for product in db.session.scalars(select(Product).where(Product.id.in_(ids)))}


def list_purchases():
    """One page of everybody's purchases."""
    statement = select(
        Purchase.id, Purchase.customer_id, Purchase.reference, Purchase.purchased_on, Purchase.status
    ).add_columns(Purchase.total, Purchase.currency, Customer.name.label("customer"))
    orders = {"date": Order(Purchase.purchased_on, Purchase.id), "total": Order(Purchase.total, Purchase.id)}
    joined = statement.join(Customer, Customer.id == Purchase.customer_id)
    return Listing("purchases", joined, orders, "-date", filters=("status",), narrow=narrowed)


def narrowed(statement, q, status=None):
    if status in list(PurchaseStatus):
        statement = statement.where(Purchase.status == status)
    for word in q.split()[:8]:
        by_reference = func.lower(Purchase.reference) == word.lower()
        statement = statement.where(
            or_(by_reference, Customer.sort_name.contains(fold_for_sorting(word), autoescape=True))
        )
    return statement
