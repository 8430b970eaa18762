"""The triggers by which the database itself writes the ledger, generated from the tables' columns.

Nothing here is written by hand into a migration: `sync` drops every trigger of ours and makes it anew, after each
upgrade (SQLite's batch migrations drop triggers with the table they rebuild).
"""

import secrets

from sqlalchemy import text

from contacts.db import Base
from contacts.history import chain

SKIPPED = ("version", "updated_at")  # they change with every edit and say nothing by themselves
# Columns whose `info` says `secret` (a password's hash) are never remembered: a row that comes back comes without.

# Rooms add their own: {name: (SQLite statements, Postgres statements)}; SQLite's triggers end in {suffix}.
MORE = {}


def ledgered_tables():
    return [table for table in Base.metadata.sorted_tables if table.info.get("ledger")]


def sync(connection):
    """Make every trigger of ours anew on this connection. Returns how many tables are remembered."""
    {"sqlite": sync_sqlite, "postgresql": sync_postgres}[connection.dialect.name](connection)
    return len(ledgered_tables())


def sync_sqlite(connection):
    """SQLite knows a trigger's reads by its name, so the names end in something nobody can guess."""
    drop_sqlite(connection)
    connection.exec_driver_sql("INSERT OR IGNORE INTO current_operation (id, operation_id) VALUES (1, NULL)")
    suffix = secrets.token_hex(8)
    statements = [statement for table in ledgered_tables() for statement in sqlite_triggers(table)]
    statements += [chain.SQLITE_SEAL, *(one for more, _ in MORE.values() for one in more)]
    for statement in statements:
        connection.exec_driver_sql(statement.replace("{suffix}", suffix))


def drop_sqlite(connection):
    """Take our triggers away; a migration does so before it renames tables under them."""
    for name in connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")


def sqlite_triggers(table):
    name, columns = table.name, [c.name for c in table.columns if c.name != "id" and not c.info.get("secret")]
    whole = ", ".join(f"'{column}', OLD.{column}" for column in columns)
    changed = " UNION ALL ".join(
        f"SELECT '{c}' AS name, OLD.{c} AS before, NEW.{c} AS after WHERE OLD.{c} IS NOT NEW.{c}"
        for c in columns
        if c not in SKIPPED
    )
    now = "(SELECT operation_id FROM current_operation)"
    into = "INSERT INTO changes (operation_id, table_name, row_id, action, salt"
    yield (
        f"CREATE TRIGGER ledger_{name}_insert_{{suffix}} AFTER INSERT ON {name} BEGIN {into}) "
        f"VALUES ({now}, '{name}', NEW.id, 'insert', hex(randomblob(16))); END"
    )
    yield (
        f"CREATE TRIGGER ledger_{name}_update_{{suffix}} AFTER UPDATE ON {name} BEGIN {into}, before, after) "
        f"SELECT {now}, '{name}', OLD.id, 'update', hex(randomblob(16)), json_group_object(name, before), "
        f"json_group_object(name, after) FROM ({changed}) HAVING count(*) > 0; END"
    )
    yield (
        f"CREATE TRIGGER ledger_{name}_delete_{{suffix}} AFTER DELETE ON {name} BEGIN {into}, before) "
        f"VALUES ({now}, '{name}', OLD.id, 'delete', hex(randomblob(16)), json_object({whole})); END"
    )


POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION ledger_record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  operation bigint := nullif(current_setting('rapport.operation', true), '');
  fresh text := replace(gen_random_uuid()::text, '-', '');
  was jsonb;
  became jsonb;
  secret text[] := coalesce(TG_ARGV, '{}');
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO changes (operation_id, table_name, row_id, action, salt)
      VALUES (operation, TG_TABLE_NAME, NEW.id, 'insert', fresh);
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO changes (operation_id, table_name, row_id, action, salt, before)
      VALUES (operation, TG_TABLE_NAME, OLD.id, 'delete', fresh, to_jsonb(OLD) - 'id' - secret);
  ELSE
    SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, n.value) INTO was, became
      FROM jsonb_each(to_jsonb(OLD)) o JOIN jsonb_each(to_jsonb(NEW)) n USING (key)
      WHERE o.value IS DISTINCT FROM n.value AND o.key NOT IN ('version', 'updated_at')
        AND o.key <> ALL (secret);
    IF was IS NOT NULL THEN
      INSERT INTO changes (operation_id, table_name, row_id, action, salt, before, after)
        VALUES (operation, TG_TABLE_NAME, OLD.id, 'update', fresh, was, became);
    END IF;
  END IF;
  RETURN NULL;
END $$
"""


def sync_postgres(connection):
    statements = [POSTGRES_FUNCTION, chain.POSTGRES_FUNCTIONS]
    for table in ledgered_tables():
        secret = ", ".join(f"'{column.name}'" for column in table.columns if column.info.get("secret"))
        statements.append(f"DROP TRIGGER IF EXISTS ledger ON {table.name}")
        statements.append(
            f"CREATE TRIGGER ledger AFTER INSERT OR UPDATE OR DELETE ON {table.name} "
            f"FOR EACH ROW EXECUTE FUNCTION ledger_record({secret})"
        )
    for statement in [*statements, *(one for _, more in MORE.values() for one in more)]:
        connection.exec_driver_sql(statement.replace("%", "%%"))
