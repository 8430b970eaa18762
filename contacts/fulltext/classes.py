"""What is found by words: the classes of the index, each a table of its own in the database.

A column says which class it belongs to by `info={"search": "places"}`. A role that may not read one of the columns of
a class does not ask it: it can neither find, count nor order by what it may not see, and the wall shuts its tables.
"""

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from contacts.access.found_by import index_of, searched_columns
from contacts.access.growing import grown
from contacts.db import Base


class Kind(StrEnum):
    NAME = "name"  # short: beginnings of words, any part of them, initials
    SHORT = "short"  # short: beginnings of words, any part of them
    NUMBER = "number"  # digits: any part of them
    LONG = "long"  # text: beginnings of words


KINDS = {
    "names": Kind.NAME,
    "companies": Kind.NAME,
    "emails": Kind.SHORT,
    "phones": Kind.NUMBER,
    "places": Kind.SHORT,
    "references": Kind.SHORT,
    "orders": Kind.SHORT,
    "products": Kind.SHORT,
    "items": Kind.LONG,
    "talk": Kind.LONG,
    "tickets": Kind.LONG,
    "tasks": Kind.LONG,
}


class Class(NamedTuple):
    """One class: `table` has the rows that are found, by the words of `columns`."""

    name: str
    kind: Kind
    table: str
    columns: tuple

    @property
    def index(self):
        """The table of its words."""
        return index_of(self.name)

    @property
    def parts(self):
        """SQLite's table of every three signs in a row (Postgres has an index for that)."""
        return f"{self.index}_parts"

    @property
    def has_words(self):
        return self.kind is not Kind.NUMBER

    @property
    def has_parts(self):
        return self.kind is not Kind.LONG

    @property
    def function(self):
        """The database's function that makes the words of a row."""
        return {Kind.NAME: "search_name", Kind.NUMBER: "search_digits"}.get(self.kind, "search_words")


@grown
@lru_cache(1)
def classes():
    """`{name: Class}` of everything that the models say is found by words."""
    found = {}
    for name, columns in searched_columns().items():
        [table] = {table for table, _column in columns}
        inside = [column.name for column in Base.metadata.tables[table].columns]
        ordered = tuple(sorted((column for _table, column in columns), key=inside.index))
        found[name] = Class(name, KINDS.get(name, Kind.SHORT), table, ordered)  # others came while this ran
    return {name: found[name] for name in (*KINDS, *sorted(found.keys() - KINDS)) if name in found}
