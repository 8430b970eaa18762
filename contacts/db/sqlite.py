"""SQLite, so that no acknowledged commit is lost and no update overwrites another unseen.

Every line answers a measured fault: the driver must never begin by itself (lost updates), a writer takes the write
lock before it reads (no upgrade, so no "database is locked"), WAL with `synchronous=FULL` survives a power cut, and a
progress handler stops a statement that runs away, because SQLite has no statement timeout.
"""

import hashlib
import sqlite3
import time

from sqlalchemy import create_engine, event
from sqlalchemy.exc import OperationalError

from contacts.db.folding import digits, name_words, words

try:
    from pysqlite3 import dbapi2 as newer_sqlite3
except ImportError:
    newer_sqlite3 = sqlite3

BUSY_SECONDS = 10
STATEMENT_SECONDS = 5


def pick_driver():
    """The newest SQLite to be had: the interpreter's own, or the bundled one of the `pysqlite3` wheel."""
    return max(sqlite3, newer_sqlite3, key=lambda driver: driver.sqlite_version_info)


def is_safe(version):
    """Whether this SQLite has the fix of the WAL-reset corruption bug (3.51.3; back-ported to 3.50.7 and 3.44.6)."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def build_engine(url, wall, writes):
    """An engine whose connections keep `wall` (see access.walls) and may write only when `writes`."""
    engine = create_engine(
        url,
        module=pick_driver(),
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        pool_size=6,
        max_overflow=2,
        pool_timeout=5,
        hide_parameters=True,  # an error that is logged does not say what somebody typed
    )
    event.listen(engine, "connect", lambda dbapi, record: prepare(dbapi, record, wall, writes))
    event.listen(engine, "begin", lambda connection: begin(connection, writes))
    for ended in ("commit", "rollback"):
        event.listen(engine, ended, lambda connection: connection.info.update(deadline=float("inf")))
    return engine


def prepare(dbapi, record, wall, writes):
    dbapi.isolation_level = None
    for pragma in pragmas(writes):
        answer = dbapi.execute(f"PRAGMA {pragma}").fetchone()
        if pragma == "journal_mode=WAL" and answer[0] not in ("wal", "memory"):
            raise OperationalError(pragma, None, RuntimeError(f"journal mode is {answer[0]}, not wal"))
    add_functions(dbapi)
    record.info["deadline"] = float("inf")
    dbapi.set_progress_handler(lambda: time.monotonic() > record.info["deadline"], 10_000)
    wall.guard(dbapi, pick_driver(), writes)


def pragmas(writes):
    yield f"busy_timeout={BUSY_SECONDS * 1000}"  # first: everything below may have to wait
    yield "journal_mode=WAL"
    yield "synchronous=FULL"
    yield "foreign_keys=ON"
    yield "secure_delete=ON"
    yield "journal_size_limit=67108864"
    if not writes:
        yield "query_only=ON"


def add_functions(dbapi):
    """What our triggers call: SQLite has no hash of its own, and folds ASCII only."""
    for name, arguments, function in (
        ("rapport_hash", 1, sha256),
        ("search_words", -1, words),
        ("search_name", -1, name_words),
        ("search_digits", -1, digits),
    ):
        dbapi.create_function(name, arguments, function, deterministic=True)


def sha256(text):
    """SHA-256 in hexadecimal: SQLite has none of its own, and the ledger's chain needs one."""
    return None if text is None else hashlib.sha256(text.encode()).hexdigest()


def begin(connection, writes):
    connection.info["deadline"] = time.monotonic() + STATEMENT_SECONDS + BUSY_SECONDS
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")
    connection.info["deadline"] = time.monotonic() + STATEMENT_SECONDS


def without_deadline(connection):
    """Long work that somebody asked for (an import, a migration) may take its time."""
    connection.info["deadline"] = float("inf")
