"""Recording, changing and deleting purchases."""

from contacts.customfields.fields import apart
from contacts.customfields.values import save_along, save_values
from contacts.db import db, utcnow
from contacts.history import begin
from contacts.purchases.amounts import line_amount
from contacts.purchases.models import Purchase, PurchaseItem


def add_purchase(customer, fields, lines):
    """`lines` as a checked form gives them. Returns the purchase."""
    begin("purchases.create", "Recorded a purchase", customer)
    fields, added = apart("purchases", fields)
    purchase = Purchase(customer_id=customer.id, total=total_of(lines), **fields)
    db.session.add(purchase)
    db.session.flush()
    save_values("purchases", purchase.id, added)
    write_lines(purchase, lines, [])
    return purchase


def edit_purchase(customer, purchase, fields, lines):
    """A changed line is a changed purchase: its version counts on, whatever was changed. Returns the operation's id."""
    operation = begin("purchases.edit", "Edited a purchase", customer)
    fields, added = apart("purchases", fields)
    for name, value in {**fields, "total": total_of(lines), "updated_at": utcnow()}.items():
        setattr(purchase, name, value)
    save_along(purchase, added)
    db.session.flush()
    write_lines(purchase, lines, purchase.items)
    return operation


def delete_purchase(customer, purchase):
    """Returns the operation's id."""
    operation = begin("purchases.delete", "Deleted a purchase", customer)
    db.session.delete(purchase)
    db.session.flush()
    return operation


def total_of(lines):
    return sum(amount_of(line) for line in lines)


def amount_of(line):
    return line_amount(line["quantity"], line["unit_price"], line["discount"])


def write_lines(purchase, lines, there):
    """Make these its lines, in this order.

    A line that is still there keeps its row and its position. A moved or new one takes a position that no line ever had
    in this purchase: so nothing stands in the way when an undo brings an old line back.
    """
    known, position = {item.id: item for item in there}, 0
    last = max([item.position for item in there], default=0)
    for line in lines:
        item = known.pop(line["id"], None) or PurchaseItem(purchase_id=purchase.id, position=0)
        if item.position <= position:
            last += 1
            item.position = last
        position = item.position
        fill(item, line)
    for item in known.values():
        db.session.delete(item)
    db.session.flush()


def fill(item, line):
    for name, value in {**line, "amount": amount_of(line)}.items():
        if name != "id":
            setattr(item, name, value)
    db.session.add(item)
