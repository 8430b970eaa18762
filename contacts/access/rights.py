"""One role's rights, as a value: what the gate, the templates and the walls all ask."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType

from contacts.access.found_by import searched_columns
from contacts.access.growing import FORGET, grown
from contacts.access.models import Level
from contacts.access.policy import KINDS, everything
from contacts.access.walls import Wall
from contacts.db import Base

# What rows need to be told apart and kept in step; it says nothing about anybody.
SCOPES = ("all", "team", "own", None)  # from most to least, as the levels are
LEVELS = tuple(Level)
BOOKKEEPING = {"id", "version", "created_at", "updated_at"}


@dataclass(frozen=True, eq=False)
class Rights:
    """`verbs`: kind → verb → all, team or own. `rules`: (table, column or "*") → level; what is not ruled is edit."""

    role: str
    verbs: MappingProxyType = field(default_factory=dict)
    rules: MappingProxyType = field(default_factory=dict)

    def scope(self, verb, kind):
        """ "all", "team", "own", or None when the role may not: nobody does anything with what is hidden whole."""
        return None if kind in self.shut_kinds else self.verbs.get(kind, {}).get(verb)

    @cached_property
    def shut_kinds(self):
        """The kinds of record whose tables are hidden: the one that is called so, or all of them."""
        hidden = {table for (table, column), level in self.rules.items() if column == "*" and level is Level.HIDDEN}
        tables = {kind: {one for one, its in kinds_of_tables().items() if its == kind} for kind in KINDS}
        return frozenset(kind for kind, names in tables.items() if kind in hidden or (names and names <= hidden))

    def level(self, table, column="*"):
        """The level of a column; a hidden table hides every column of it, and a copy is hidden with what it copies.

        Of a kind that the role may not read, everything is hidden. (People's names are for all: records say whose.)
        Pages ask for the same fields over and over, so what was worked out is kept.
        """
        known = self.known_levels.get((table, column))
        if known is None:
            known = self.known_levels[table, column] = self.work_out(table, column)
        return known

    @cached_property
    def known_levels(self):
        return {}

    def work_out(self, table, column):
        kind = kinds_of_tables().get(table)
        unread = kind not in (None, "users") and self.scope("read", kind) is None
        whole = Level.HIDDEN if unread else self.whole(table)
        if column == "*" or whole is Level.HIDDEN:
            return whole
        if column_info(table, column).get("retired"):
            return Level.HIDDEN
        origin = column_info(table, column).get("copy_of")
        if origin and origin[0] == table:  # made from its own row: it goes the way of what it was made from
            return self.level(*origin)
        if self.copies_hidden(table, column):
            return Level.HIDDEN
        one = self.rules.get((table, column))
        if one is not None:
            return one
        if whole is Level.MASKED:
            return Level.MASKED if "mask" in column_info(table, column) else Level.VIEW
        return whole

    def whole(self, table):
        """The rule of a whole table; one that holds further fields of another goes as that one, without its own."""
        of = part_of(table)
        return self.rules.get((table, "*"), self.whole(of) if of else Level.EDIT)

    def copies_hidden(self, table, column):
        """Whether it keeps what was copied from where this role reads nothing: `info={"copy_of": (table, column)}`."""
        origin = column_info(table, column).get("copy_of")
        return origin is not None and not self.reads(*origin)

    def reads(self, table, column):
        return self.level(table, column) in (Level.EDIT, Level.VIEW)

    def writes(self, table, column):
        if column in BOOKKEEPING:
            return self.level(table) is not Level.HIDDEN
        if column_info(table, column).get("derived"):  # it is written along with the fields that it follows from
            return self.level(table) is Level.EDIT
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
            unsearchable=self.unsearchable,
            no_insert=self.tables_without("create"),
            no_update=self.tables_without("edit"),
            no_delete=self.tables_without("delete"),
            grown=grown_columns(),
        )

    @cached_property
    def unsearchable(self):
        """The classes of the full-text index that hold something this role must not read."""
        return frozenset(name for name, columns in searched_columns().items() if not self.finds_by(columns))

    def finds_by(self, columns):
        kinds = {kinds_of_tables()[table] for table, _column in columns}
        return self.hidden.isdisjoint(columns) and all(self.scope("read", kind) for kind in kinds)

    def tables_without(self, verb):
        """Sums are nobody's to write: triggers keep them. Further fields of a record come with an edit of it, too."""
        kinds = kinds_of_tables().items()
        return frozenset(table for table, kind in kinds if not self.does(verb, table, kind) or is_summed(table))

    def does(self, verb, table, kind):
        verbs = ("create", "edit") if verb == "create" and part_of(table) else (verb,)
        return any(self.scope(one, kind) is not None for one in verbs)


@grown
@lru_cache(256)
def covers(wide, narrow):
    """Whether `wide` lets see and do everything that `narrow` does."""
    scopes = [(wide.scope(verb, kind), scope) for kind, verbs in narrow.verbs.items() for verb, scope in verbs.items()]
    levels = [(wide.level(*pair), narrow.level(*pair)) for pair in guarded_columns()]
    return all(SCOPES.index(one) <= SCOPES.index(other) for one, other in scopes) and all(
        LEVELS.index(one) <= LEVELS.index(other) for one, other in levels
    )


EVERYTHING = Rights("system", {kind: everything() for kind in KINDS})
NOTHING = Rights("nobody")


@lru_cache(1)
def kinds_of_tables():
    """`{table: kind}` of every table that rights speak about."""
    return {table.name: table.info["kind"] for table in Base.metadata.tables.values() if table.info.get("kind")}


def is_summed(table):
    """Whether a table's rows are sums of others, kept by triggers: `info={"summed": True}`."""
    return bool(Base.metadata.tables[table].info.get("summed"))


def forget_walls():
    """Those two live as long as the process; what they made of the tables must not."""
    for rights in (EVERYTHING, NOTHING):
        for name in ("hidden", "known_levels", "wall", "unsearchable", "shut_kinds"):
            vars(rights).pop(name, None)


FORGET.append(forget_walls)


def part_of(table):
    """The table of whose records this one holds further fields: `info={"part_of": …}`."""
    found = Base.metadata.tables.get(table)
    return None if found is None else found.info.get("part_of")


@grown
@lru_cache(1)
def grown_columns():
    """Every (table, column) that came while the application ran, and that a wall has to be made for anew."""
    parts = [table for table in Base.metadata.tables.values() if table.info.get("part_of")]
    return frozenset((table.name, column.name) for table in parts for column in table.columns if column.info)


@grown
@lru_cache(1)
def guarded_columns():
    return frozenset(
        (table, column.name) for table in kinds_of_tables() for column in Base.metadata.tables[table].columns
    )


def column_info(table, column):
    """What a model says of a column beside its type; nothing of what is no column, such as a field of a form."""
    found = Base.metadata.tables.get(table)
    return {} if found is None or column not in found.columns else found.columns[column].info
