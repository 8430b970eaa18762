"""What each role may not read, and where the database does not agree: `flask access report`."""

from dataclasses import dataclass

from flask import current_app
from sqlalchemy.exc import DatabaseError

from contacts.access import grants, modes
from contacts.access.roles import all_rights
from contacts.db import OPEN, Base, engine_for


@dataclass(frozen=True)
class Finding:
    """One role: what is `hidden` from it, and what the database gives too little (`missing`) or too much (`extra`)."""

    role: str
    hidden: list
    missing: list
    extra: list


def findings():
    """What is found of every role, by their order."""
    url = current_app.config["DATABASE"]
    compare = on_sqlite if modes.mode_of(url) == modes.AUTHORIZER else on_postgres
    with engine_for(url, OPEN, False).connect() as connection:
        return [finding(rights, *compare(rights.wall, url, connection)) for rights in all_rights()]


def finding(rights, missing, extra):
    shut = rights.wall.shut
    hidden = {f"{table}.*" if table in shut else f"{table}.{column}" for table, column in rights.hidden}
    return Finding(rights.role, sorted(hidden), in_words(missing), in_words(extra))


def in_words(found):
    return sorted(f"{verb} {table}{f'.{column}' if column else ''}" for verb, table, column in found)


def on_postgres(wall, url, connection):
    name = modes.role_of(connection, wall, url)  # None: it is made when it is first needed
    return grants.differences(connection, name, wall) if name else (set(), set())


def on_sqlite(wall, url, _connection):
    """Asked of a connection of the role itself, column by column."""
    columns = [(table.name, column.name) for table in Base.metadata.sorted_tables for column in table.columns]
    should = {(grants.READ, *pair) for pair in columns if wall.may_read(pair[0], "") and wall.may_read(*pair)}
    with engine_for(url, wall, False).connect() as connection:
        may = {(grants.READ, *pair) for pair in columns if is_read(connection, *pair)}
    return should - may, may - should


def is_read(connection, table, column):
    try:
        connection.exec_driver_sql(f"SELECT {column} FROM {table} LIMIT 0")
    except DatabaseError:
        return False
    return True
