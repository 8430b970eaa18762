"""Logging conversations, changing and deleting them."""

from contacts.access import current_actor
from contacts.communications.models import Communication
from contacts.communications.queries import count_pinned
from contacts.customers.record import follow_up
from contacts.customfields.fields import apart
from contacts.customfields.values import save_along, save_values
from contacts.db import db
from contacts.history import begin

MOST_PINNED = 20


def log_communication(customer, fields, promise=None):
    """A new entry in the customer's timeline; its author is who acts. `promise`: (what follows up on it, when)."""
    begin("communications.create", f"Logged a conversation ({fields['channel']})", customer)
    fields, added = apart("communications", fields)
    entry = Communication(customer_id=customer.id, author_id=current_actor().id, **fields)
    db.session.add(entry)
    db.session.flush()
    save_values("communications", entry.id, added)
    for follow_up_with in follow_up.open_to("create").values() if promise else ():
        follow_up_with(customer, entry.id, *promise)
    return entry


def edit_communication(customer, entry, fields):
    """Returns the operation's id."""
    operation = begin("communications.edit", "Edited a conversation", customer)
    fields, added = apart("communications", fields)
    for name, value in fields.items():
        setattr(entry, name, value)
    save_along(entry, added)
    db.session.flush()
    return operation


def delete_communication(customer, entry):
    """Returns the operation's id."""
    operation = begin("communications.delete", "Deleted a conversation", customer)
    db.session.delete(entry)
    db.session.flush()
    return operation


def pin_communication(customer, entry, pinned):
    """Keep an entry on top of the timeline, or let it go. Returns the operation's id, or None when enough are there."""
    if pinned and count_pinned(customer) >= MOST_PINNED:
        return None
    operation = begin("communications.pin", "Pinned a conversation" if pinned else "Unpinned a conversation", customer)
    entry.pinned = pinned
    db.session.flush()
    return operation
