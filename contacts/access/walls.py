"""The last line: the database connection itself refuses what a set of rights leaves out.

SQLite asks an authorizer callback about every table and column of a statement while it prepares it. The callback is
installed once, when the connection is made, and never changed, so that a cached statement cannot leak.
"""

import hashlib
import sqlite3
from dataclasses import dataclass
from functools import lru_cache

from contacts.access import grants
from contacts.db import Base

# Nobody's connection reads these: passwords, who is signed in, and the ledger (each has its own door).
SECRETS = frozenset({("users", "password_hash")})
VAULT = frozenset({"sessions", "throttles", "operations", "changes"})
APPEND_ONLY = frozenset({"operations"})

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
    no_insert: frozenset = frozenset()
    no_update: frozenset = frozenset()
    no_delete: frozenset = frozenset()

    @property
    def fingerprint(self):
        """Names the engine, and on Postgres the login: equal rights share both."""
        parts = [sorted(part) for part in vars(self).values()]
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]

    def guard(self, dbapi, driver, writes):
        """Install the authorizer on a SQLite connection. It knows our triggers by their secret names.

        A writing connection may look at foreign keys of every table: SQLite checks references in the name of the
        statement that writes. So a hidden row's existence is not secret to injected SQL in a write; its content is.
        """
        triggers = {row[0] for row in dbapi.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
        references = foreign_keys() if writes else ()
        denied, fine = driver.SQLITE_DENY, driver.SQLITE_OK

        def authorize(action, first, second, _database, context):
            if context in triggers or (action == driver.SQLITE_READ and (first, second) in references):
                return fine
            return fine if self.allows(action, first, second) else denied

        dbapi.set_authorizer(authorize)

    def login(self, url):
        """The Postgres URL with this wall's own login (made and granted when it is missing)."""
        return grants.login_for(self, url)

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
        return not (table in self.shut or table in VAULT or internal(table) or (table, column) in self.hidden | SECRETS)

    def may_update(self, table, column):
        if table in VAULT or internal(table) or table in self.no_update:
            return False
        return (table, column) not in self.readonly | SECRETS


@lru_cache(1)
def foreign_keys():
    """Every (table, column) that refers to another row."""
    tables = Base.metadata.tables.values()
    return frozenset((table.name, column.name) for table in tables for column in table.columns if column.foreign_keys)


def internal(table):
    """The schema names our triggers, and statistics hold samples of hidden values."""
    return table.startswith("sqlite_")
