"""What a customer spent in each quarter of the last three years."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import extract, func, select

from contacts.db import utcnow
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


def quarters_of(months, currency):
    """`[Quarter]`, the oldest first, up to the present one; nothing when nothing was bought in these years."""
    now, amounts = present(), amounts_of(months, currency)
    most = max(amounts.values(), default=0)
    return [quarter(at, amounts.get(at, 0), most, now) for at in range(now - SHOWN + 1, now + 1)] if most else []


def present():
    return number_of(utcnow().astimezone(reader().zone).date())


def months_of(customer):
    """The statement of what was spent in each month of the quarters that are shown."""
    first = present() - SHOWN + 1
    year, month = extract("year", Purchase.purchased_on), extract("month", Purchase.purchased_on)
    summed = select(Purchase.currency, year, month, func.sum(Purchase.total))
    statement = summed.where(
        Purchase.customer_id == customer.id,
        Purchase.status.in_(COUNTED),
        Purchase.purchased_on >= date(first // 4, first % 4 * 3 + 1, 1),
    )
    return statement.group_by(Purchase.currency, year, month)


def amounts_of(months, currency):
    """`{quarter: minor units}`; quarters are counted through, so that one follows the other."""
    found = {}
    for in_year, in_month, amount in (month[1:] for month in months if month[0] == currency):
        at = number_of(date(int(in_year), int(in_month), 1))
        found[at] = found.get(at, 0) + int(amount)
    return found


def number_of(day):
    return day.year * 4 + (day.month - 1) // 3


def quarter(at, amount, most, now):
    return Quarter(f"Q{at % 4 + 1} {at // 4}", amount, round(100 * amount / most), at > now - RECENT)
