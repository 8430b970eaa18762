"""One engine for each wall (a set of hidden and read-only columns) and each way of using it: reading or writing."""

import threading
import time

from sqlalchemy import event, make_url

from contacts.db import postgres, sqlite

DIALECTS = {"sqlite": sqlite, "postgresql": postgres}

MOST_POOLS = 32  # a changed matrix leaves pools behind that nobody asks for again
IDLE_SECONDS = 600

_engines, _used = {}, {}  # by (url, fingerprint, writes): the engine, and when it was asked for last
_lock = threading.RLock()  # making a Postgres login needs the open engine


class OpenWall:
    """No wall at all: for migrations, sign-in, the ledger and the few others that `access.unrestricted` lists."""

    fingerprint = "open"

    def guard(self, dbapi, driver, writes):
        """Install nothing."""

    def watch(self, engine, url):
        """Refuse nothing."""

    def login(self, url):
        return url


OPEN = OpenWall()


def read_url(text):
    """A SQLAlchemy URL from what operators write (`postgres://…` included), always with our drivers."""
    url = make_url(text)
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    return url


def engine_for(url, wall, writes):
    """The engine of this wall; made once a process. `writes=False` gives connections that cannot write."""
    name = (str(url), wall.fingerprint, writes)
    with _lock:
        if name not in _engines:
            close_unused()
            engine = DIALECTS[url.get_backend_name()].build_engine(url, wall, writes)
            wall.watch(engine, url)  # nobody gets it before it is watched
            _engines[name] = engine
        _used[name] = time.monotonic()
        return _engines[name]


def close_unused():
    """Make room for one more pool: close those that were idle for long, and the longest idle ones beyond the most."""
    oldest_first = sorted(_engines, key=lambda name: _used.get(name, 0))
    late = time.monotonic() - IDLE_SECONDS
    for at, name in enumerate(oldest_first):
        if _used.get(name, 0) < late or len(oldest_first) - at >= MOST_POOLS:
            retire(_engines.pop(name))
            _used.pop(name, None)


def retire(engine):
    """Close the pooled connections now, and those in use when they are given back: SQLAlchemy would just drop them."""
    event.listen(engine.pool, "checkin", lambda _dbapi, record: record.close())
    engine.dispose()


def without_deadline(connection):
    DIALECTS[connection.dialect.name].without_deadline(connection)


def dispose(url, wall):
    """Close the pooled connections of a wall that nobody stands behind any more; those in use close when given back."""
    with _lock:
        for writes in (False, True):
            engine = _engines.pop((str(url), wall.fingerprint, writes), None)
            if engine is not None:
                retire(engine)


def dispose_all():
    """Close every pooled connection (the last one folds SQLite's log into the database)."""
    with _lock:
        for engine in _engines.values():
            retire(engine)
        _engines.clear()


def init_app(app):
    app.config["DATABASE"] = read_url(app.config["SQLALCHEMY_DATABASE_URI"])
