"""What kinds of conversation and their ends are called."""

from contacts.communications.models import Channel, Direction, Priority, TicketStatus
from contacts.web import _
from contacts.web.reader import inside

# In the order of the composer: what people log most comes first.
CHANNELS = {
    Channel.CALL: _("Call"),
    Channel.EMAIL: _("Email"),
    Channel.MEETING: _("Meeting"),
    Channel.TICKET: _("Ticket"),
    Channel.NOTE: _("Note"),
    Channel.CHAT: _("Chat"),
    Channel.SMS: _("SMS"),
    Channel.LETTER: _("Letter"),
}
# A sentence each, for a language may need another verb for each.
LOG = {
    Channel.CALL: _("Log call"),
    Channel.EMAIL: _("Log email"),
    Channel.MEETING: _("Log meeting"),
    Channel.TICKET: _("Open ticket"),
    Channel.NOTE: _("Log note"),
    Channel.CHAT: _("Log chat"),
    Channel.SMS: _("Log SMS"),
    Channel.LETTER: _("Log letter"),
}
ICONS = {
    Channel.CALL: "phone",
    Channel.EMAIL: "mail",
    Channel.MEETING: "calendar",
    Channel.TICKET: "life-buoy",
    Channel.NOTE: "sticky-note",
    Channel.CHAT: "message-circle",
    Channel.SMS: "message-square-text",
    Channel.LETTER: "mail-open",
}
HUES = {
    Channel.CALL: 5,
    Channel.EMAIL: 7,
    Channel.MEETING: 8,
    Channel.TICKET: 1,
    Channel.NOTE: 3,
    Channel.CHAT: 6,
    Channel.SMS: 6,
    Channel.LETTER: 4,
}
STATUSES = {
    TicketStatus.OPEN: _("Open"),
    TicketStatus.PENDING: _("Pending"),
    TicketStatus.CLOSED: _("Closed"),
}
STATUS_HUES = {TicketStatus.OPEN: 1, TicketStatus.PENDING: 3, TicketStatus.CLOSED: 5}
PRIORITIES = {Priority.LOW: _("Low"), Priority.NORMAL: _("Normal"), Priority.HIGH: _("High")}
OUTCOMES = {
    "reached": _("Reached"),
    "voicemail": _("Left voicemail"),
    "no_answer": _("No answer"),
    "busy": _("Busy"),
}


def channel_name(channel):
    return CHANNELS.get(channel, channel)


def log_words(channel):
    return LOG.get(channel, channel)


def direction_words(direction):
    """Of a message in a ticket's thread."""
    return _("They wrote") if direction == Direction.INCOMING else _("We wrote")


def outcome_words(outcome):
    """As part of a title: "Call, left voicemail". What came with an import stays as it is."""
    return inside(OUTCOMES[outcome]) if outcome in OUTCOMES else outcome


# For templates.
FILTERS = {function.__name__: function for function in (channel_name, log_words, direction_words, outcome_words)}
GLOBALS = {
    "channel_names": CHANNELS,
    "channel_icons": ICONS,
    "channel_hues": HUES,
    "ticket_statuses": STATUSES,
    "ticket_hues": STATUS_HUES,
    "ticket_priorities": PRIORITIES,
}
