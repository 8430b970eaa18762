"""What purchases add to a customer's timeline."""

from flask import url_for
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from contacts.access import permitted
from contacts.customers.record import timeline
from contacts.customers.timeline import Entry, older
from contacts.purchases.models import Purchase, PurchaseItem
from contacts.web import _, ngettext

LINE = aliased(PurchaseItem)
COLUMNS = (Purchase.reference, Purchase.status, Purchase.currency, Purchase.total)


@timeline("purchases")
def bought(customer, after, limit):
    statement = with_first_line(select(Purchase.id, Purchase.purchased_on, *map(permitted, COLUMNS)))
    statement = statement.where(Purchase.customer_id == customer.id)
    base = url_for("purchases.of_customer", customer_id=customer.id)
    asked = older(statement, Purchase.purchased_on, Purchase.id, after, limit)
    return asked, lambda row: entry_of(row, f"{base}/{row.id}")


def with_first_line(statement, *columns):
    """The statement with the `description` of the first line, other `columns` of it, and the number of `lines`."""
    lines = select(func.count()).where(LINE.purchase_id == Purchase.id).scalar_subquery()
    first = select(func.min(LINE.position)).where(LINE.purchase_id == Purchase.id).scalar_subquery()
    shown = [permitted(column) for column in (PurchaseItem.description, *columns)]
    is_first = (PurchaseItem.purchase_id == Purchase.id) & (PurchaseItem.position == first)
    return statement.add_columns(*shown, lines.label("lines")).outerjoin(PurchaseItem, is_first)


def entry_of(row, url):
    state = None if row.status == "completed" else row.status
    return Entry("purchases", row.id, row.purchased_on, title_of(row), url, None, row.total, row.currency, state)


def title_of(row):
    """The first line in words and how many more there are; else its number."""
    first = row.description or row.reference or _("something")
    more = row.lines - 1
    return first if more < 1 else f"{first} {ngettext('and %(num)d more', 'and %(num)d more', more)}"
