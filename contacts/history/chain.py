"""The chain of hashes: each operation is sealed over the one sealed before it, so that tampering shows.

A change is sealed by a commitment to its values, salted; erasing a person deletes salt and values and keeps the
commitment, and the chain still verifies.
"""

import re

from sqlalchemy import text

from contacts.access import unrestricted
from contacts.db.engines import without_deadline

# Both dialects spell the same hash; `c` is a row of changes, `o` a row of operations, `p` the one sealed before it.
# Deeds are sealed in the order in which they end, which on Postgres need not be that of their keys: `link` counts them.
NEXT_LINK = "(SELECT coalesce(max(link), 0) + 1 FROM operations)"
SQLITE_COMMITMENT = "rapport_hash(c.salt || '|' || coalesce(c.before, '') || '|' || coalesce(c.after, ''))"
SQLITE_DIGEST = """rapport_hash(
  coalesce((SELECT p.seal FROM operations p WHERE p.link = o.link - 1), '')
  || '|' || o.id || '|' || o.kind || '|' || o.sentence || '|' || coalesce(o.actor_id, '') || '|' || o.at
  || coalesce((SELECT group_concat(line, '') FROM (SELECT '|' || c.id || ':' || c.table_name || ':' || c.row_id
       || ':' || c.action || ':' || c.commitment AS line
       FROM changes c WHERE c.operation_id = o.id ORDER BY c.id)), ''))
"""
# Older SQLite knows no alias in a trigger's UPDATE: there the tables go by their own names.
SEALED_COMMITMENT = re.sub(r"\bc\.", "changes.", SQLITE_COMMITMENT)
SEALED_DIGEST = re.sub(r"\bo\.", "operations.", SQLITE_DIGEST)
SQLITE_SEAL = f"""
CREATE TRIGGER ledger_seal_{{suffix}} AFTER UPDATE OF operation_id ON current_operation
WHEN OLD.operation_id IS NOT NULL AND NEW.operation_id IS NULL BEGIN
  UPDATE changes SET commitment = {SEALED_COMMITMENT} WHERE operation_id = OLD.operation_id;
  UPDATE operations SET link = {NEXT_LINK} WHERE id = OLD.operation_id AND link IS NULL;
  UPDATE operations SET seal = {SEALED_DIGEST} WHERE id = OLD.operation_id;
END
"""
POSTGRES_COMMITMENT = (
    "encode(sha256(convert_to(c.salt || '|' || coalesce(c.before::text, '') || '|' "
    "|| coalesce(c.after::text, ''), 'UTF8')), 'hex')"
)
POSTGRES_DIGEST = """encode(sha256(convert_to(
  coalesce((SELECT p.seal FROM operations p WHERE p.link = o.link - 1), '')
  || '|' || o.id || '|' || o.kind || '|' || o.sentence || '|' || coalesce(o.actor_id::text, '') || '|'
  || extract(epoch FROM o.at)
  || coalesce((SELECT string_agg('|' || c.id || ':' || c.table_name || ':' || c.row_id || ':' || c.action || ':'
       || c.commitment, '' ORDER BY c.id) FROM changes c WHERE c.operation_id = o.id), ''), 'UTF8')), 'hex')
"""
POSTGRES_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION ledger_seal(sealed bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7041777);
  UPDATE changes AS c SET commitment = {POSTGRES_COMMITMENT} WHERE c.operation_id = sealed AND c.commitment IS NULL;
  UPDATE operations SET link = {NEXT_LINK} WHERE id = sealed AND link IS NULL;
  UPDATE operations AS o SET seal = {POSTGRES_DIGEST} WHERE o.id = sealed AND o.seal IS NULL;
END $$
"""
SPELLINGS = {
    "sqlite": (SQLITE_COMMITMENT, SQLITE_DIGEST),
    "postgresql": (POSTGRES_COMMITMENT, POSTGRES_DIGEST),
}


def broken_links(most=20):
    """Up to `most` ids of operations whose changes or seal were altered after they were written."""
    with unrestricted("the ledger is verified whole") as session:
        without_deadline(session.connection())
        commitment, digest = SPELLINGS[session.get_bind().dialect.name]
        altered = text(  # the hash has no spelling in SQLAlchemy
            f"SELECT o.id FROM operations o WHERE o.seal IS NOT NULL AND (o.seal <> {digest} OR EXISTS "
            f"(SELECT 1 FROM changes c WHERE c.operation_id = o.id AND c.salt IS NOT NULL "
            f"AND c.commitment <> {commitment})) ORDER BY o.id LIMIT :most"
        )
        return list(session.scalars(altered, {"most": most}))
