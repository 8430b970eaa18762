"""One engine for each wall (a set of hidden and read-only columns) and each way of using it: reading or writing."""

import threading

from sqlalchemy import make_url

from contacts.db import postgres, sqlite

DIALECTS = {"sqlite": sqlite, "postgresql": postgres}

_engines = {}
_lock = threading.RLock()  # making a Postgres login needs the open engine


class OpenWall:
    """No wall at all: for migrations, sign-in, the ledger and the few others that `access.unrestricted` lists."""

    fingerprint = "open"

    def guard(self, dbapi, driver, writes):
        """Install nothing."""

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
            _engines[name] = DIALECTS[url.get_backend_name()].build_engine(url, wall, writes)
        return _engines[name]


def without_deadline(connection):
    DIALECTS[connection.dialect.name].without_deadline(connection)


def dispose_all():
    """Close every pooled connection (the last one folds SQLite's log into the database)."""
    with _lock:
        for engine in _engines.values():
            engine.dispose()
        _engines.clear()


def init_app(app):
    app.config["DATABASE"] = read_url(app.config["SQLALCHEMY_DATABASE_URI"])
