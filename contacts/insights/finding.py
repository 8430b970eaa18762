"""What insights add to the list of customers: who bought first, or again, in a period."""

from sqlalchemy import select

from contacts.customers.finding import add_filter
from contacts.customers.models import Customer
from contacts.insights.asked import sees_revenue
from contacts.insights.models import BuyerMonth, CustomerStanding
from contacts.insights.standing_queries import OFTEN, is_quiet
from contacts.web.periods import period
from contacts.web.reader import reader
from contacts.web.words import _


def chosen(value):
    """There are as many as months: only the one that was asked for can be named here."""
    said = period(value)
    return [(value, said.label(reader().locale))] if said else []


def buying(value, again):
    """Customers who bought in the period, for the first time ever or again after an earlier month."""
    said = period(value)
    if said is None:
        return None
    is_first = BuyerMonth.month == BuyerMonth.first_month
    bought = select(BuyerMonth.customer_id).where(BuyerMonth.month.between(said.first, said.last))
    return Customer.id.in_(bought.where(~is_first if again else is_first))


def standing_like(value):
    """Customers who bought so often, last between two months: a value as the grid of insights writes it."""
    said = read_standing(value)
    if said is None:
        return None
    currency, often, first, last = said
    standing = select(CustomerStanding.customer_id).where(CustomerStanding.currency == currency)
    standing = standing.where(CustomerStanding.frequency == often)
    if first:
        standing = standing.where(CustomerStanding.last_month >= first.first)
    if last:
        standing = standing.where(CustomerStanding.last_month <= last.first)
    return Customer.id.in_(standing)


def read_standing(value):
    """`(currency, frequency, first month or None, last month or None)`, or None when it is no such value."""
    parts = value.split(".")
    if len(parts) != 4 or parts[1] not in map(str, OFTEN) or not is_currency(parts[0]):
        return None
    months = [period(part) for part in parts[2:]]
    wrong = any(part and (month is None or len(part) != 7) for part, month in zip(parts[2:], months, strict=True))
    return None if wrong else (parts[0], int(parts[1]), *months)


def chosen_standing(value):
    if not value or not (said := read_standing(value)):
        return []
    currency, often, first, last = said
    when = [month.label(reader().locale) if month else "" for month in (first, last)]
    ends = {True: _("any time"), False: " – ".join(when).strip(" –")}
    return [(value, _("%(often)s in %(currency)s, last %(when)s") % {
        "often": OFTEN[often], "currency": currency, "when": ends[not any(when)]})]  # fmt: skip


def gone_quiet(value):
    quiet = select(CustomerStanding.customer_id).where(CustomerStanding.currency == value, *is_quiet())
    return Customer.id.in_(quiet) if is_currency(value) else None


def is_currency(value):
    return len(value) == 3 and value.isascii() and value.isalpha() and value.isupper()


add_filter(
    "standing",
    _("Bought"),
    _("Bought however often"),
    chosen_standing,
    standing_like,
    sees_revenue,
)
add_filter(
    "quiet",
    _("Gone quiet"),
    _("Quiet or not"),
    lambda value: [(value, _("Gone quiet, in %(currency)s", currency=value))] if value and is_currency(value) else [],
    gone_quiet,
    sees_revenue,
)
add_filter(
    "first_bought",
    _("First bought in"),
    _("First bought any time"),
    chosen,
    lambda value: buying(value, again=False),
    sees_revenue,
)
add_filter(
    "returned",
    _("Bought again in"),
    _("Bought again any time"),
    chosen,
    lambda value: buying(value, again=True),
    sees_revenue,
)
