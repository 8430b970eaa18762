"""The roll-ups of a segment: none is kept by customer and month, so they are added up when somebody asks.

Each has the columns of the roll-up that it stands for, but whose customers they are: that is in the question already.
"""

from flask import request
from sqlalchemy import func, select

from contacts.categories.models import ProductCategory
from contacts.communications.models import Communication, Ticket
from contacts.customers.finding import allowed_filters
from contacts.customers.models import Customer
from contacts.db.dates import month_of
from contacts.insights.models import (
    BuyerCount,
    BuyerMonth,
    CategoryMonth,
    CustomerStanding,
    RevenueMonth,
    StandingCount,
)
from contacts.insights.talk_models import TalkMonth, TicketMonth, TicketTime
from contacts.purchases.models import COUNTED, Purchase, PurchaseItem


def asked_segment():
    """`(value, condition)` of the segment in the address; `(None, None)` when it names none that can be read."""
    value, known = request.args.get("segment", ""), allowed_filters().get("segment")
    condition = known.condition(value) if known and value else None
    return (None, None) if condition is None else (value, condition)


def members(condition, owner=None):
    """The keys of the customers in it, of one owner's where one is asked for (0 is nobody)."""
    keys = select(Customer.id).where(condition)
    return keys if owner is None else keys.where(Customer.owner_id == (owner or None))


def revenue_months(keys):
    columns = Purchase.currency, month_of(Purchase.purchased_on).label("month")
    sums = func.sum(Purchase.total).label("revenue"), func.count().label("purchase_count")
    bought = Purchase.customer_id.in_(keys), Purchase.status.in_(COUNTED)
    return select(*columns, *sums).where(*bought).group_by(*columns)


def category_months(keys):
    columns = Purchase.currency, month_of(Purchase.purchased_on).label("month"), ProductCategory.category_id
    sums = func.sum(PurchaseItem.amount).label("revenue"), func.count().label("line_count")
    lines = select(*columns, *sums).select_from(Purchase)
    lines = lines.join(PurchaseItem, PurchaseItem.purchase_id == Purchase.id)
    lines = lines.join(ProductCategory, ProductCategory.product_id == PurchaseItem.product_id)
    return lines.where(Purchase.customer_id.in_(keys), Purchase.status.in_(COUNTED)).group_by(*columns)


def buyer_counts(keys):
    columns = BuyerMonth.month, BuyerMonth.first_month
    counted = select(*columns, func.count().label("customers"))
    return counted.where(BuyerMonth.customer_id.in_(keys)).group_by(*columns)


def standing_counts(keys):
    columns = CustomerStanding.currency, CustomerStanding.last_month, CustomerStanding.frequency
    sums = func.sum(CustomerStanding.revenue).label("revenue"), func.count().label("customers")
    return select(*columns, *sums).where(CustomerStanding.customer_id.in_(keys)).group_by(*columns)


def talk_months(keys):
    columns = (
        month_of(Communication.happened_at).label("month"),
        Communication.channel,
        func.coalesce(Communication.author_id, 0).label("author_id"),
    )
    counted = select(*columns, func.count().label("conversations"))
    return counted.where(Communication.customer_id.in_(keys), Communication.is_private.is_(False)).group_by(*columns)


def ticket_months(keys):
    """A sum leaves out what is not known, and so does a count of it."""
    times = TicketTime
    sums = (
        func.count().label("tickets"),
        func.count(times.reply_minutes).label("replied"),
        func.coalesce(func.sum(times.reply_minutes), 0).label("reply_minutes"),
        func.count(times.solve_minutes).label("solved"),
        func.coalesce(func.sum(times.solve_minutes), 0).label("solve_minutes"),
    )
    counted = select(times.month, *sums).join(Ticket, Ticket.id == times.ticket_id)
    return counted.where(Ticket.customer_id.in_(keys)).group_by(times.month)


ADDED_UP = {
    RevenueMonth: revenue_months,
    CategoryMonth: category_months,
    BuyerCount: buyer_counts,
    StandingCount: standing_counts,
    TalkMonth: talk_months,
    TicketMonth: ticket_months,
}


def rollup(model, asked):
    """What to ask: the roll-up's model, or what its columns come to for the customers that are asked about."""
    return model if asked.among is None else ADDED_UP[model](asked.among).subquery(model.__tablename__).c
