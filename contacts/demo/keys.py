"""Keys for rows that are inserted in bulk: taken from the table's own counter, so that none is ever used twice."""

from sqlalchemy import text

from contacts.db import db

SQLITE = "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = :name), 0), coalesce(max(id), 0)) + 1 FROM "
POSTGRES = "SELECT nextval(pg_get_serial_sequence(:name, 'id'))"
ADVANCE = "SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"


def reserve(table, count):
    """A range of `count` fresh keys. SQLite's counter follows the insert, so insert before reserving again."""
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        first = connection.scalar(text(SQLITE + table.name), {"name": table.name})
    else:
        first = connection.scalar(text(POSTGRES), {"name": table.name})
        if count > 1:
            connection.execute(text(ADVANCE), {"name": table.name, "last": first + count - 1})
    return range(first, first + count)
