"""The last line: the database connection itself refuses what a set of rights leaves out.

SQLite asks an authorizer callback about every table and column of a statement while it prepares it. The callback is
installed once, when the connection is made, and never changed, so that a cached statement cannot leak.
"""

import hashlib
import sqlite3
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache

from contacts.access import modes, questions
from contacts.access.found_by import class_of, is_kept_by_fts5, says_nothing
from contacts.access.growing import grown as asked_anew
from contacts.db import Base

# Nobody's connection reads these: what proves who somebody is, who is signed in, and the ledger (each has a door).
SECRETS = frozenset({("users", "password_hash")})
PROOFS = frozenset(
    {"second_factors", "recovery_codes", "half_sign_ins", "account_links", "identities", "sessions", "throttles"}
    | {"passkeys", "passkey_challenges"}
)
LOOKS = frozenset({"segment_looks", "segment_members"})  # they tell what a hidden field said of somebody
VAULT = PROOFS | LOOKS | {"operations", "changes", "security_events", "encryption_keys", "database_groups"}
APPEND_ONLY = frozenset({"operations", "security_events"})

ALLOWED = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_TRANSACTION,
    sqlite3.SQLITE_SAVEPOINT,
    sqlite3.SQLITE_RECURSIVE,
}


@dataclass(frozen=True)
class Wall:
    """(table, column) pairs and tables that a connection refuses to read, update, insert into or delete from."""

    hidden: frozenset = frozenset()
    readonly: frozenset = frozenset()
    shut: frozenset = frozenset()
    unsearchable: frozenset = frozenset()
    no_insert: frozenset = frozenset()
    no_update: frozenset = frozenset()
    no_delete: frozenset = frozenset()
    grown: frozenset = frozenset()  # what it was made with: a new field is a new wall, with grants for it

    @cached_property
    def fingerprint(self):
        """Names the engine, and on Postgres the login: equal rights share both."""
        parts = [sorted(getattr(self, field.name)) for field in fields(self)]
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]

    def guard(self, dbapi, driver, writes):
        """Install the authorizer on a SQLite connection. It knows our triggers by their secret names.

        A writing connection may look at foreign keys of every table: SQLite checks references in the name of the
        statement that writes. So a hidden row's existence is not secret to injected SQL in a write; its content is.
        For the same reason it may do what follows from a delete that is allowed.
        """
        triggers = {row[0] for row in dbapi.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
        along = consequences(self) if writes else {}
        denied, fine = driver.SQLITE_DENY, driver.SQLITE_OK

        @lru_cache(4096)  # SQLite asks anew whenever it plans a statement for other values, a record's page 400 times
        def verdict(action, first, second):
            follows = (first, second) in along.get(action, ())
            return fine if follows or self.allows(action, first, second) else denied

        def authorize(action, first, second, _database, context):
            return fine if context in triggers else verdict(action, first, second)

        dbapi.set_authorizer(authorize)

    def watch(self, engine, url):
        """Refuse questions that name a hidden column before the database has to."""
        questions.watch(engine, self.hidden)
        if engine.dialect.name == "sqlite":
            questions.watch_joins(engine)
        modes.watch(engine, self, url)

    def login(self, url):
        """The Postgres URL with this wall's own login (made and granted when it is missing), where it has one."""
        return modes.url_for(self, url)

    def allows(self, action, first, second):
        """Whether a statement may do `action` (a SQLITE_ code) to table `first`, column `second`."""
        if action == sqlite3.SQLITE_READ:
            return self.may_read(first, second)
        if action == sqlite3.SQLITE_UPDATE:
            return self.may_update(first, second)
        if action == sqlite3.SQLITE_INSERT:
            return first not in self.no_insert and (first not in VAULT or first in APPEND_ONLY) and not internal(first)
        if action == sqlite3.SQLITE_DELETE:
            return first not in self.no_delete and first not in VAULT and not internal(first)
        if action == sqlite3.SQLITE_FUNCTION:
            return second != "load_extension"
        if action == sqlite3.SQLITE_PRAGMA:
            return first == "data_version" and second is None  # full-text search asks it
        return action in ALLOWED

    def may_read(self, table, column):
        if (table, column) == ("operations", "id"):
            return True  # foreign keys to the running operation look at it
        if (name := class_of(table)) is not None:
            return name not in self.unsearchable or says_nothing(table, column)
        return not (table in self.shut or table in VAULT or internal(table) or self.keeps_secret(table, column))

    def keeps_secret(self, table, column):
        return (table, column) in self.hidden or (table, column) in SECRETS

    def may_update(self, table, column):
        if table in VAULT or internal(table) or table in self.no_update:
            return False
        return (table, column) not in self.readonly | SECRETS


LEADING = (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE)  # how a row comes to lead to another


@asked_anew
@lru_cache(1)
def foreign_keys():
    """Every (table, column) that refers to another row."""
    tables = Base.metadata.tables.values()
    return frozenset((table.name, column.name) for table in tables for column in table.columns if column.foreign_keys)


@lru_cache(64)
def consequences(wall):
    """`{action: {(table, column)}}` of what goes or is emptied with rows that may be deleted, and what rows lead to.

    SQLite asks about these as if the statement named them. (Postgres does them in the name of the tables' owner.)
    """
    shut = VAULT - LOOKS  # looks go with their segment and with a customer
    keys = [key for table in Base.metadata.sorted_tables if table.name not in shut for key in table.foreign_keys]
    gone = {table for table in Base.metadata.tables if wall.allows(sqlite3.SQLITE_DELETE, table, None)}
    for key in keys:  # parents come before what hangs on them
        if key.ondelete == "CASCADE" and key.column.table.name in gone:
            gone.add(key.parent.table.name)
    emptied = [key.parent for key in keys if key.ondelete == "SET NULL" and key.column.table.name in gone]
    touched = gone | {table for table in Base.metadata.tables if any(wall.allows(one, table, None) for one in LEADING)}
    looked_up = {(key.column.table.name, key.column.name) for key in keys if key.parent.table.name in touched}
    return {
        sqlite3.SQLITE_READ: foreign_keys() | looked_up,
        sqlite3.SQLITE_DELETE: frozenset((table, None) for table in gone),
        sqlite3.SQLITE_UPDATE: frozenset((column.table.name, column.name) for column in emptied),
    }


def internal(table):
    """The schema names our triggers, statistics hold samples of hidden values, and only triggers write the index.

    FTS5 writes its own tables below that in nobody's name, whenever it likes: they have to stay open to writing.
    """
    return table.startswith("sqlite_") or (class_of(table) is not None and not is_kept_by_fts5(table))
