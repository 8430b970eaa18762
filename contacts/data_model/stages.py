"""The schema as it was after each migration, found by running them all on an empty database in memory.

So it says what they do, not what is written in them. It is SQLite's, and both engines have the same tables.
"""

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import MetaData, create_engine, text
from sqlalchemy.pool import StaticPool

from contacts.data_model.describing import schema_of
from contacts.data_model.live import is_ours
from contacts.db.sqlite import add_functions, pick_driver

SINCE = Path(__file__).with_name("since.txt")
# Raw, because the names alone are asked for many times: reflecting everything takes a hundred times longer.
NAMES = text(
    "SELECT one.name, field.name FROM sqlite_master one, pragma_table_info(one.name) field WHERE one.type = 'table'"
)


def stages():
    """(version, title, connection) after each migration, the oldest first."""
    folder = Path(current_app.extensions["migrate"].directory)
    revisions = reversed(list(ScriptDirectory(str(folder)).walk_revisions()))
    engine = create_engine("sqlite://", module=pick_driver(), poolclass=StaticPool)
    with engine.connect() as connection:
        add_functions(connection.connection.driver_connection)
        with Operations.context(MigrationContext.configure(connection, opts={"render_as_batch": True})):
            for revision in revisions:
                revision.module.upgrade()
                yield revision.revision, (revision.doc or "").splitlines()[0].rstrip("."), connection
    engine.dispose()


def schemas_at(*versions):
    """`{version: Schema}` of those of these versions that there are."""
    return {version: reflected(connection) for version, _title, connection in stages() if version in versions}


def reflected(connection):
    found = MetaData()
    found.reflect(connection, only=lambda name, _: is_ours(name))
    return schema_of(found)


def origins():
    """`{"table" or "table.column": version}`: the migration since which each is there for good."""
    since = {}
    for version, _title, connection in stages():
        names = names_in(connection)
        since = {name: kept for name, kept in since.items() if name in names}
        for name in names:
            since.setdefault(name, version)
    return since


def names_in(connection):
    pairs = [(table, column) for table, column in connection.execute(NAMES) if is_ours(table)]
    return {table for table, _column in pairs} | {f"{table}.{column}" for table, column in pairs}


def written_origins():
    """What is kept in since.txt: a line for each table, and for each column that came later than its table."""
    since = origins()
    told = {name: version for name, version in since.items() if version != since[name.partition(".")[0]]}
    tables = {name: version for name, version in since.items() if "." not in name}
    return "".join(f"{version} {name}\n" for name, version in sorted({**told, **tables}.items()))


def kept_origins():
    """`{"table" or "table.column": version}` out of since.txt."""
    return {name: version for version, name in map(str.split, SINCE.read_text().splitlines())}


def since(known, table, column=None):
    """The version of a table or a column, or None where it came while running, as a custom field does."""
    return known.get(f"{table}.{column}") or known.get(table)
