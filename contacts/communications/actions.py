"""Logging conversations, changing and deleting them."""

from contacts.access import current_actor
from contacts.communications.models import Communication
from contacts.db import db
from contacts.history import begin


def log_communication(customer, fields):
    """A new entry in the customer's timeline; its author is who acts."""
    begin("communications.create", f"Logged a conversation ({fields['channel']})", customer)
    entry = Communication(customer_id=customer.id, author_id=current_actor().id, **fields)
    db.session.add(entry)
    db.session.flush()
    return entry


def delete_communication(customer, entry):
    """Returns the operation's id."""
    operation = begin("communications.delete", "Deleted a conversation", customer)
    db.session.delete(entry)
    db.session.flush()
    return operation


def pin_communication(customer, entry, pinned):
    """Keep an entry on top of the timeline, or let it go. Returns the operation's id."""
    operation = begin("communications.pin", "Pinned a conversation" if pinned else "Unpinned a conversation", customer)
    entry.pinned = pinned
    db.session.flush()
    return operation
