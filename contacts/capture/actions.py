"""Logging what a line says: the conversation, the task and the interests, in one operation that one Undo takes back."""

from contacts.capture.queries import moment_chosen
from contacts.communications.actions import log_communication
from contacts.communications.models import Channel, Priority
from contacts.communications.ticket_actions import open_ticket
from contacts.history import begin
from contacts.interests.actions import add_interests

LONGEST_SUBJECT = 100


def log_line(customer, understood):
    """Returns the operation's id."""
    operation = begin("capture.create", "Logged a line", customer)
    fields = {"channel": understood.channel, "body": understood.body, "direction": understood.direction}
    promise = (understood.task, moment_chosen(understood.due)) if understood.due else None
    if understood.channel == Channel.TICKET:
        open_ticket(customer, {**fields, "subject": understood.body[:LONGEST_SUBJECT]}, Priority.NORMAL, promise)
    else:
        log_communication(customer, {name: value for name, value in fields.items() if value}, promise)
    if understood.categories:
        add_interests(customer, {int(choice.chosen) for choice in understood.categories})
    return operation
