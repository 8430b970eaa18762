"""Keeps customer_stats and customer_values in step: triggers recompute a customer whenever something about it changes.

They run in the same transaction as the change, for every way in: a form, an import, an undo, a hand-written statement.
A cascade deletes the children after their customer, so nothing is written for a customer that is gone.
"""

from sqlalchemy import text

from contacts.history import MORE

COUNTED = "status IN ('open', 'completed')"
VALUES = f"""INSERT INTO customer_values (customer_id, currency, lifetime_value, purchase_count)
  SELECT customer_id, currency, sum(total), count(*) FROM purchases
  WHERE {{whose}} AND {COUNTED} AND EXISTS (SELECT 1 FROM customers WHERE id = purchases.customer_id)
  GROUP BY customer_id, currency"""
FROM_PURCHASES = f"""UPDATE customer_stats SET
  purchase_count = (SELECT count(*) FROM purchases p WHERE p.customer_id = customer_stats.customer_id AND {COUNTED}),
  last_purchase_on = (SELECT max(purchased_on) FROM purchases p
    WHERE p.customer_id = customer_stats.customer_id AND {COUNTED})
  WHERE {{whose}}"""
FROM_COMMUNICATIONS = """UPDATE customer_stats SET last_contact_at = (SELECT max(happened_at) FROM communications c
    WHERE c.customer_id = customer_stats.customer_id AND NOT c.is_private AND c.channel <> 'note')
  WHERE {whose}"""
SIDES = {"insert": ["NEW"], "update": ["OLD", "NEW"], "delete": ["OLD"]}


def of_purchases(whose):
    return [
        f"DELETE FROM customer_values WHERE {whose}",
        VALUES.format(whose=whose),
        FROM_PURCHASES.format(whose=whose),
    ]


def of_communications(whose):
    return [FROM_COMMUNICATIONS.format(whose=whose)]


SOURCES = {"purchases": of_purchases, "communications": of_communications}


def sqlite_statements():
    yield (
        "CREATE TRIGGER stats_customers_insert_{suffix} AFTER INSERT ON customers BEGIN "
        "INSERT INTO customer_stats (customer_id) VALUES (NEW.id); END"
    )
    for table, recompute in SOURCES.items():
        for verb, sides in SIDES.items():
            whose = f"customer_id IN ({', '.join(f'{side}.customer_id' for side in sides)})"
            body = "; ".join(recompute(whose))
            yield f"CREATE TRIGGER stats_{table}_{verb}_{{suffix}} AFTER {verb.upper()} ON {table} BEGIN {body}; END"


def postgres_statements():
    yield postgres_function("stats_of_customers", "INSERT INTO customer_stats (customer_id) VALUES (NEW.id);")
    yield from postgres_trigger("customers", "INSERT")
    for table, recompute in SOURCES.items():
        both = "customer_id IN (coalesce(OLD.customer_id, NEW.customer_id), coalesce(NEW.customer_id, OLD.customer_id))"
        yield postgres_function(f"stats_of_{table}", "; ".join(recompute(both)) + ";")
        yield from postgres_trigger(table, "INSERT OR UPDATE OR DELETE")


def postgres_function(name, body):
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
        f"SET search_path = public, pg_temp AS $$ BEGIN {body} RETURN NULL; END $$"
    )


def postgres_trigger(table, verbs):
    yield f"DROP TRIGGER IF EXISTS stats ON {table}"
    yield f"CREATE TRIGGER stats AFTER {verbs} ON {table} FOR EACH ROW EXECUTE FUNCTION stats_of_{table}()"


# What `flask stats check` compares: tables, and which of their rows say something. Rooms that keep figures of their own
# add theirs, and to ALSO a function that writes them anew: (session).
KEPT = {"customer_stats": "", "customer_values": ""}
ALSO = []

MORE["stats"] = (tuple(sqlite_statements()), tuple(postgres_statements()))


def recompute_all(session):
    """Write every figure anew, set by set: after a bulk load, or to compare with what the triggers kept."""
    session.execute(text("DELETE FROM customer_values"))
    session.execute(text("DELETE FROM customer_stats"))
    session.execute(text("INSERT INTO customer_stats (customer_id, purchase_count) SELECT id, 0 FROM customers"))
    for recompute in SOURCES.values():
        for statement in recompute("customer_id IS NOT NULL"):
            session.execute(text(statement))
    for room in ALSO:
        room(session)
