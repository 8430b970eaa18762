"""Opening, answering, changing and deleting tickets. `closed_at` is always in step with the status."""

from contacts.access import current_actor
from contacts.communications.actions import log_communication
from contacts.communications.models import Direction, Ticket, TicketStatus
from contacts.db import db, utcnow
from contacts.history import begin


def open_ticket(customer, fields, priority, promise=None):
    """Whoever opens it solves it, until they hand it on; `fields` are those of its first message."""
    begin("tickets.open", "Opened a ticket", customer)
    opened = fields.get("happened_at") or utcnow()
    own = {"subject": fields["subject"], "priority": priority, "opened_at": opened}
    ticket = Ticket(customer_id=customer.id, assignee_id=current_actor().id, **own)
    db.session.add(ticket)
    db.session.flush()
    message = {**fields, "happened_at": opened, "direction": Direction.INCOMING, "ticket_id": ticket.id}
    log_communication(customer, message, promise)
    return ticket


def reply_to(customer, ticket, fields, status=None, promise=None):
    """A further message of the ticket's thread, and with `status` where that leaves the ticket."""
    begin("tickets.reply", "Answered in a ticket", customer)
    if status:
        set_status(ticket, status)
    return log_communication(customer, {**fields, "ticket_id": ticket.id}, promise)


def edit_ticket(customer, ticket, fields):
    """Returns the operation's id."""
    operation = begin("tickets.edit", "Edited a ticket", customer)
    set_status(ticket, fields.get("status", ticket.status))
    for name, value in fields.items():
        setattr(ticket, name, value)
    db.session.flush()
    return operation


def set_status(ticket, status):
    ticket.status = TicketStatus(status)
    if status != TicketStatus.CLOSED:
        ticket.closed_at = None
    elif ticket.closed_at is None:
        ticket.closed_at = utcnow()


def delete_ticket(customer, ticket):
    """With its thread. Returns the operation's id."""
    operation = begin("tickets.delete", "Deleted a ticket", customer)
    db.session.delete(ticket)
    db.session.flush()
    return operation
