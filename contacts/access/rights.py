"""One role's rights, as a value: what the gate, the templates and the walls all ask."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType

from contacts.access.models import Level
from contacts.access.policy import KINDS, everything
from contacts.access.walls import Wall
from contacts.db import Base

# What rows need to be told apart and kept in step; it says nothing about anybody.
BOOKKEEPING = {"id", "version", "created_at", "updated_at"}


@dataclass(frozen=True, eq=False)
class Rights:
    """`verbs`: kind → verb → all, team or own. `rules`: (table, column or "*") → level; what is not ruled is edit."""

    role: str
    verbs: MappingProxyType = field(default_factory=dict)
    rules: MappingProxyType = field(default_factory=dict)

    def scope(self, verb, kind):
        """ "all", "team", "own", or None when the role may not."""
        return self.verbs.get(kind, {}).get(verb)

    def level(self, table, column="*"):
        """The level of a column; a hidden table hides every column of it."""
        whole = self.rules.get((table, "*"), Level.EDIT)
        if column == "*" or whole is Level.HIDDEN:
            return whole
        one = self.rules.get((table, column))
        if one is not None:
            return one
        if whole is Level.MASKED:
            return Level.MASKED if "mask" in column_info(table, column) else Level.VIEW
        return whole

    def reads(self, table, column):
        return self.level(table, column) in (Level.EDIT, Level.VIEW)

    def writes(self, table, column):
        if column in BOOKKEEPING:
            return self.level(table) is not Level.HIDDEN
        return self.level(table, column) is Level.EDIT

    @cached_property
    def hidden(self):
        """Every (table, column) that this role must not read."""
        return frozenset(pair for pair in guarded_columns() if not self.reads(*pair))

    @cached_property
    def wall(self):
        """The database's own refusal of everything these rights leave out."""
        writable = {pair for pair in guarded_columns() if self.writes(*pair)}
        return Wall(
            hidden=self.hidden,
            readonly=frozenset(guarded_columns() - writable),
            shut=frozenset(table for table, _ in self.hidden if self.level(table) is Level.HIDDEN),
            no_insert=self.tables_without("create"),
            no_update=self.tables_without("edit"),
            no_delete=self.tables_without("delete"),
        )

    def tables_without(self, verb):
        return frozenset(table for table, kind in kinds_of_tables().items() if self.scope(verb, kind) is None)


EVERYTHING = Rights("system", {kind: everything() for kind in KINDS})
NOTHING = Rights("nobody")


@lru_cache(1)
def kinds_of_tables():
    """`{table: kind}` of every table that rights speak about."""
    return {table.name: table.info["kind"] for table in Base.metadata.tables.values() if table.info.get("kind")}


@lru_cache(1)
def guarded_columns():
    return frozenset(
        (table, column.name) for table in kinds_of_tables() for column in Base.metadata.tables[table].columns
    )


def column_info(table, column):
    return Base.metadata.tables[table].columns[column].info
