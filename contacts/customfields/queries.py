"""Questions about the fields that people added, and about what stands in them."""

from flask import abort
from sqlalchemy import func, select

from contacts.access import fetch
from contacts.customfields.known import PREFIX
from contacts.customfields.models import CustomField
from contacts.customfields.values import table_for
from contacts.customfields.words import KINDS
from contacts.db import Base, db

MOST = 50  # columns of a kind, in use or not: SQLite's triggers name each of them


def get_field(id, verb="read"):
    """The row, or 404."""
    return fetch(CustomField, id, verb)


def get_field_in_use(id):
    """The row to edit; one that was put away has to be brought back first."""
    row = get_field(id, "edit")
    return abort(404) if row.archived_at else row


def list_fields():
    """`{kind: [row]}` of the kinds that have any, each in its order, what was put away last."""
    order = CustomField.archived_at.is_not(None), CustomField.position, CustomField.id
    rows = db.session.scalars(select(CustomField).order_by(*order)).all()
    return {kind: found for kind in KINDS if (found := [row for row in rows if row.record == kind])}


def label_taken(record, label, but=None):
    """Whether another field in use of these records is called so, in whatever capitals."""
    same = select(CustomField.id).where(
        CustomField.record == record,
        func.lower(CustomField.label) == label.lower(),
        CustomField.archived_at.is_(None),
        CustomField.id != (but or 0),
    )
    return db.session.scalar(same.limit(1)) is not None


def key_taken(record, key):
    """Whether a field of these records has or had this key, or a column of theirs is called so."""
    if key in Base.metadata.tables[record].columns:
        return True
    return (
        db.session.scalar(select(CustomField.id).where(CustomField.record == record, CustomField.key == key))
        is not None
    )


def columns_of(record):
    """The names of all columns that were ever added to a kind's table."""
    return {column.name for column in table_for(record).columns if column.name.startswith(PREFIX)}


def next_position(record):
    last = db.session.scalar(select(func.max(CustomField.position)).where(CustomField.record == record))
    return (last or 0) + 10


def has_twins(row):
    """Whether two records have the same value."""
    if (column := column_there(row)) is None:
        return False
    twice = select(column).where(column.is_not(None)).group_by(column).having(func.count() > 1)
    return db.session.execute(twice.limit(1)).first() is not None


def number_of_values(row):
    """How many records have a value, up to a thousand."""
    if (column := column_there(row)) is None:
        return 0
    some = select(column.table.c.id).where(column.is_not(None)).limit(1001).subquery()
    return db.session.scalar(select(func.count()).select_from(some))


def column_there(row):
    """The column that holds a field's values; None where it is missing, until `flask custom-fields sync` makes it."""
    return table_for(row.record).columns.get(row.column_name)
