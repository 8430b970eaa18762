"""Whose the rows are that a check names."""

from sqlalchemy import select

from contacts.access import sees
from contacts.customers.models import Customer
from contacts.db import db


def names_of(ids):
    """`{id: name}` of these customers, of those that whoever asks may see."""
    wanted = {id for id in ids if id is not None}
    if not wanted or not sees("customers.name"):
        return {}
    return dict(db.session.execute(select(Customer.id, Customer.name).where(Customer.id.in_(wanted))).all())
