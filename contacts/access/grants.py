"""Postgres: what a role of the database may do with each table and column, for each wall; and what it really may."""

from psycopg import sql
from sqlalchemy import text

from contacts.access.found_by import COLUMNS, index_of, searched_columns
from contacts.db import Base

READ, INSERT, UPDATE, DELETE, COUNT = "SELECT", "INSERT", "UPDATE", "DELETE", "USAGE"
INSERT_CODE, DELETE_CODE = 18, 9  # as SQLite's authorizer numbers them
SEALED_BY_FUNCTIONS = {("operations", column) for column in ("link", "seal", "undone_by_id")}

# Everything that a login may do to tables, views and sequences, however it came to that: by its own grants, by those
# of PUBLIC, or by being a member of another role. Raw, because these are Postgres' own catalogs and questions.
REAL = """
WITH relations AS (
  SELECT c.oid, c.relkind, CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')  -- an extension's own
)
SELECT verb, name, attname FROM relations JOIN pg_attribute a ON a.attrelid = relations.oid
CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) AS verb
WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND attnum > 0 AND NOT attisdropped
  AND has_column_privilege(:login, relations.oid, attnum, verb)
UNION ALL SELECT verb, name, NULL FROM relations CROSS JOIN unnest(ARRAY['DELETE', 'TRUNCATE', 'TRIGGER']) AS verb
WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND has_table_privilege(:login, relations.oid, verb)
UNION ALL SELECT verb, name, NULL FROM relations CROSS JOIN unnest(ARRAY['USAGE', 'SELECT', 'UPDATE']) AS verb
WHERE relkind = 'S' AND has_sequence_privilege(:login, relations.oid, verb)
"""


# What is ours to give and to take, and which roles a login is a member of.
OURS = """
SELECT relkind = 'S' AS is_sequence, relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
  AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND pg_has_role(current_user, relowner, 'USAGE')
"""
MEMBER_OF = "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = CAST(:login AS regrole)"


def wanted(wall):
    """`{(verb, table, column)}` of what a wall leaves; no column where the verb has none, and a sequence as table."""
    of_tables = {grant for table in Base.metadata.sorted_tables for grant in wanted_of(table, wall)}
    searched = map(index_of, searched_columns().keys() - wall.unsearchable)
    return of_tables | {(READ, index, column) for index in searched for column in COLUMNS}


def wanted_of(table, wall):
    name = table.name
    for column in (column.name for column in table.columns):
        if wall.may_read(name, column):
            yield READ, name, column
        if wall.allows(INSERT_CODE, name, None) and writable(wall, name, column):
            yield INSERT, name, column
        if wall.may_update(name, column):
            yield UPDATE, name, column
    if wall.allows(DELETE_CODE, name, None):
        yield DELETE, name, None
    key = table.autoincrement_column
    if key is not None and key.identity is None and wall.allows(INSERT_CODE, name, None):
        yield COUNT, f"{name}_{key.name}_seq", None  # the sequence of an identity needs no grant


def writable(wall, table, column):
    return (table, column) not in wall.readonly | SEALED_BY_FUNCTIONS


def real(connection, login):
    """`{(verb, table, column)}` of everything that this role of the database may do."""
    return {tuple(row) for row in connection.execute(text(REAL), {"login": login})}


def differences(connection, login, wall):
    """`(missing, extra)`: what the matrix gives and the database does not, and the other way round."""
    should, may = wanted(wall), real(connection, login)
    return should - may, may - should


def bring_in_step(connection, login, wall):
    """Make the grants of a role of the database exactly what the wall leaves. Returns whether they were not."""
    if not any(differences(connection, login, wall)):
        return False
    take_all(connection, login)
    run(connection, "GRANT USAGE ON SCHEMA public TO {}", sql.Identifier(login))
    by_verb = {}
    for verb, table, column in sorted(wanted(wall), key=str):
        by_verb.setdefault((verb, table), []).append(column)
    for (verb, table), columns in by_verb.items():
        listed = sql.SQL("") if columns == [None] else sql.SQL("({})").format(names(columns))
        on = "SEQUENCE" if verb == COUNT else "TABLE"
        run(connection, f"GRANT {verb} {{}} ON {on} {{}} TO {{}}", listed, sql.Identifier(table), sql.Identifier(login))
    return True


def take_all(connection, login):
    """Take away all that a login has, and from everybody what nobody should have by being anybody."""
    role = sql.Identifier(login)
    for kind, is_sequence in (("TABLE", False), ("SEQUENCE", True)):
        ours = [row.relname for row in connection.execute(text(OURS)) if row.is_sequence == is_sequence]
        run(connection, f"REVOKE ALL ON {kind} {{}} FROM {{}}, PUBLIC", names(ours), role)
    run(connection, "REVOKE ALL ON SCHEMA public FROM {}", role)
    for other in connection.scalars(text(MEMBER_OF), {"login": login}).all():
        run(connection, f"REVOKE {other} FROM {{}}", role)  # a regrole is quoted already


def names(columns):
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def run(connection, template, *parts):
    """Run a statement whose names are quoted by psycopg (identifiers cannot be bound)."""
    statement = sql.SQL(template).format(*parts)
    connection.exec_driver_sql(statement.as_string(connection.connection.driver_connection))
