"""What purchases add to a customer's timeline."""

from flask import url_for
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from contacts.access import permitted
from contacts.customers.record import timeline
from contacts.customers.timeline import Entry, older
from contacts.db import db
from contacts.purchases.models import Purchase, PurchaseItem
from contacts.web import _, ngettext

LINE = aliased(PurchaseItem)
COLUMNS = (Purchase.reference, Purchase.status, Purchase.currency, Purchase.total, PurchaseItem.description)


@timeline("purchases")
def bought(customer, after, limit):
    lines = select(func.count()).where(LINE.purchase_id == Purchase.id).scalar_subquery()
    first = select(func.min(LINE.position)).where(LINE.purchase_id == Purchase.id).scalar_subquery()
    statement = (
        select(Purchase.id, Purchase.purchased_on, *map(permitted, COLUMNS), lines.label("lines"))
        .outerjoin(PurchaseItem, (PurchaseItem.purchase_id == Purchase.id) & (PurchaseItem.position == first))
        .where(Purchase.customer_id == customer.id)
    )
    found = db.session.execute(older(statement, Purchase.purchased_on, Purchase.id, after, limit))
    base = url_for("purchases.of_customer", customer_id=customer.id)
    return [entry_of(row, f"{base}/{row.id}") for row in found]


def entry_of(row, url):
    state = None if row.status == "completed" else row.status
    return Entry("purchases", row.id, row.purchased_on, title_of(row), url, None, row.total, row.currency, state)


def title_of(row):
    """The first line in words and how many more there are; else its number."""
    first = row.description or row.reference or _("something")
    more = row.lines - 1
    return first if more < 1 else f"{first} {ngettext('and %(num)d more', 'and %(num)d more', more)}"
