"""How the database keeps the walls: SQLite's authorizer; on Postgres logins (*strict*) or group roles (*set-role*)."""

from functools import lru_cache

from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from contacts.access import groups, logins
from contacts.db import OPEN, engine_for

AUTHORIZER, STRICT, SET_ROLE = "authorizer", "strict", "set-role"
MAY_CREATE = "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user"
ENOUGH_GROUPS = 12
DOES_NOT_STOP = {
    AUTHORIZER: "Code that runs inside Rapport's own process, and whoever can read the file.",
    STRICT: "Whoever holds the login that owns the tables.",
    SET_ROLE: "SQL injected into a role's transaction that first says RESET ROLE or set_config('role', …): it has the "
    "rights of the login that owns the tables. Only strict stops that.",
}
NEITHER = """The database user “{user}” may neither create logins nor act as group roles, so the database would refuse \
nobody anything. Nothing was started. As a superuser, do one of these (docs/access.md):

ALTER ROLE {user} CREATEROLE;

or

{groups}"""


def mode_of(url):
    """Which of the three it is for this database. Asks the server once a process."""
    if url.get_backend_name() != "postgresql":
        return AUTHORIZER
    return current_app.config["POSTGRES_GUARD"] or found_out(url)


@lru_cache(8)
def found_out(url):
    with engine_for(url, OPEN, False).connect() as connection:
        return STRICT if connection.scalar(text(MAY_CREATE)) else SET_ROLE


def check_guard():
    """End the program with a sentence when the database could not keep the walls."""
    url, chosen = current_app.config["DATABASE"], current_app.config["POSTGRES_GUARD"]
    if chosen not in ("", STRICT, SET_ROLE):
        raise SystemExit(
            f"RAPPORT_POSTGRES_GUARD is “{chosen}”. It can be {STRICT} or {SET_ROLE}. Nothing was started."
        )
    try:
        if not can_be_kept(url):
            makes = groups.make_groups(url, 1, ENOUGH_GROUPS)
            raise SystemExit(NEITHER.format(user=url.username, groups=makes))
    except OperationalError:
        return  # the database is away; readiness says so


def can_be_kept(url):
    if mode_of(url) == AUTHORIZER:
        return True
    with engine_for(url, OPEN, False).connect() as connection:
        may_create = connection.scalar(text(MAY_CREATE))
        return may_create or (mode_of(url) == SET_ROLE and bool(groups.groups_of(connection, url)))


def url_for(wall, url):
    """With which login the connections of a wall sign in."""
    return logins.login_for(wall, url) if mode_of(url) == STRICT else url


def watch(engine, wall, url):
    if mode_of(url) == SET_ROLE:
        groups.act_as(engine, wall, url)


def sync(walls, url):
    """Make the database's own roles equal to these walls. Returns how many were changed or dropped."""
    return {AUTHORIZER: no_roles, STRICT: logins.sync, SET_ROLE: groups.sync}[mode_of(url)](walls, url)


def no_roles(_walls, _url):
    return 0


def role_of(connection, wall, url):
    """The name of the database's own role that keeps a wall on Postgres, or None while there is none."""
    if mode_of(url) == SET_ROLE:
        return groups.group_of(connection, wall)
    name = logins.login_name(wall, url)
    return name if logins.is_known(connection, name) else None
