"""Questions about conversations: what they add to a customer's timeline, and one of them."""

from sqlalchemy import false, func, or_, select

from contacts.access import fetch, permitted, reach
from contacts.communications.models import Communication, Ticket
from contacts.communications.words import CHANNELS
from contacts.customers.record import anchor, chips, timeline
from contacts.customers.timeline import Entry, older
from contacts.customfields.narrowing import having_word
from contacts.customfields.rows import joined
from contacts.customfields.values import masks_of_all, readable_fields
from contacts.db import answer, db, side_by_side
from contacts.users.models import User

MOST_WORDS = 8  # that are looked for
CLIPPED, WHOLE = 1200, 50_000  # characters of a text that the timeline shows, and its page
COLUMNS = (
    Communication.id,
    Communication.version,
    Communication.customer_id,
    Communication.channel,
    Communication.direction,
    Communication.outcome,
    Communication.subject,
    Communication.happened_at,
    Communication.duration,
    Communication.is_private,
    Communication.pinned,
    Communication.ticket_id,
)


def rows(length=CLIPPED):
    """Conversations as the pages draw them, and what the acting role may do with each."""
    text = permitted(Communication.body)
    clipped = func.substr(text, 1, length).label("body") if text is Communication.body else text
    wanted = (
        select(*map(permitted, COLUMNS), clipped, (func.length(text) > length).label("is_clipped"))
        .add_columns(User.name.label("author"), Ticket.subject.label("ticket"), Ticket.status.label("ticket_status"))
        .add_columns(reach(Communication, "edit").label("may_edit"), reach(Communication, "delete").label("may_delete"))
        .outerjoin(User, User.id == Communication.author_id)
        .outerjoin(Ticket, Ticket.id == Communication.ticket_id)
    )
    return joined(wanted, "communications", Communication.id, readable_fields("communications"))


def entry_of(row):
    return Entry("communications", row.id, row.happened_at, row.subject, row=row)


@timeline("communications")
def unpinned(customer, after, limit):
    """What is pinned stands above the timeline instead."""
    return of_customer(customer, after, limit, Communication.pinned.is_(False))


def of_customer(customer, after, limit, *conditions):
    wanted = rows().where(Communication.customer_id == customer.id, *conditions)
    return older(wanted, Communication.happened_at, Communication.id, after, limit), entry_of


def only(channel=None, words=""):
    """A source of the timeline: the conversations of one channel, or with these words, pinned or not."""
    conditions = [Communication.channel == channel] if channel else []
    conditions += [says(word) for word in words.split()[:MOST_WORDS]]

    def source(customer, after, limit):
        return of_customer(customer, after, limit, *conditions)

    return source


def says(word):
    """The word stands in what the role may read of a conversation."""
    columns = [column for column in (Communication.subject, Communication.body) if permitted(column) is column]
    added = having_word("communications", Communication.id, word)
    return or_(false(), *added, *(column.icontains(word, autoescape=True) for column in columns))


def pinned_of(customer):
    """Asks for all that is pinned: pinning sees to it that these are few."""
    statement, made = of_customer(customer, None, None, Communication.pinned)
    return [made(row) for row in (yield {"pinned": statement})["pinned"]]


def count_pinned(customer):
    pinned = select(Communication.id).where(Communication.customer_id == customer.id, Communication.pinned)
    return db.session.scalar(select(func.count()).select_from(pinned.subquery()))


def count_by_channel(customer):
    """Asks for `{channel: how many}`, in the order of the composer."""
    counted = select(Communication.channel, func.count()).where(Communication.customer_id == customer.id)
    counts = dict((yield {"channels": counted.group_by(Communication.channel)})["channels"])
    return {channel: counts[channel] for channel in CHANNELS if channel in counts}


def chips_of(ids):
    """Asks for `{id: [Chip]}`: what came out of these conversations, from every room that one may read."""
    found = {}
    if not ids:
        return found
    known = yield from side_by_side({kind: function(ids) for kind, function in chips.open_to("read").items()})
    for of_kind in known.values():
        for id, some in of_kind.items():
            found.setdefault(id, []).extend(some)
    return found


def beside_of(ids):
    """What entries show beside what they say: their chips, and the masks of fields that people added."""
    return {"chips": answer(chips_of(ids)), "entry_masks": masks_of_all("communications", ids)}


@anchor("communications")
def get_communication(customer, id, verb="read"):
    """One entry of this customer, or 404."""
    entry = fetch(Communication, id, verb)
    return entry if entry.customer_id == customer.id else fetch(Communication, -1)


def row_of(entry, length=CLIPPED):
    """The entry as the pages draw it."""
    return db.session.execute(rows(length).where(Communication.id == entry.id)).one()
