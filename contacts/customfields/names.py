"""What values lead to: colleagues, and records that the reader may read."""

from flask import g, url_for
from sqlalchemy import literal, select

from contacts.access import may, sees
from contacts.access.rights import kinds_of_tables
from contacts.customfields.words import Type
from contacts.db import Base, db
from contacts.users.queries import people

NAMES = {"purchases": "reference"}


def model_of(table):
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table.name == table)


def is_there(field, id):
    """Whether a value may lead there: to somebody who works here, or to a record within the reader's reach."""
    return id in (dict(people()) if field.type is Type.PERSON else names_for(field, [id]))


def names_for(field, ids):
    """`{id: name}` of those that the reader may know; asked once a request."""
    known = g.setdefault("custom_names", {}).setdefault(field.id, {})
    missing = [id for id in ids if id is not None and id not in known]
    if missing:
        known.update(people(also_left=True) if field.type is Type.PERSON else records(field.target, missing))
    return known


def found_by_name(field, text):
    """The keys of up to two whom the value could lead to, of those that the reader may know, called exactly so."""
    if field.type is Type.PERSON:
        return called(text, people())[:2] or called(text, people(also_left=True))[:2]
    named = f"{field.target}.{NAMES.get(field.target, 'name')}"
    if not may("read", kinds_of_tables()[field.target]) or not sees(named):
        return []
    model = model_of(field.target)
    same = getattr(model, named.partition(".")[2]) == text.strip()
    return db.session.scalars(select(model.id).where(same).limit(2)).all()


def called(text, some):
    return [id for id, name in some if name.casefold() == text.strip().casefold()]


def records(table, ids):
    if not may("read", kinds_of_tables()[table]):
        return {}
    model = model_of(table)
    named = NAMES.get(table, "name")
    name = getattr(model, named) if sees(f"{table}.{named}") else literal(None)
    # scoped like every question: a record beyond the reader's reach does not exist
    rows = db.session.execute(select(model.id, name).where(model.id.in_(ids)))
    return {id: name or f"#{id}" for id, name in rows}


def address_of(field, id):
    """Where a record is read, or None."""
    if field.target in ("customers", "companies"):
        return url_for(f"{field.target}.show", id=id)
    return None
