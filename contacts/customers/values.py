"""What customers bought for, as the list shows it."""

from flask import current_app
from sqlalchemy import select

from contacts.access import may, sees
from contacts.customers.models import CustomerValue


def sees_values():
    return bool(may("read", "purchases")) and sees("customer_values.lifetime_value")


def values_of(ids):
    """Asks for `{customer id: [(lifetime value, currency)]}`, the workspace's own currency first, then the largest."""
    statement = (
        select(CustomerValue.customer_id, CustomerValue.lifetime_value, CustomerValue.currency)
        .where(CustomerValue.customer_id.in_(ids))
        .order_by(CustomerValue.currency != current_app.config["CURRENCY"], CustomerValue.lifetime_value.desc())
    )
    values = {}
    for row in (yield {"values": statement})["values"]:
        values.setdefault(row.customer_id, []).append((row.lifetime_value, row.currency))
    return values
