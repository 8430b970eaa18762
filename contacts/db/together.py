"""Several questions as one statement, however many rooms ask: a page costs as many statements as it has rounds.

Whoever asks is a generator. It yields `{name: SELECT}`, gets `{name: rows}` back, and returns what it made of them:

    def tasks_panel(customer):
        found = yield {"tasks": select(Task.id, Task.title).where(Task.customer_id == customer.id)}
        return {"tasks": found["tasks"]}

Of each SELECT the database makes one JSON value, so that all of them fit into one row. They are ORM statements like any
other: the gate adds its conditions to each of them, and refuses all when one of them names what is hidden.
"""

import json
from collections import namedtuple
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from inspect import isgenerator

from sqlalchemy import JSON, Date, Label, Numeric, Text, cast, func, literal_column, select
from sqlalchemy.sql.expression import ColumnClause

from contacts.db.session import db
from contacts.db.types import Quantity, UTCDateTime

ARRAYS = {"sqlite": (func.json_group_array, "json_array"), "postgresql": (func.json_agg, "json_build_array")}
NAMED = (ColumnClause, Label)  # what is called the same outside of the statement
PARSED = (Quantity, Numeric, JSON)  # what Postgres' JSON says of these is the value already


def answer(asker):
    """What one of them returns, asked by itself. Who has nothing to ask may be given as what it comes to."""
    if not isgenerator(asker):
        return asker
    reply = None
    while True:
        try:
            reply = together(asker.send(reply))
        except StopIteration as done:
            return done.value


def side_by_side(askers):
    """Out of `{name: asker}` one asker, which returns `{name: what each returns}` and asks for all of them at once.

    Who has nothing to ask may stand there as what it comes to.
    """
    results = dict(askers)
    replies = {name: None for name, asker in askers.items() if isgenerator(asker)}
    while replies:
        asked = {}
        for name, reply in replies.items():
            try:
                asked |= {(name, key): one for key, one in askers[name].send(reply).items()}
            except StopIteration as done:
                results[name] = done.value
        found = (yield asked) if asked else {}
        replies = {}
        for (name, key), rows in found.items():
            replies.setdefault(name, {})[key] = rows
    return results


def together(questions, session=None):
    """Ask `{name: SELECT}` as one statement. Returns `{name: rows}`; the columns of a row have names."""
    if not questions:
        return {}
    session = session or db.session
    dialect = session.get_bind().dialect
    parts = [Part(f"part_{at}", statement, dialect) for at, statement in enumerate(questions.values())]
    found = session.execute(select(*(part.packed() for part in parts))).one()
    return {name: part.unpacked(text) for name, part, text in zip(questions, parts, found, strict=True)}


class Part:
    """One question of several: how all of its rows become one value, and rows again."""

    def __init__(self, name, statement, dialect):
        self.dialect, self.table, columns = dialect, statement.subquery(name), statement.selected_columns
        names = {one.name for one in columns if isinstance(one, NAMED)}
        self.is_named = len(names) == len(columns)  # and each differs; else SQLAlchemy makes names up
        self.columns = [(key, one.name, one.type) for key, one in (columns if self.is_named else self.table.c).items()]

    def packed(self):
        """An array of arrays."""
        group, row = ARRAYS[self.dialect.name]
        whole = group(self.listed(row) if self.is_named else getattr(func, row)(*self.table.c))
        whole = whole if self.dialect.name == "sqlite" else cast(whole, Text)
        return select(whole).select_from(self.table).scalar_subquery()

    def listed(self, row):
        """The columns as text: as expressions they are copied one by one, a tenth of what a record's page costs."""
        quote = self.dialect.identifier_preparer.quote
        return literal_column(f"{row}({', '.join(f'{self.table.name}.{quote(name)}' for _, name, _ in self.columns)})")

    def unpacked(self, text):
        names = tuple(key if key.isidentifier() else "" for key, _name, _kind in self.columns)
        kinds = enumerate(kind for _key, _name, kind in self.columns)
        readers = [(at, read) for at, kind in kinds if (read := reader_of(kind, self.dialect))]
        rows = json.loads(text, parse_float=Decimal) if text else []
        for row in rows:
            for at, read in readers:
                row[at] = read(row[at])
        return [row_named(names)._make(row) for row in rows]


@lru_cache(512)
def row_named(names):
    return namedtuple("Row", names, rename=True)


def reader_of(kind, dialect):
    """What turns a value of the JSON into one of Python, or None. SQLite's JSON says what its columns hold."""
    if dialect.name == "postgresql":
        if isinstance(kind, UTCDateTime):
            return read_moment
        if isinstance(kind, Date):
            return read_day
        if isinstance(kind, PARSED):
            return None
    return kind._cached_result_processor(dialect, None)


def read_moment(text):
    return text and datetime.fromisoformat(text).astimezone(UTC)


def read_day(text):
    return text and date.fromisoformat(text)
