"""The schema as the database has it now: its own catalogue says what there is, the models say what it means.

A column that was added while running is in it at once: the catalogue is read anew when its mark changes, and at no
other time.
"""

import warnings
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import MetaData, text

from contacts.access import unrestricted
from contacts.data_model.describing import schema_of
from contacts.data_model.schema import Schema
from contacts.db import Base

# One row about the whole catalogue, and the version of the schema. Raw, because each engine keeps it in its own way.
MARKS = {
    "sqlite": """SELECT (SELECT rapport_hash(group_concat(sql, ' ')) FROM
        (SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') ORDER BY name)),
        (SELECT max(version_num) FROM alembic_version)""",
    "postgresql": """SELECT (SELECT md5(string_agg(relname || attname || attnum || atttypid || attnotnull, ' '
        ORDER BY relname, attnum)) FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = current_schema()::regnamespace AND attnum > 0 AND NOT attisdropped),
        (SELECT max(version_num) FROM alembic_version)""",
}
_known = {}  # address of the database: ((mark, version), Live)


@dataclass(frozen=True)
class Live:
    """`version` is the number of the last migration; `reflected` the catalogue as SQLAlchemy describes it."""

    schema: Schema
    version: str
    reflected: MetaData


def live_schema():
    """The `Live` schema of this database, whoever asks: see `seen` for what somebody may read about."""
    url = str(current_app.config["DATABASE"])
    with unrestricted("the catalogue names tables and columns; no row of any is read") as session:
        connection = session.connection()
        mark = connection.execute(text(MARKS[connection.dialect.name])).one()
        if url not in _known or _known[url][0] != mark:
            catalogue = reflected(connection)
            _known[url] = (mark, Live(schema_of(catalogue, Base.metadata), mark[1], catalogue))
    return _known[url][1]


def reflected(connection):
    """What the catalogue says, as SQLAlchemy describes tables."""
    found = MetaData()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an index over an expression has no columns to name
        found.reflect(connection, only=lambda name, _: is_ours(name))
    return found


def is_ours(name):
    """Whether a table holds rows: not the search index, and nothing of the engine or of the migrations."""
    return not name.startswith(("search_", "sqlite_", "alembic_", "pg_"))
