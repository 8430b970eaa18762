"""The fields that there are, as this process knows them: read with the rights, and read anew whenever these change."""

import threading
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from sqlalchemy import Table, select, text
from sqlalchemy.exc import OperationalError

from contacts.access import growing, unrestricted
from contacts.customfields.columns import column_of, info_of, unknown_column
from contacts.customfields.models import CustomField, make_table, table_of
from contacts.customfields.words import KINDS, Type
from contacts.db import Base

PREFIX = "c_"
OWN = ("id", "uid", "created_at", "updated_at", "version")
# Which columns there are: the engines' own catalogues, which have no common spelling.
THERE = {
    "sqlite": "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.name IN ({tables})",
    "postgresql": "SELECT table_name, column_name FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND table_name IN ({tables})",
}
_fields = {}  # kind: its fields in their order, those that were put away last
_lock = threading.Lock()  # who reads later must not be overwritten by who read earlier


@dataclass(frozen=True)
class Field:
    """A field as forms, lists and files use it. `name` is what forms and addresses call it."""

    id: int
    kind: str
    key: str
    column: str
    label: str
    type: Type
    help: str | None
    section: str | None
    required: bool
    is_unique: bool
    sensitive: bool
    filterable: bool
    searchable: bool
    default: str | None
    options: tuple
    pattern: str | None
    minimum: str | None
    maximum: str | None
    currency: str | None
    target: str | None
    archived: bool

    @property
    def name(self):
        return f"{PREFIX}{self.key}"

    @property
    def table(self):
        return table_of(self.kind)

    @property
    def place(self):
        """As rights name it: "customers_custom.c_shoe_size"."""
        return f"{self.table}.{self.column}"

    @property
    def values(self):
        """The column."""
        return Base.metadata.tables[self.table].c[self.column]

    @property
    def choices(self):
        """`[(value, label)]` of the allowed values."""
        return [(one["value"], one["label"]) for one in self.options]


def field_of(row):
    """The `Field` of a row of `custom_fields`."""
    return Field(
        row.id,
        row.record,
        row.key,
        row.column_name,
        row.label,
        Type(row.type),
        row.help,
        row.section,
        row.required,
        row.is_unique,
        row.sensitive,
        row.filterable,
        row.searchable,
        row.default_text,
        tuple(row.options or ()),
        row.pattern,
        row.minimum,
        row.maximum,
        row.currency,
        row.target,
        row.archived_at is not None,
    )


def fields_of(kind):
    """The fields of a kind of record that are in use, in their order, whoever may read them."""
    return [field for field in _fields.get(kind, ()) if not field.archived]


def label_at(place):
    """What the field at this "table.column" is called, also one that was put away; None of none."""
    return next((one.label for fields in _fields.values() for one in fields if one.place == place), None)


def load(session):
    """Learn which fields there are, and describe their columns. Before their migration there are none."""
    with _lock:
        connection = session.connection()
        there = columns_there(connection)
        rows = session.execute(select(CustomField.__table__).order_by("position", "id")).all() if there else []
        known = [field for field in map(field_of, rows) if field.column in there.get(field.table, ())]
        fields = {kind: tuple(field for field in known if field.kind == kind) for kind in KINDS}
        if (fields, there) != (_fields, _there):
            describe(there, {(field.table, field.column): field for field in known})
            _fields.clear()
            _fields.update(fields)
            _there.clear()
            _there.update(there)
            growing.forget()


_there = {}  # table: the columns that it has beside its own


def columns_there(connection):
    """`{table: [column]}` of what was added to each."""
    tables = ", ".join(f"'{table_of(kind)}'" for kind in KINDS)
    found = {}
    for table, column in connection.execute(text(THERE[connection.dialect.name].format(tables=tables))):
        found.setdefault(table, [])
        if column not in OWN:
            found[table].append(column)
    return {table: sorted(columns) for table, columns in found.items()}


def describe(there, fields):
    """Make the tables in `Base.metadata` like those of the database."""
    for kind, rights in KINDS.items():
        table, wanted = Base.metadata.tables[table_of(kind)], there.get(table_of(kind), [])
        if {column.name for column in table.columns} - {*OWN, *wanted}:
            Base.metadata.remove(table)  # another database, or one that was restored
            make_table(kind, rights)
            table = Base.metadata.tables[table_of(kind)]
        for name in wanted:
            describe_column(table, name, fields.get((table.name, name)))


def describe_column(table, name, field):
    known = table.columns.get(name)
    if field is None or known is None or repr(known.type) != repr(column_of(field).type):
        made = column_of(field) if field else unknown_column(name)
        Table.append_column(table, made, replace_existing=True)
        return
    fresh = info_of(field)
    known.comment = column_of(field).comment
    known.info.clear()
    known.info.update(fresh)


def load_now():
    """When the application starts: commands act for the system, whose rights are never read from the database."""
    url = current_app.config["DATABASE"]
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return
    try:
        with unrestricted("which fields there are is the same for everybody") as session:
            load(session)
    except OperationalError:
        return  # the database is away; readiness says so
