"""What insights add to the list of customers: who bought first, or again, in a period."""

from sqlalchemy import select

from contacts.customers.finding import add_filter
from contacts.customers.models import Customer
from contacts.insights.asked import sees_revenue
from contacts.insights.models import BuyerMonth
from contacts.web.filters import reader
from contacts.web.periods import period
from contacts.web.words import _


def chosen(value):
    """There are as many as months: only the one that was asked for can be named here."""
    said = period(value)
    return [(value, said.label(reader()[0]))] if said else []


def buying(value, again):
    """Customers who bought in the period, for the first time ever or again after an earlier month."""
    said = period(value)
    if said is None:
        return None
    is_first = BuyerMonth.month == BuyerMonth.first_month
    bought = select(BuyerMonth.customer_id).where(BuyerMonth.month.between(said.first, said.last))
    return Customer.id.in_(bought.where(~is_first if again else is_first))


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
