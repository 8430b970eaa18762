"""Questions about conversations: one customer's timeline, newest first, in pages."""

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import selectinload

from contacts.access import fetch
from contacts.communications.models import Communication
from contacts.db import db

PAGE = 50


def entries_of(customer, before):
    """Up to a page and one, newest first; ties by id."""
    statement = (
        select(Communication)
        .where(Communication.customer_id == customer.id)
        .options(selectinload(Communication.author))
        .order_by(Communication.happened_at.desc(), Communication.id.desc())
        .limit(PAGE + 1)
    )
    last = db.session.get(Communication, int(before)) if before.isdecimal() and len(before) < 16 else None
    if last is not None:
        same = and_(Communication.happened_at == last.happened_at, Communication.id < last.id)
        statement = statement.where(or_(Communication.happened_at < last.happened_at, same))
    return list(db.session.scalars(statement))


def get_communication(customer, id, verb="read"):
    """One entry of this customer, or 404."""
    entry = fetch(Communication, id, verb)
    return entry if entry.customer_id == customer.id else fetch(Communication, -1)
