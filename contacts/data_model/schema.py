"""The schema as people read it: tables, columns and relations."""

import re
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Column:
    """One column. `refers`: (table, column) or None; `comment`: what it means, in one sentence."""

    table: str
    name: str
    type: str
    comment: str = ""
    limit: int | None = None
    choices: tuple = ()
    default: str = ""
    is_key: bool = False
    required: bool = False
    unique: bool = False
    indexed: bool = False
    refers: tuple | None = None
    on_delete: str = ""
    info: dict = field(default_factory=dict, hash=False)

    @property
    def full_name(self):
        return f"{self.table}.{self.name}"

    @property
    def is_sensitive(self):
        return bool(self.info.get("sensitive") or self.info.get("secret"))


@dataclass(frozen=True)
class Index:
    """What is indexed: the columns in order."""

    name: str
    columns: tuple
    unique: bool


@dataclass(frozen=True)
class Table:
    """One table. `kind`: the kind of record that rights name it by, or None; `checks`: {name: rule as SQL}."""

    name: str
    comment: str
    kind: str | None
    columns: tuple
    unique: tuple
    indexes: tuple
    checks: dict = field(hash=False)

    @cached_property
    def column(self):
        return {column.name: column for column in self.columns}

    def checks_on(self, name):
        """The rules that speak about a column."""
        return [rule for rule in self.checks.values() if re.search(rf"\b{re.escape(name)}\b", rule)]

    def indexes_with(self, name):
        return [index for index in self.indexes if name in index.columns]


@dataclass(frozen=True)
class Relation:
    """A foreign key: rows of `table` belong to one row of `target`; `one`: at most one does."""

    table: str
    column: str
    target: str
    target_column: str
    one: bool
    required: bool
    on_delete: str


@dataclass(frozen=True)
class Schema:
    """All tables by name, in order."""

    tables: dict = field(hash=False)

    @cached_property
    def relations(self):
        """Every foreign key between these tables."""
        return tuple(
            Relation(table.name, column.name, *column.refers, column.unique, column.required, column.on_delete)
            for table in self.tables.values()
            for column in table.columns
            if column.refers and column.refers[0] in self.tables
        )

    def relations_of(self, name):
        """(what the table belongs to, what belongs to it)"""
        return (
            [one for one in self.relations if one.table == name],
            [one for one in self.relations if one.target == name],
        )

    def through(self, name):
        """`[(joining table, table)]` of what it has many of, and they many of it, by way of a table between them."""
        return [
            (one.table, other.target)
            for one in self.relations_of(name)[1]
            for other in self.relations_of(one.table)[0]
            if other.column != one.column and {one.column, other.column} in map(set, self.tables[one.table].unique)
        ]

    def neighbours(self, name):
        up, down = self.relations_of(name)
        return {name, *(one.target for one in up), *(one.table for one in down)}

    def only(self, names):
        return Schema({name: table for name, table in self.tables.items() if name in names})
