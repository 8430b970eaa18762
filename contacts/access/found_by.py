"""Which columns the full-text index is made of, and how its tables are called."""

from functools import lru_cache

from contacts.access.growing import grown
from contacts.db import Base

PREFIX = "search_"
COLUMNS = ("id", "words", "vector")  # of each of its tables on Postgres
OWN_TABLES = ("_data", "_idx", "_config", "_docsize", "_content")
# What FTS5 reads of its own tables while it writes. Their other columns hold words.
WORDLESS = {"_data": {"id"}, "_idx": {"segid", "pgno"}, "_config": {"k", "v"}}


@grown
@lru_cache(1)
def searched_columns():
    """`{class of the index: {(table, column)}}`: a column says `info={"search": "names"}`."""
    found = {}
    for table in Base.metadata.tables.values():
        for column in table.columns:
            if name := column.info.get("search"):
                found.setdefault(name, set()).add((table.name, column.name))
    return found


def index_of(name):
    """The table that has the words of a class."""
    return f"{PREFIX}{name}"


def class_of(table):
    """The class whose words a table of the index holds (or a table that SQLite keeps for it); None for any other."""
    return table.removeprefix(PREFIX).partition("_")[0] if table.startswith(PREFIX) else None


def is_kept_by_fts5(table):
    return class_of(table) is not None and table.endswith(OWN_TABLES)


def says_nothing(table, column):
    """Whether a column of a table that FTS5 keeps holds no word."""
    return any(table.endswith(own) and column in columns for own, columns in WORDLESS.items())
