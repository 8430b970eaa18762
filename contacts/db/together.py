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

from sqlalchemy import JSON, Date, Numeric, Text, cast, func, select

from contacts.db.session import db
from contacts.db.types import Quantity, UTCDateTime

ARRAYS = {"sqlite": (func.json_group_array, func.json_array), "postgresql": (func.json_agg, func.json_build_array)}
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
    parts = [statement.subquery() for statement in questions.values()]
    found = session.execute(select(*(packed(part, dialect.name) for part in parts))).one()
    return {name: unpacked(*pair, dialect) for name, *pair in zip(questions, parts, found, strict=True)}


def packed(part, engine):
    """All rows of a subquery as one value: an array of arrays."""
    group, row = ARRAYS[engine]
    whole = group(row(*part.c))
    return select(whole if engine == "sqlite" else cast(whole, Text)).select_from(part).scalar_subquery()


def unpacked(part, text, dialect):
    names = (column.key for column in part.c)
    make = row_named(tuple(name if name.isidentifier() else "" for name in names))
    readers = [(at, read) for at, column in enumerate(part.c) if (read := reader_of(column.type, dialect))]
    rows = json.loads(text, parse_float=Decimal) if text else []
    for row in rows:
        for at, read in readers:
            row[at] = read(row[at])
    return [make._make(row) for row in rows]


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
