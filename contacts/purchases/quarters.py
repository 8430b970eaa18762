"""What a customer spent in each quarter of the last three years."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import extract, func, select

from contacts.access import sees
from contacts.db import db, utcnow
from contacts.purchases.models import Purchase, PurchaseStatus
from contacts.web.reader import reader

SHOWN, RECENT = 12, 4
COUNTED = (PurchaseStatus.OPEN, PurchaseStatus.COMPLETED)


class Quarter(NamedTuple):
    """`amount` in minor units; `share` of the largest in percent; whether it is one of the last four."""

    name: str
    amount: int
    share: int
    is_recent: bool


def spent_by_quarter(customer, currency):
    """`[Quarter]`, the oldest first, up to the present one; nothing when nothing was bought in these years."""
    if not sees("purchases.total"):
        return []
    zone = reader().zone
    now = number_of(utcnow().astimezone(zone).date())
    amounts = amounts_since(customer, currency, now - SHOWN + 1)
    most = max(amounts.values(), default=0)
    return [quarter(at, amounts.get(at, 0), most, now) for at in range(now - SHOWN + 1, now + 1)] if most else []


def amounts_since(customer, currency, first):
    """`{quarter: minor units}`; quarters are counted through, so that one follows the other."""
    year, month = extract("year", Purchase.purchased_on), extract("month", Purchase.purchased_on)
    statement = select(year, month, func.sum(Purchase.total)).where(
        Purchase.customer_id == customer.id,
        Purchase.currency == currency,
        Purchase.status.in_(COUNTED),
        Purchase.purchased_on >= date(first // 4, first % 4 * 3 + 1, 1),
    )
    found = {}
    for in_year, in_month, amount in db.session.execute(statement.group_by(year, month)):
        at = number_of(date(int(in_year), int(in_month), 1))
        found[at] = found.get(at, 0) + int(amount)
    return found


def number_of(day):
    return day.year * 4 + (day.month - 1) // 3


def quarter(at, amount, most, now):
    return Quarter(f"Q{at % 4 + 1} {at // 4}", amount, round(100 * amount / most), at > now - RECENT)
