"""Whose a row is that somebody asks to see more of."""

from sqlalchemy import select

from contacts.db import db


def is_of(customer, model, row_id):
    """Whether it is one of the customer's rows. Scoped like every question: a row beyond the reach does not exist."""
    owner = model.id if model.__tablename__ == "customers" else model.customer_id
    return db.session.scalar(select(model.id).where(model.id == row_id, owner == customer.id)) is not None
