"""Everybody's conversations in one list; those that are private are on the pages of their customers alone."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import or_, select

from contacts.access import permitted, sees
from contacts.communications.models import Channel, Communication
from contacts.customers.finding import beside, chosen_beside, is_id, like
from contacts.customers.models import Customer
from contacts.customfields.listing import listing_with_fields
from contacts.customfields.narrowing import having_word
from contacts.users.models import User
from contacts.web.listing import Order
from contacts.web.names import fold_for_sorting
from contacts.web.periods import period


def list_conversations():
    """One page of them, the latest first."""
    columns = (Communication.id, Communication.customer_id, Communication.channel, permitted(Communication.subject))
    statement = (
        select(*columns, Communication.happened_at, User.name.label("author"), Customer.name.label("customer"))
        .join(Customer, Customer.id == Communication.customer_id)
        .outerjoin(User, User.id == Communication.author_id)
        .where(Communication.is_private.is_(False))
    )
    orders = {"happened": Order(Communication.happened_at, Communication.id)}
    filters = ("channel", "period", "author", *beside())
    listing = listing_with_fields(
        "communications", Communication.id, statement, orders, "-happened", narrowed, filters, "conversations"
    )
    listing.chosen = chosen_beside(listing.filters)
    return listing


def narrowed(statement, q, channel=None, period=None, author="", **of_customer):
    """`author` is an id, or "nobody"; `period` is one of UTC; the rest is asked of the customer."""
    statement = statement.where(*within(Communication.happened_at, period), *like(**of_customer))
    if channel in list(Channel):
        statement = statement.where(Communication.channel == channel)
    if author == "nobody":
        statement = statement.where(Communication.author_id.is_(None))
    elif is_id(author):
        statement = statement.where(Communication.author_id == int(author))
    for word in q.split()[:8]:
        ways = [Customer.sort_name.contains(fold_for_sorting(word), autoescape=True)]
        if sees("communications.subject"):
            ways.append(Communication.subject.icontains(word, autoescape=True))
        statement = statement.where(or_(*ways, *having_word("communications", Communication.id, word)))
    return statement


def within(column, value):
    """Conditions that a moment lies in the period that an address says, by the clock of UTC; none when it says none."""
    if said := period(value):
        first = datetime.combine(said.first, time.min, UTC)
        yield column >= first
        yield column < datetime.combine(said.last + timedelta(days=1), time.min, UTC)
