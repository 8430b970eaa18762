"""Counts a role's version on with each of its rules, so that every worker reads its rights anew on the next request.

The database does so itself, for every way in: the matrix, an undo, a hand-written statement.
"""

from contacts.history import MORE

COUNT_ON = "UPDATE roles SET version = version + 1, updated_at = CURRENT_TIMESTAMP WHERE id IN ({roles})"
SIDES = {"insert": "NEW.role_id", "update": "OLD.role_id, NEW.role_id", "delete": "OLD.role_id"}
EITHER = "coalesce(OLD.role_id, NEW.role_id), coalesce(NEW.role_id, OLD.role_id)"


def sqlite_statements():
    for verb, roles in SIDES.items():
        yield (
            f"CREATE TRIGGER rules_{verb}_{{suffix}} AFTER {verb.upper()} ON field_rules "
            f"BEGIN {COUNT_ON.format(roles=roles)}; END"
        )


def postgres_statements():
    yield (
        "CREATE OR REPLACE FUNCTION rules_of_roles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
        f"SET search_path = public, pg_temp AS $$ BEGIN {COUNT_ON.format(roles=EITHER)}; RETURN NULL; END $$"
    )
    yield "DROP TRIGGER IF EXISTS rules ON field_rules"
    yield (
        "CREATE TRIGGER rules AFTER INSERT OR UPDATE OR DELETE ON field_rules "
        "FOR EACH ROW EXECUTE FUNCTION rules_of_roles()"
    )


MORE["rules"] = (tuple(sqlite_statements()), tuple(postgres_statements()))
