"""Ticking and unticking what a customer is interested in."""

from sqlalchemy import select

from contacts.categories.models import Category
from contacts.db import db
from contacts.history import begin
from contacts.interests.models import Interest, Origin


def set_interests(customer, category_ids):
    """Make exactly these categories the customer's; those that stay keep their origin. Returns the operation's id."""
    operation = begin("interests.edit", "Changed interests", customer)
    known = set(db.session.scalars(select(Category.id).where(Category.id.in_(category_ids))))
    mine = {i.category_id: i for i in db.session.scalars(select(Interest).where(Interest.customer_id == customer.id))}
    for category_id in mine.keys() - known:
        db.session.delete(mine[category_id])
    for category_id in sorted(known - mine.keys()):
        db.session.add(Interest(customer_id=customer.id, category_id=category_id, origin=Origin.STATED))
    db.session.flush()
    return operation


def add_interests(customer, category_ids):
    """These categories as well, as far as they exist and are not the customer's yet. Returns the operation's id."""
    mine = db.session.scalars(select(Interest.category_id).where(Interest.customer_id == customer.id)).all()
    return set_interests(customer, {*mine, *category_ids})
