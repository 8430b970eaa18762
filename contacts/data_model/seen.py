"""What of the schema somebody may read about: what lies in tables that their role does not see is not for them.

A hidden column's name may be listed; that it is hidden is said beside it.
"""

from contacts.access import Level, current_actor, may
from contacts.access.policy import KINDS

RECORDS, PEOPLE, INSIDE = "records", "people", "inside"


def is_administrator():
    return may("read", "users") is not None


def visible(schema):
    """The part of a schema that is for the acting person."""
    return schema.only({name for name, table in schema.tables.items() if is_seen(table)})


def is_seen(table):
    """Records by the level of their table; what the application keeps for itself is for administrators.

    Custom fields are seen where what they are the fields of is.
    """
    if table.kind is None:
        return is_administrator()
    names = {table.name, table.name.removesuffix("_custom")}
    return all(current_actor().rights.level(name) is not Level.HIDDEN for name in names)


def level_of(column, rights=None):
    """The level of a column for rights (the acting person's, if none are given)."""
    rights = rights or current_actor().rights
    return Level.HIDDEN if column.info.get("secret") else rights.level(column.table, column.name)


def part_of(table):
    """Which of the three lists of tables it is in."""
    if table.kind == "users":
        return PEOPLE
    return RECORDS if table.kind in KINDS else INSIDE
