"""Takes away what tests added to the tables of custom fields: columns stay when rows go."""

import re

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from contacts.access.commands import sync_grants
from contacts.customfields.known import columns_there, fields_of, load
from contacts.customfields.words import KINDS
from contacts.db import dispose_all
from contacts.history import sync


def take_away(engine):
    """Make the tables as they were shipped, where a test changed them, and tell this process."""
    with engine.begin() as connection:
        added = {table: columns for table, columns in columns_there(connection).items() if columns}
        for table, columns in added.items():
            (rebuild if connection.dialect.name == "sqlite" else drop_columns)(connection, table, columns)
        if added:
            drop_words(connection)
        if added or knows_some():
            load(Session(connection))
        if added:
            sync(connection)
    if added:
        dispose_all()  # open connections know the triggers by their names
        sync_grants()  # and logins of Postgres lost what they had of the columns that went


def knows_some():
    """Whether this process still knows fields, perhaps of another database."""
    return any(fields_of(kind) for kind in KINDS)


def drop_columns(connection, table, columns):
    dropped = ", ".join(f"DROP COLUMN {column} CASCADE" for column in columns)
    connection.execute(text(f"ALTER TABLE {table} {dropped}"))


def rebuild(connection, table, _columns):
    """SQLite drops no column that refers to another table."""
    made = connection.scalar(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table})
    connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql(without_added(made))


def without_added(sql):
    """What was added stands behind the last column of the table as it was made, before its rules."""
    return re.sub(r"(version INTEGER NOT NULL, ?).*?(\s*CONSTRAINT pk_)", r"\1\2", sql, flags=re.DOTALL)


def drop_words(connection):
    for name in inspect(connection).get_table_names():
        if name.startswith("search_custom") and not name.endswith(("_data", "_idx", "_config", "_docsize", "_content")):
            function = f"DROP FUNCTION IF EXISTS {name}_keep() CASCADE"
            connection.exec_driver_sql(function) if connection.dialect.name == "postgresql" else None
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
