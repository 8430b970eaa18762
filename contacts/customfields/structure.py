"""The database's own structure for a field: its column, its index, the words that search finds, the ledger's triggers.

Each step is there already or is made, so that the whole can be run again at any time. The names of tables are ours, and
those of columns are made of keys that were checked. None of this has a spelling in SQLAlchemy that both engines share.
"""

import secrets

from sqlalchemy import Boolean, Column, Index, MetaData, Table, inspect, text
from sqlalchemy.schema import CreateIndex

from contacts.customfields.asking import sort_column
from contacts.customfields.columns import LIMITS, column_of, refers_to, search_class
from contacts.customfields.words import LETTERS, SORTED
from contacts.db.engines import without_deadline
from contacts.fulltext import postgres as fulltext_postgres
from contacts.fulltext import sqlite as fulltext_sqlite
from contacts.fulltext.classes import Class, Kind
from contacts.history.triggers import sqlite_triggers

INDEXES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = :table",
    "postgresql": "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND tablename = :table",
}


def has_words(field):
    return field.searchable and not field.sensitive and not field.archived and field.type in LETTERS


def build(connection, field):
    """Make whatever is missing of a field. Returns what was made, in words."""
    without_deadline(connection)
    made = [*add_column(connection, field), *index(connection, field), *word_index(connection, field)]
    if connection.dialect.name == "sqlite":
        renew_triggers(connection, field.table)
    return made


def add_column(connection, field):
    there = {column["name"] for column in inspect(connection).get_columns(field.table)}
    if field.column in there:
        return
    column = column_of(field)
    kind = column.type.compile(connection.dialect)
    rules = "".join(f" CHECK ({rule})" for rule in rules_of(field, column))
    target = refers_to(field)
    refers = f" REFERENCES {target} (id) ON DELETE SET NULL" if target else ""
    connection.exec_driver_sql(f"ALTER TABLE {field.table} ADD COLUMN {field.column} {kind}{refers}{rules}")
    yield f"the column {field.place}"


def rules_of(field, column):
    """What the database itself checks: what will always hold, whatever else is asked of the field later."""
    if isinstance(column.type, Boolean):
        yield f"{field.column} IN (false, true)"
    elif field.type in LIMITS and not field.sensitive:
        yield f"length({field.column}) <= {LIMITS[field.type]}"


def index(connection, field):
    """One to sort and filter by, one to look up where keys lead; both where they are wanted, and no other."""
    column = column_of(field)
    id = Table(field.table, MetaData(), Column("id"), column).c.id  # not the models' own: it may not know it yet
    plain = Index(f"ix_{field.table}_{field.column}", sort_column(column, field), id)
    unique = Index(f"uq_{field.table}_{field.column}", column, unique=True)
    there = index_names(connection, field.table)
    in_use = not field.sensitive and not field.archived
    is_walked = in_use and field.filterable and field.type in SORTED
    wanted = {plain: is_walked or refers_to(field), unique: in_use and field.is_unique}
    for one, is_wanted in wanted.items():
        if is_wanted and one.name not in there:
            connection.execute(CreateIndex(one))
            yield f"the index {one.name}"
        elif not is_wanted and one.name in there:
            connection.exec_driver_sql(f"DROP INDEX {one.name}")
            yield f"no index {one.name} any more"


def index_names(connection, table):
    """SQLAlchemy does not tell of SQLite's indexes over expressions."""
    return set(connection.scalars(text(INDEXES[connection.dialect.name]), {"table": table}))


def word_class(field):
    return Class(search_class(field), Kind.SHORT, field.table, (field.column,))


def word_index(connection, field):
    """The index of its words, filled from what is there; taken away where the field is not searched any more."""
    one, is_sqlite = word_class(field), connection.dialect.name == "sqlite"
    there = inspect(connection).has_table(one.index)
    if there and not has_words(field):
        for statement in (dropping_sqlite if is_sqlite else dropping_postgres)(connection, one):
            connection.exec_driver_sql(statement)
        yield f"no index of words {one.index} any more"
    elif has_words(field) and not there:
        for statement in (making_sqlite if is_sqlite else making_postgres)(one):
            connection.exec_driver_sql(statement if is_sqlite else statement.replace("%", "%%"))
        yield f"the index of words {one.index}"


def making_sqlite(one):
    for table, options, _function in fulltext_sqlite.tables_of(one):
        yield f"CREATE VIRTUAL TABLE {table} USING fts5(words, {fulltext_sqlite.TOKENS}, {options})"
    yield from fulltext_sqlite.filling(one)
    suffix = secrets.token_hex(8)
    yield from (statement.replace("{suffix}", suffix) for statement in fulltext_sqlite.triggers(one))


def making_postgres(one):
    key = f"id bigint PRIMARY KEY REFERENCES {one.table} (id) ON DELETE CASCADE"
    yield f"CREATE TABLE {one.index} ({key}, words text NOT NULL DEFAULT '', vector tsvector)"
    yield f"CREATE INDEX ix_{one.index}_vector ON {one.index} USING gin (vector)"
    yield from fulltext_postgres.filling(one)
    yield from fulltext_postgres.triggers(one)
    yield from fulltext_postgres.parts([one])


def dropping_sqlite(connection, one):
    named = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB :names")
    for name in connection.scalars(named, {"names": f"{one.index}_*"}).all():
        yield f"DROP TRIGGER {name}"
    yield from (f"DROP TABLE {table}" for table, _options, _function in fulltext_sqlite.tables_of(one))


def dropping_postgres(_connection, one):
    yield f"DROP FUNCTION IF EXISTS {one.index}_keep() CASCADE"
    yield f"DROP TABLE {one.index}"


def renew_triggers(connection, table):
    """SQLite's triggers name each column. They keep their names, by which open connections know them."""
    ours = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table AND name LIKE 'ledger%'")
    names = connection.scalars(ours, {"table": table}).all()
    suffix = names[0].rpartition("_")[2] if names else secrets.token_hex(8)
    for name in names:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    there = [Column(column["name"]) for column in inspect(connection).get_columns(table)]
    for statement in sqlite_triggers(Table(table, MetaData(), *there)):
        connection.exec_driver_sql(statement.replace("{suffix}", suffix))
