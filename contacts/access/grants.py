"""Postgres: a login for each wall, with column grants, made when first needed and kept equal by `flask access sync`."""

import hashlib
import hmac

from flask import current_app
from psycopg import sql
from sqlalchemy import text

from contacts.db import OPEN, Base, engine_for

LOCK = 7_041_776  # advisory lock of everything that changes logins and grants
PREFIX = "rapport"


def login_for(wall, url):
    """The URL of this wall's login; the login is made and granted first when the server does not know it."""
    name = login_name(wall, url)
    password = hmac.new(current_app.config["SECRET_KEY"].encode(), name.encode(), hashlib.sha256).hexdigest()
    with engine_for(url, OPEN, True).begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        if not connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": name}):
            run(connection, "CREATE ROLE {} LOGIN PASSWORD {}", sql.Identifier(name), sql.Literal(password))
        grant(connection, name, wall)
    return url.set(username=name, password=password)


def login_name(wall, url):
    return f"{PREFIX}_{hashlib.sha256(url.database.encode()).hexdigest()[:8]}_{wall.fingerprint}"


def grant(connection, name, wall):
    """Make the login's grants exactly what the wall leaves: take all away, then give column by column."""
    login = sql.Identifier(name)
    run(connection, "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}", login)
    run(connection, "GRANT USAGE ON SCHEMA public TO {}", login)
    run(connection, "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}", login)
    for table in Base.metadata.sorted_tables:
        grant_table(connection, login, table, wall)


def grant_table(connection, login, table, wall):
    columns = [column.name for column in table.columns]
    granted = {
        "SELECT": [column for column in columns if wall.may_read(table.name, column)],
        "INSERT": [] if not inserts(wall, table.name) else [c for c in columns if writable(wall, table.name, c)],
        "UPDATE": [column for column in columns if wall.may_update(table.name, column)],
    }
    for verb, names in granted.items():
        if names:
            listed = sql.SQL(", ").join(map(sql.Identifier, names))
            run(connection, f"GRANT {verb} ({{}}) ON {{}} TO {{}}", listed, sql.Identifier(table.name), login)
    if wall.allows(9, table.name, None):  # SQLITE_DELETE
        run(connection, "GRANT DELETE ON {} TO {}", sql.Identifier(table.name), login)


def inserts(wall, table):
    return wall.allows(18, table, None)  # SQLITE_INSERT


def writable(wall, table, column):
    return (table, column) not in wall.readonly and not (table == "operations" and column in ("seal", "undone_by_id"))


def run(connection, template, *parts):
    """Run a statement whose names are quoted by psycopg (identifiers cannot be bound)."""
    statement = sql.SQL(template).format(*parts)
    connection.exec_driver_sql(statement.as_string(connection.connection.driver_connection))


def sync(walls, url):
    """Grant every wall's login anew and drop the logins of this database that no wall uses. Returns the names kept."""
    kept = {login_name(wall, url) for wall in walls}
    for wall in walls:
        login_for(wall, url)
    prefix = login_name(OPEN, url).removesuffix(OPEN.fingerprint)
    with engine_for(url, OPEN, True).begin() as connection:
        known = connection.scalars(text("SELECT rolname FROM pg_roles WHERE starts_with(rolname, :p)"), {"p": prefix})
        for name in set(known) - kept:
            run(connection, "DROP OWNED BY {}", sql.Identifier(name))
            run(connection, "DROP ROLE {}", sql.Identifier(name))
    return sorted(kept)
