"""Conversations and tickets as people send them, what was kept of them, and how to take it back."""

from sqlalchemy import select

from contacts.access import unrestricted
from contacts.communications.models import Ticket
from tests.factories import add

CALL = {"channel": "call", "body": "Wants a quote for 40 chairs"}
OPEN = {"channel": "ticket", "subject": "Grinder leaks", "body": "Since Monday", "priority": "high"}
REPLY = {"channel": "email", "body": "A spare part is on its way"}


def kept(model):
    with unrestricted("a test looks") as session:
        return session.scalars(select(model).order_by(model.id)).all()


def undo_of(text):
    return "/history/" + text.rpartition('action="/history/')[2].partition('"')[0]


def make_ticket(customer_id, **fields):
    return add(Ticket(customer_id=customer_id, **{"subject": "Leaks", **fields}))
