"""Postgres, *strict*: each wall has a login of its own, made when it is first needed. No SQL leads out of it."""

import hashlib
import hmac

from flask import current_app
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from contacts.access.grants import bring_in_step, run, take_all
from contacts.db import OPEN, engine_for

LOCK = 7_041_776  # advisory lock of everything that changes the database's roles and grants
KNOWN = "SELECT 1 FROM pg_roles WHERE rolname = :name"
# Those of this database whom no connection uses. Other sessions' names are seen by everybody.
UNUSED = """
SELECT rolname FROM pg_roles WHERE starts_with(rolname, :prefix)
  AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE usename = rolname)
"""


def login_for(wall, url):
    """The URL of this wall's login; it is made and granted first when the server does not know it."""
    name = login_name(wall, url)
    with engine_for(url, OPEN, True).begin() as connection:
        if not is_known(connection, name):
            lock(connection)
            make(connection, name, wall)
    return url.set(username=name, password=password_of(name))


def make(connection, name, wall):
    """Whatever another process has not made meanwhile. Returns whether something had to be done."""
    is_new = not is_known(connection, name)
    if is_new:
        run(connection, "CREATE ROLE {} LOGIN", sql.Identifier(name))
        run(connection, "ALTER ROLE {} PASSWORD {}", sql.Identifier(name), sql.Literal(password_of(name)))
    return bring_in_step(connection, name, wall) or is_new


def lock(connection):
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def is_known(connection, name):
    return connection.scalar(text(KNOWN), {"name": name}) is not None


def prefix_of(url):
    """How the names of this database's own roles begin: roles belong to the whole server."""
    return f"rapport_{hashlib.sha256(url.database.encode()).hexdigest()[:8]}_"


def login_name(wall, url):
    return prefix_of(url) + wall.fingerprint


def password_of(name):
    return hmac.new(current_app.config["SECRET_KEY"].encode(), name.encode(), hashlib.sha256).hexdigest()


def sync(walls, url):
    """Bring every wall's login in step and drop those of this database that no wall needs and no connection uses.

    Returns how many were changed or dropped.
    """
    kept = {login_name(wall, url): wall for wall in walls}
    with engine_for(url, OPEN, True).begin() as connection:
        lock(connection)
        changed = sum(make(connection, name, wall) for name, wall in kept.items())
        for name in kept:  # SECRET_KEY may be another one since
            run(connection, "ALTER ROLE {} PASSWORD {}", sql.Identifier(name), sql.Literal(password_of(name)))
        unused = set(connection.scalars(text(UNUSED), {"prefix": prefix_of(url)})) - kept.keys()
        return changed + sum(drop(connection, name) for name in unused if "_group_" not in name)


def drop(connection, name):
    """Whether it is gone. One that owns something, or was given rights elsewhere, stays without any of ours."""
    take_all(connection, name)
    try:
        with connection.begin_nested():
            run(connection, "DROP ROLE {}", sql.Identifier(name))
    except DBAPIError:
        return False
    return True
