"""Runs the migrations: one at a time, as one transaction, and never at the cost of a child row.

SQLite rebuilds a table to change it, and with foreign keys on the rebuild deletes every row that refers to it. So they
are off, before the transaction begins, and checked before it ends. A lock lets one of several workers migrate.
"""

from alembic import context
from flask import current_app
from sqlalchemy import create_engine, text

from contacts.access import seed_roles
from contacts.access.commands import sync_grants
from contacts.db import Base
from contacts.db.sqlite import add_functions, pick_driver
from contacts.history import drop_sqlite, sync

MIGRATION_LOCK = 7_041_775


def engine():
    url = current_app.config["DATABASE"]
    if url.get_backend_name() == "sqlite":
        return create_engine(url, module=pick_driver(), connect_args={"timeout": 60})
    return create_engine(url)


def migrate():
    made = engine()
    with made.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        open_sqlite(connection) if is_sqlite else None
        connection.exec_driver_sql(
            "BEGIN IMMEDIATE" if is_sqlite else f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"
        )
        before = children(connection)
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_server_default=False,
            include_name=ours,
            include_object=for_this_engine,
            transaction_per_migration=False,
        )
        if is_sqlite and not is_autogenerating():
            drop_sqlite(connection)
        context.run_migrations()
        if not context.is_offline_mode() and not is_autogenerating():
            finish(connection, before)
        connection.exec_driver_sql("COMMIT") if is_sqlite else connection.commit()
    made.dispose()
    if not is_autogenerating():
        sync_grants()


def open_sqlite(connection):
    dbapi = connection.connection.driver_connection
    dbapi.isolation_level = None
    add_functions(dbapi)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF"):
        dbapi.execute(f"PRAGMA {pragma}")


def is_autogenerating():
    return getattr(context.config.cmd_opts, "autogenerate", False) or context.config.attributes.get("checking", False)


def ours(name, kind, _parents):
    """Tables of custom fields grow while the application runs, and those of the index are no tables of rows."""
    return not (kind == "table" and (name.endswith("_custom") or name.startswith("search_")))


def for_this_engine(thing, name, kind, _reflected, _counterpart):
    """An index may be written for one engine alone; the other one does not miss it."""
    if not ours(name, kind, None):
        return False
    return thing.info.get("engine", context.get_context().dialect.name) == context.get_context().dialect.name


def children(connection):
    return connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()


def finish(connection, before):
    """What every upgrade ends with: whole references, the starting roles, and the ledger's triggers."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken and broken != before:
            raise RuntimeError(f"the migration broke references: {broken[:5]}")
    tables = (
        "sqlite_master WHERE type = 'table' AND name"
        if connection.dialect.name == "sqlite"
        else "pg_tables WHERE tablename"
    )
    if connection.scalar(text(f"SELECT 1 FROM {tables} = 'operations'")):
        seed_roles(connection)
        sync(connection)


migrate()
