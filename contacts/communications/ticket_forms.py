"""What a person types of a ticket, and to answer in one."""

from wtforms import RadioField

from contacts.communications.composer import LogForm
from contacts.communications.forms import EntryForm
from contacts.communications.models import Channel, Priority, TicketStatus
from contacts.communications.words import CHANNELS, PRIORITIES, STATUSES
from contacts.web.forms import Form, choices_from, record_select, select, text
from contacts.web.words import _


class TicketForm(Form):
    subject = text(_("Subject"), 300, True)
    status = select(_("Status"), STATUSES.items(), default=TicketStatus.OPEN)
    priority = select(_("Priority"), PRIORITIES.items(), default=Priority.NORMAL)
    assignee_id = record_select(_("Who solves it"))


class ReplyForm(LogForm):
    """A message of a ticket's thread: whoever reads the ticket reads it."""

    FITS = EntryForm.FITS
    channel = RadioField(_("Kind of conversation"), choices=choices_from(CHANNELS.items()), default=Channel.TICKET)
    status = select(_("Status"), [("", _("Keep the status")), *STATUSES.items()])
    subject = priority = is_private = None

    own = (*LogForm.own, "status")
