"""Where a field is used: what people keep that names it, and what is made of it.

Rooms say so themselves, of what whoever asks may read; this one knows no segment. Nothing is said of a field that is
hidden from the reader.
"""

from typing import NamedTuple

from contacts.access import Level
from contacts.data_model.seen import level_of
from contacts.data_model.telling import copies_of
from contacts.db import answer, side_by_side

MOST = 50  # that a page lists


class Use(NamedTuple):
    """`sort`: what it is, such as a segment; `url`: its page, or "" for none; `fields`: `{table.column: [as what]}`."""

    sort: str
    name: str
    url: str
    fields: dict


USERS = {}  # name: () -> the `Use`s, or what asks for them (see db.together)


def tells_uses(name):
    """Decorates what tells the uses of one room."""

    def add(function):
        USERS[name] = function
        return function

    return add


def all_uses():
    """Everything that uses fields, of what the acting person may read: by sort, each in its own order."""
    found = answer(side_by_side({name: tell() for name, tell in USERS.items()}))
    return [use for name in USERS for use in found[name]]


def uses_of_column(schema, column):
    """`[(Use, [as what])]` of a column and of what is made from it; at most `MOST` + 1."""
    columns = [one for one in (column, *copies_of(schema, column)) if is_open_to_reader(one)]
    if not is_open_to_reader(column):
        return []
    names = [one.full_name for one in columns]
    pairs = [(use, ways_of(use, names)) for use in all_uses() if not use.fields.keys().isdisjoint(names)]
    return pairs[: MOST + 1]


def uses_of_table(table):
    """`[(Use, [names of its columns])]`, bounded as well."""
    names = {one.full_name: one.name for one in table.columns if is_open_to_reader(one) and not is_plumbing(one)}
    pairs = [(use, [names[name] for name in names if name in use.fields]) for use in all_uses()]
    return [(use, columns) for use, columns in pairs if columns][: MOST + 1]


def ways_of(use, names):
    """As what it uses these, each said once."""
    return list(dict.fromkeys(way for name in names for way in use.fields.get(name, ())))


def is_open_to_reader(column):
    return level_of(column) is not Level.HIDDEN


def is_plumbing(column):
    """What statements name to join tables, whatever they are about."""
    return column.is_key or column.name == "customer_id"
