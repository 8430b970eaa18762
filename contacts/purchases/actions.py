"""Recording, changing and deleting purchases."""

from decimal import Decimal

from contacts.db import db
from contacts.history import begin
from contacts.purchases.amounts import line_amount
from contacts.purchases.models import Purchase, PurchaseItem
from contacts.purchases.queries import products_by_id


def add_purchase(customer, fields, lines):
    begin("purchases.create", "Recorded a purchase", customer)
    purchase = Purchase(customer_id=customer.id, **fields)
    db.session.add(purchase)
    return write_lines(purchase, lines)


def delete_purchase(customer, purchase):
    """Returns the operation's id."""
    operation = begin("purchases.delete", "Deleted a purchase", customer)
    db.session.delete(purchase)
    db.session.flush()
    return operation


def write_lines(purchase, lines):
    """A line without words takes its product's name, one without a price the product's."""
    products = products_by_id([line["product_id"] for line in lines if line["product_id"]])
    items = [item_of(position, line, products) for position, line in enumerate(lines, 1)]
    purchase.total = sum(item.amount for item in items)
    db.session.flush()
    for item in items:
        item.purchase_id = purchase.id
        db.session.add(item)
    db.session.flush()
    return purchase


def item_of(position, line, products):
    product = products.get(line["product_id"])
    price = line["unit_price"]
    if price is None:
        price = Decimal(product.price) if product else Decimal(0)
    return PurchaseItem(
        position=position,
        product_id=line["product_id"],
        description=line["description"] or product.name,
        quantity=line["quantity"],
        unit_price=price,
        discount=line["discount"],
        amount=line_amount(line["quantity"], price, line["discount"]),
    )
