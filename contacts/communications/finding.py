"""What conversations add to a search."""

from flask import url_for
from sqlalchemy import exists, select

from contacts.access import may, sees
from contacts.communications.models import Channel, Communication, Ticket
from contacts.communications.words import CHANNELS, ICONS
from contacts.customers.keys import add_key, add_rows, conditions_of
from contacts.customers.models import Customer
from contacts.fulltext.marking import marked, snippet
from contacts.search.groups import Hit, group, ids_in, newest
from contacts.web.words import _


def talked_by(value, _asked):
    """They talked that way at least once."""
    if value.casefold() not in list(Channel):
        return None
    same = Communication.customer_id == Customer.id, Communication.channel == value.casefold()
    return exists().where(*same)


def allowed():
    needed = ("communications.customer_id", "communications.channel")
    return bool(may("read", "communications")) and all(map(sees, needed))


add_key("channel", "channel:call", talked_by, allowed, lambda: list(Channel))
add_rows("conversation", Communication)
add_rows("ticket", Ticket)


@group("conversations", _("Conversations"), allowed)
def found_talk(asked, after, limit):
    """By what was said, the newest first; private ones for their author only, as everywhere."""
    columns = (Communication.id, Communication.customer_id, Communication.channel, Communication.happened_at)
    statement = select(*columns, Communication.subject, Communication.body, Customer.name).where(*conditions_of(asked))
    joined = statement.join(Customer, Customer.id == Communication.customer_id)
    rows = newest(joined, Communication.id, ids_in("talk", asked), after, limit)
    return [talk_hit(row, asked) for row in rows]


def talk_hit(row, asked):
    return Hit(
        str(row.id),
        url_for("communications.show", customer_id=row.customer_id, id=row.id),
        marked(row.subject or CHANNELS[row.channel], asked),
        row.name,
        CHANNELS[row.channel],
        snippet(row.body or "", asked),
        row.happened_at,
        ICONS[row.channel],
    )


@group("tickets", _("Tickets"), lambda: bool(may("read", "communications")) and sees("tickets.customer_id"))
def found_tickets(asked, after, limit):
    statement = select(Ticket.id, Ticket.customer_id, Ticket.subject, Customer.name).where(*conditions_of(asked))
    joined = statement.join(Customer, Customer.id == Ticket.customer_id)
    return [
        Hit(
            str(row.id),
            url_for("tickets.show", customer_id=row.customer_id, id=row.id),
            marked(row.subject, asked),
            row.name,
            icon="life-buoy",
        )
        for row in newest(joined, Ticket.id, ids_in("tickets", asked), after, limit)
    ]
