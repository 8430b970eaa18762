"""Questions about the security log. Only those who manage people may ask them; the routes see to that."""

from datetime import UTC, date, datetime, time, timedelta

from flask import request
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from contacts.access import SecurityEvent, may, unrestricted
from contacts.customers.field_names import MASKABLE
from contacts.customers.models import Customer
from contacts.db import db
from contacts.security.sentences import KINDS
from contacts.users.models import User
from contacts.web.listing import Newest, asked_id
from contacts.web.reader import reader

AT_ONCE = 1000  # rows of a file that are held at a time
ACTOR, PERSON = aliased(User), aliased(User)
EVENTS = (
    select(SecurityEvent.id, SecurityEvent.at, SecurityEvent.kind, SecurityEvent.address, SecurityEvent.detail)
    .add_columns(SecurityEvent.subject_table, SecurityEvent.subject_id, SecurityEvent.field)
    .add_columns(ACTOR.name.label("actor"), PERSON.name.label("person"))
    .outerjoin(ACTOR, ACTOR.id == SecurityEvent.actor_id)
    .outerjoin(PERSON, PERSON.id == SecurityEvent.person_id)
)


def asked_filters():
    """`{name: value}` of the filters in the address that mean something."""
    given = request.args
    found = {
        "kind": given.get("kind") if given.get("kind") in KINDS else None,
        "person": asked_id("person"),
        "customer": asked_id("customer"),
        "field": given.get("field") if given.get("field") in MASKABLE else None,
        "since": asked_day(given.get("since", "")),
        "until": asked_day(given.get("until", "")),
    }
    return {name: value for name, value in found.items() if value is not None}


def asked_day(text):
    """A day of this age, or None."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1901 <= found.year <= 2199 else None


def narrowed(statement, kind=None, person=None, customer=None, field=None, since=None, until=None):
    """Those events that were asked for; days are days where the reader is."""
    if kind:
        statement = statement.where(SecurityEvent.kind == kind)
    if person:
        statement = statement.where(or_(SecurityEvent.actor_id == person, SecurityEvent.person_id == person))
    if customer:
        statement = statement.where(about(customer))
    if field:
        statement = statement.where(SecurityEvent.field == field)
    if since:
        statement = statement.where(SecurityEvent.at >= beginning(since))
    if until:
        statement = statement.where(SecurityEvent.at < beginning(until + timedelta(days=1)))
    return statement


def about(customer_id):
    return and_(SecurityEvent.subject_table == "customers", SecurityEvent.subject_id == customer_id)


def beginning(day):
    """When a day begins where the reader is, in UTC."""
    return datetime.combine(day, time.min, reader().zone).astimezone(UTC)


def list_events(filters, url, after=None):
    """Fifty events, newest first: `id`, `at`, `kind`, `actor`, `person`, `address`, `detail`, and what it is about."""
    with unrestricted("the security log is readable through this door alone") as session:
        found = session.execute(Newest.asked(narrowed(EVENTS, **filters), SecurityEvent.id, after)).all()
        return Newest("security-log", found, url, after)


def every_event(filters):
    """All of them, newest first, in pieces of a thousand: nobody holds the database while a file is loaded."""
    wanted, before = narrowed(EVENTS, **filters).order_by(SecurityEvent.id.desc()).limit(AT_ONCE), None
    while before != 0:
        piece = wanted if before is None else wanted.where(SecurityEvent.id < before)
        with unrestricted("the security log leaves through this door alone") as session:
            rows = session.execute(piece).all()
        yield rows
        before = rows[-1].id if len(rows) == AT_ONCE else 0


def customers_of(rows):
    """`{id: name}` of the customers these events are about, as far as the reader may read them."""
    ids = {row.subject_id for row in rows if row.subject_table == "customers"}
    if not ids or not may("read", "customers"):
        return {}
    return dict(db.session.execute(select(Customer.id, Customer.name).where(Customer.id.in_(ids))).all())


def everybody():
    """`[(id, name)]` of all who ever signed in here, to choose from."""
    return db.session.execute(select(User.id, User.name).order_by(User.name, User.id)).all()
