"""Adding fields, changing them and putting them away: one operation each, which can be undone as a whole."""

from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import select

from contacts.access import FieldRule, Level, Role, elevate, record_event
from contacts.access.policy import ADMINISTRATOR
from contacts.customfields.known import PREFIX, field_of
from contacts.customfields.models import CustomField, table_of
from contacts.customfields.queries import MOST, columns_of
from contacts.customfields.structure import build
from contacts.customfields.words import RECORDS
from contacts.db import db, utcnow
from contacts.history import RULES, begin
from contacts.web.words import _


class Refused(Exception):
    """Why this cannot be done, in one sentence."""


def begun(kind, sentence, row=None):
    """A field is a column: only the owner of the tables adds one. Returns the operation's id."""
    id = row.id if row is not None else None
    elevate("a custom field is a column, which only the owner of the tables adds")
    return begin(kind, sentence[:200]), db.session.get(CustomField, id) if id else None


def add_field(record, type, fields):
    """A new field; a sensitive one is hidden from every role but the administrators'. Returns (its row, operation)."""
    if len(columns_of(record)) >= MOST:
        raise Refused(_("These records have as many fields as they can have."))
    sentence = f"Added the field {fields['label']} to {RECORDS[record].english.lower()}"
    operation, _row = begun("custom_fields.create", sentence)
    row = CustomField(record=record, type=type, column_name=f"{PREFIX}{fields['key']}", **fields)
    if row.column_name in columns_of(record):  # of an undone field: its values wait there, in case it comes back
        row.column_name = free_name(record, fields["key"])
    db.session.add(row)
    db.session.flush()
    if row.sensitive:
        hide(row)
    build(db.session.connection(), field_of(row))
    record_event("custom_field_added", field=f"{table_of(record)}.{row.column_name}", detail=row.label)
    return row, operation


def free_name(record, key):
    taken = columns_of(record)
    return next(name for number in range(2, 1000) if (name := f"{PREFIX}{key}_{number}") not in taken)


def hide(row):
    """From every role but the administrators', until somebody says otherwise in the table of fields."""
    roles = db.session.scalars(select(Role.id).where(Role.name != ADMINISTRATOR)).all()
    cell = {"table_name": table_of(row.record), "column_name": row.column_name, "level": Level.HIDDEN}
    db.session.add_all(FieldRule(role_id=id, **cell) for id in roles)
    db.session.flush()


def edit_field(row, fields):
    """Returns the operation's id."""
    operation, row = begun("custom_fields.edit", f"Changed the field {row.label}", row)
    for name, value in fields.items():
        setattr(row, name, value)
    db.session.flush()
    build(db.session.connection(), field_of(row))
    return operation


def put_away(row):
    """Its values stay, and nobody sees it any more. Returns the operation's id."""
    operation, row = begun("custom_fields.archive", f"Put the field {row.label} away", row)
    row.archived_at = utcnow()
    db.session.flush()
    build(db.session.connection(), field_of(row))
    record_event("custom_field_archived", field=f"{table_of(row.record)}.{row.column_name}", detail=row.label)
    return operation


def bring_back(row):
    operation, row = begun("custom_fields.restore", f"Brought the field {row.label} back", row)
    row.archived_at = None
    db.session.flush()
    build(db.session.connection(), field_of(row))
    return operation


@contextmanager
def structure_follows(changes):
    """What an undo made of fields, their indexes follow; those of a column that goes are gone before."""
    ours = [change for change in changes if change.table_name == CustomField.__tablename__]
    moved = {change.row_id for change in ours if "column_name" in (change.before or {}) and change.action == "update"}
    for field in fields_with(moved):
        build(db.session.connection(), replace(field, archived=True))
    yield
    for field in fields_with({change.row_id for change in ours}):
        build(db.session.connection(), field)


def fields_with(ids):
    rows = db.session.execute(select(CustomField.__table__).where(CustomField.id.in_(ids))).all()
    return [field_of(row) for row in rows]


RULES[CustomField.__tablename__] = structure_follows
