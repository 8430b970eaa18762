"""Changing the type of a field: its values move into a column of the new type, and the old column keeps what was.

So an undo gives back every value, also those that did not convert.
"""

from dataclasses import replace

from sqlalchemy import Column, MetaData, Table, bindparam, select, update

from contacts.access import FieldRule
from contacts.customfields.actions import Refused, begun, free_name
from contacts.customfields.columns import column_of
from contacts.customfields.converting import converter
from contacts.customfields.forms import FITS
from contacts.customfields.known import field_of
from contacts.customfields.queries import MOST, columns_of
from contacts.customfields.structure import build
from contacts.customfields.values import kept
from contacts.db import UTCDateTime, db, utcnow
from contacts.web.words import _

AT_ONCE = 1000


def change_type(row, previewed):
    """Do what the preview said. Returns the operation's id."""
    if len(columns_of(row.record)) >= MOST:
        raise Refused(_("These records have as many fields as they can have."))
    operation, row = begun("custom_fields.edit", f"Changed the type of the field {row.label}", row)
    before, connection = field_of(row), db.session.connection()
    build(connection, replace(before, archived=True))  # the indexes of the old column go
    describe(row, previewed.field)
    db.session.flush()
    after = field_of(row)
    copy_levels(before, after)
    build(connection, after)
    fill(connection, before, after, previewed.values)
    return operation


def describe(row, field):
    """The row says the new type, and asks for nothing that this cannot have."""
    row.type, row.currency, row.target = field.type, field.currency, field.target
    row.options, row.pattern, row.default_text = list(field.options), None, None
    row.minimum = row.maximum = None
    row.is_unique = False
    for name in ("filterable", "searchable"):
        setattr(row, name, getattr(row, name) and field.type in FITS[name])
    row.column_name = free_name(row.record, row.key)


def copy_levels(before, after):
    """What each role may do with the field, it may do with its new column."""
    theirs = FieldRule.table_name == before.table, FieldRule.column_name == before.column
    rules = db.session.scalars(select(FieldRule).where(*theirs)).all()
    cells = [{"role_id": rule.role_id, "level": rule.level} for rule in rules]
    db.session.add_all(FieldRule(table_name=after.table, column_name=after.column, **cell) for cell in cells)
    db.session.flush()


def fill(connection, before, after, values):
    """The converted values into the new column."""
    column = column_of(after)
    moment = Column("updated_at", UTCDateTime)
    table = Table(after.table, MetaData(), Column("id"), Column("version"), moment, Column(after.column, column.type))
    convert = converter(before, after)
    found = [(id, uid, convert(value)) for id, uid, value in values]
    records = [{"row_id": id, "value": kept(after, value, uid)} for id, uid, value in found if value is not None]
    counted = {"version": table.c.version + 1, "updated_at": utcnow()}
    writing = update(table).where(table.c.id == bindparam("row_id"))
    writing = writing.values({after.column: bindparam("value", type_=column.type), **counted})
    for at in range(0, len(records), AT_ONCE):
        connection.execute(writing, records[at : at + AT_ONCE])
