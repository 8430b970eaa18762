"""Counts every role's version on with each change of a field, so that every worker learns of it on its next request.

The database does so itself, for every way in: the page, an undo, a hand-written statement.
"""

from contacts.history import MORE

COUNT_ON = "UPDATE roles SET version = version + 1, updated_at = CURRENT_TIMESTAMP"


def sqlite_statements():
    for verb in ("insert", "update", "delete"):
        yield (
            f"CREATE TRIGGER custom_fields_{verb}_{{suffix}} AFTER {verb.upper()} ON custom_fields "
            f"BEGIN {COUNT_ON}; END"
        )


def postgres_statements():
    yield (
        "CREATE OR REPLACE FUNCTION rights_of_fields() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
        f"SET search_path = public, pg_temp AS $$ BEGIN {COUNT_ON}; RETURN NULL; END $$"
    )
    yield "DROP TRIGGER IF EXISTS rights ON custom_fields"
    yield (
        "CREATE TRIGGER rights AFTER INSERT OR UPDATE OR DELETE ON custom_fields "
        "FOR EACH STATEMENT EXECUTE FUNCTION rights_of_fields()"
    )


MORE["custom_fields"] = (tuple(sqlite_statements()), tuple(postgres_statements()))
