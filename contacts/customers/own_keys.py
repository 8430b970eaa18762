"""What a search may ask of customers themselves: city and the like are plugged in by other rooms."""

import re
from datetime import UTC, date, datetime

from sqlalchemy import select, true

from contacts.access import current_actor, sees
from contacts.customers.hits import owners_of
from contacts.customers.keys import add_key, add_rows, add_thing
from contacts.customers.models import Customer, Email, Kind, Phone, Status
from contacts.db.folding import fold
from contacts.fulltext import matching
from contacts.fulltext.asking import term_of
from contacts.users.queries import people

DAY = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")
OFFERED = 50


def with_words(name):
    """A condition: a row of this class of the index has all the words."""

    def condition(value, _asked):
        term = term_of(value)
        if not term.pieces:
            return None
        one = matching.open_classes()[name]
        owners = owners_of(one, matching.by_words(one, (term,)))
        return Customer.id.in_(select(owners.c.id))

    return condition


def may_ask(name, *fields):
    """A condition of `with_words` may be asked by this role."""
    return lambda: name in matching.open_classes() and all(map(sees, fields))


def first_day(text):
    """The day that a year, a month or a day begins with, or None."""
    found = DAY.fullmatch(text)
    try:
        return date(*(int(part or 1) for part in found.groups())) if found else None
    except ValueError:
        return None


def since(value, asked):
    """On its own: the customer came on that day or later. Next to `bought:` it says when."""
    day = first_day(value)
    if day is None or "bought" in asked:
        return None if day is None else true()
    return Customer.created_at >= datetime(day.year, day.month, day.day, tzinfo=UTC)


def owned_by(value, _asked):
    if value.casefold() in ("me", "nobody"):
        return Customer.owner_id == current_actor().id if value.casefold() == "me" else Customer.owner_id.is_(None)
    words = fold(value)
    ids = [id for id, name in people() if words and has_beginnings(name, words)]
    return Customer.owner_id.in_(ids) if ids else None


def has_beginnings(name, words):
    """Each word begins a word of the name."""
    return all(any(part.startswith(word) for part in fold(name)) for word in words)


def owners():
    return ["me", "nobody", *(name for _id, name in people()[:OFFERED])]


def one_of(kind, column):
    return lambda value, _asked: column == value.casefold() if value.casefold() in list(kind) else None


add_key(
    "status", "status:lead", one_of(Status, Customer.status), lambda: sees("customers.status"), lambda: list(Status)
)
add_key("owner", "owner:me", owned_by, lambda: sees("customers.owner_id"), owners)
add_key("since", "since:2026-01", since, lambda: sees("customers.created_at"))
add_key("company", "company:acme", with_words("companies"), may_ask("companies", "customers.company_id"))
add_key("kind", "kind:person", one_of(Kind, Customer.kind), lambda: sees("customers.kind"), lambda: list(Kind))
add_rows("email", Email)
add_rows("phone", Phone)
add_thing("company", lambda: Customer.company_id.is_not(None), lambda: sees("customers.company_id"))
add_thing("owner", lambda: Customer.owner_id.is_not(None), lambda: sees("customers.owner_id"))
