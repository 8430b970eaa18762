"""What stands at the foot of the list: how many customers fit, and what they bought for."""

from typing import NamedTuple

from flask import current_app, request
from sqlalchemy import func, select

from contacts.customers.finding import narrowed
from contacts.customers.listing import asked_filters
from contacts.customers.models import Customer, CustomerValue
from contacts.customers.values import sees_values
from contacts.db import db
from contacts.web.listing import asked_words

MOST = 10_000  # that are counted


class Totals(NamedTuple):
    """`is_more`: there are more than `count`, and nobody added their values up. `values`: `[(sum, currency)]`."""

    count: int
    is_more: bool
    values: list


def totals_of():
    """The totals of what the address asks for, whatever page of it."""
    filters = {name: request.args[name] for name in asked_filters()}
    fitting = narrowed(select(Customer.id), q=asked_words("q"), **filters).limit(MOST + 1).subquery()
    count = db.session.scalar(select(func.count()).select_from(fitting))
    is_more = count > MOST
    return Totals(min(count, MOST), is_more, sums_of(fitting) if sees_values() and not is_more else [])


def sums_of(fitting):
    """`[(sum of lifetime values, currency)]`, the workspace's own currency first, then the largest."""
    total = func.sum(CustomerValue.lifetime_value)
    mine = select(total, CustomerValue.currency).where(CustomerValue.customer_id.in_(select(fitting.c.id)))
    own_first = CustomerValue.currency != current_app.config["CURRENCY"]
    rows = db.session.execute(mine.group_by(CustomerValue.currency).order_by(own_first, total.desc()))
    return [(int(amount), currency) for amount, currency in rows]
