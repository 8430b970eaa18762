"""Keeps the roll-ups in step: triggers take away what a row came to before a change, and add what it comes to after.

They run in the same transaction as the change, for every way in: a form, an import, an undo, a hand-written statement.
What a sum is made of is one join. Whichever row of it changes, only what hangs on that row is taken away and added; a
cascade deletes children after their parent, when the join finds nothing more, so a parent takes away all of its own.
Nothing is counted anew, so rows changed by one statement do not disturb each other. Sums of 0 stay and say nothing.
"""

from typing import NamedTuple

from sqlalchemy import text

from contacts.customers.stats import ALSO, COUNTED, KEPT
from contacts.history import MORE

MONTH = {"sqlite": "date({}, 'start of month')", "postgresql": "date_trunc('month', {})::date"}
YEAR = {"sqlite": "CAST(strftime('%Y', {}) AS INTEGER)", "postgresql": "extract(year FROM {})::integer"}
OWNER = "coalesce(c.owner_id, 0)"


class Sum(NamedTuple):
    """A roll-up: its keys and what they are, its sums and what they add up, the join, and which of its rows count."""

    keys: str
    found: str
    sums: tuple
    parts: tuple
    joined: str
    counts: str
    day: dict  # by engine, of what the month is


BOUGHT = dict.fromkeys(MONTH, "p.purchased_on")
SUMS = {
    "revenue_months": Sum(
        "currency, month, owner_id",
        f"p.currency, {{month}}, {OWNER}",
        ("revenue", "purchase_count"),
        ("sum(p.total)", "count(*)"),
        "purchases p JOIN customers c ON c.id = p.customer_id",
        f"p.{COUNTED}",
        BOUGHT,
    ),
    "category_months": Sum(
        "currency, month, category_id, owner_id",
        f"p.currency, {{month}}, k.category_id, {OWNER}",
        ("revenue", "line_count"),
        ("sum(i.amount)", "count(*)"),
        "purchase_items i JOIN purchases p ON p.id = i.purchase_id JOIN customers c ON c.id = p.customer_id "
        "JOIN product_categories k ON k.product_id = i.product_id",
        f"p.{COUNTED}",
        BOUGHT,
    ),
    "talk_months": Sum(
        "month, channel, author_id, customer_owner_id",
        f"{{month}}, m.channel, coalesce(m.author_id, 0), {OWNER}",
        ("conversations",),
        ("count(*)",),
        "communications m JOIN customers c ON c.id = m.customer_id",
        "NOT m.is_private",
        {"sqlite": "m.happened_at", "postgresql": "m.happened_at AT TIME ZONE 'UTC'"},
    ),
}
# table that changes: (what of it matters, {roll-up: the part of its join})
SOURCES = {
    "purchases": (
        "customer_id, purchased_on, status, currency, total",
        {"revenue_months": "p", "category_months": "p"},
    ),
    "purchase_items": ("purchase_id, product_id, amount", {"category_months": "i"}),
    "product_categories": ("product_id, category_id", {"category_months": "k"}),
    "communications": ("customer_id, channel, author_id, happened_at, is_private", {"talk_months": "m"}),
    "customers": ("owner_id", {"revenue_months": "c", "category_months": "c", "talk_months": "c"}),
}


def added(engine, table, sign, where):
    """A statement that adds to a roll-up (or takes away from it) what the rows `where` come to."""
    roll = SUMS[table]
    found = roll.found.format(month=MONTH[engine].format(roll.day[engine]))
    more = ", ".join(f"{one} = {table}.{one} + excluded.{one}" for one in roll.sums)
    return (
        f"INSERT INTO {table} ({roll.keys}, {', '.join(roll.sums)}) "
        f"SELECT {found}, {', '.join(sign + part for part in roll.parts)} FROM {roll.joined} "
        f"WHERE {where} AND {roll.counts} GROUP BY {', '.join(map(str, range(1, roll.keys.count(',') + 2)))} "
        f"ON CONFLICT ({roll.keys}) DO UPDATE SET {more}"
    )


def of_row(engine, table, sign, row):
    return [added(engine, roll, sign, f"{part}.id = {row}.id") for roll, part in SOURCES[table][1].items()]


BUYERS = """INSERT INTO buyer_months (customer_id, month, first_month, owner_id)
  SELECT DISTINCT p.customer_id, {month}, (SELECT {first} FROM purchases f
    WHERE f.customer_id = p.customer_id AND f.{counted}), {owner}
  FROM purchases p JOIN customers c ON c.id = p.customer_id WHERE {whose} AND p.{counted}"""
YEARS = """INSERT INTO customer_years (customer_id, currency, year, owner_id, revenue, purchase_count)
  SELECT p.customer_id, p.currency, {year}, {owner}, sum(p.total), count(*)
  FROM purchases p JOIN customers c ON c.id = p.customer_id WHERE {whose} AND p.{counted} GROUP BY 1, 2, 3, 4"""


def of_customers(engine, whose):
    """What is kept of each customer is written anew whenever a purchase of theirs changes; there are few rows."""
    month, first = MONTH[engine].format("p.purchased_on"), MONTH[engine].format("min(f.purchased_on)")
    known = {"owner": OWNER, "counted": COUNTED, "whose": f"p.{whose}"}
    years = (YEAR[engine].format("p.purchased_on"), "0")
    return [
        f"DELETE FROM buyer_months WHERE {whose}",
        BUYERS.format(month=month, first=first, **known),
        f"DELETE FROM customer_years WHERE {whose}",
        *(YEARS.format(year=year, **known) for year in years),
    ]


HANDED_ON = [
    f"UPDATE {table} SET owner_id = coalesce(NEW.owner_id, 0) WHERE customer_id = NEW.id"
    for table in ("buyer_months", "customer_years")
]
COUNT = (
    "INSERT INTO buyer_counts (month, first_month, owner_id, customers) "
    "VALUES ({row}.month, {row}.first_month, {row}.owner_id, {sign}1) "
    "ON CONFLICT (month, first_month, owner_id) DO UPDATE SET customers = buyer_counts.customers + excluded.customers"
)
TAKEN, GIVEN = COUNT.format(row="OLD", sign="-"), COUNT.format(row="NEW", sign="")
SIDES = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def sqlite_statements():
    for table, (columns, _rolls) in SOURCES.items():
        minus, plus = of_row("sqlite", table, "-", "OLD"), of_row("sqlite", table, "", "NEW")
        yield sqlite_trigger(f"{table}_gone", f"BEFORE DELETE ON {table}", minus)
        yield sqlite_trigger(f"{table}_old", f"BEFORE UPDATE OF {columns} ON {table}", minus)
        yield sqlite_trigger(f"{table}_new", f"AFTER UPDATE OF {columns} ON {table}", plus)
        yield sqlite_trigger(f"{table}_come", f"AFTER INSERT ON {table}", plus)
    columns = SOURCES["purchases"][0]
    for verb, sides in SIDES.items():
        whose = f"customer_id IN ({', '.join(f'{side}.customer_id' for side in sides)})"
        of = f" OF {columns}" if verb == "UPDATE" else ""
        yield sqlite_trigger(f"buyers_{verb}", f"AFTER {verb}{of} ON purchases", of_customers("sqlite", whose))
        counts = [{"OLD": TAKEN, "NEW": GIVEN}[side] for side in sides]
        yield sqlite_trigger(f"counts_{verb}", f"AFTER {verb} ON buyer_months", counts)
    yield sqlite_trigger("handed_on", "AFTER UPDATE OF owner_id ON customers", HANDED_ON)


def sqlite_trigger(name, when, body):
    return f"CREATE TRIGGER rollup_{name}_{{suffix}} {when} BEGIN {'; '.join(body)}; END"


def postgres_statements():
    both = "customer_id IN (coalesce(OLD.customer_id, NEW.customer_id), coalesce(NEW.customer_id, OLD.customer_id))"
    for table, (columns, _rolls) in SOURCES.items():
        minus, plus = of_row("postgresql", table, "-", "OLD"), of_row("postgresql", table, "", "NEW")
        yield from postgres_trigger(f"{table}_old", f"BEFORE DELETE OR UPDATE OF {columns} ON {table}", minus)
        yield from postgres_trigger(f"{table}_new", f"AFTER INSERT OR UPDATE OF {columns} ON {table}", plus)
    when = f"AFTER INSERT OR DELETE OR UPDATE OF {SOURCES['purchases'][0]} ON purchases"
    yield from postgres_trigger("buyers", when, of_customers("postgresql", both))
    yield from postgres_trigger("handed_on", "AFTER UPDATE OF owner_id ON customers", HANDED_ON)
    for verb, sides in SIDES.items():
        counts = [{"OLD": TAKEN, "NEW": GIVEN}[side] for side in sides]
        yield from postgres_trigger(f"counts_{verb}".lower(), f"AFTER {verb} ON buyer_months", counts)


def postgres_trigger(name, when, body):
    """A function in the name of the tables' owner, and its trigger; before a change it lets the change go on."""
    yield (
        f"CREATE OR REPLACE FUNCTION rollup_{name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
        f"SET search_path = public, pg_temp AS $$ BEGIN {'; '.join(body)}; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    table = when.rpartition(" ")[2]
    yield f"DROP TRIGGER IF EXISTS rollup_{name} ON {table}"
    yield f"CREATE TRIGGER rollup_{name} {when} FOR EACH ROW EXECUTE FUNCTION rollup_{name}()"


MORE["insights"] = (tuple(sqlite_statements()), tuple(postgres_statements()))


def recompute_rollups(session):
    """Write every roll-up anew. (The triggers of buyer_months keep buyer_counts meanwhile.)"""
    engine = session.connection().dialect.name
    written = [one for one in of_customers(engine, "customer_id IS NOT NULL") if one.startswith("INSERT")]
    emptied = [f"DELETE FROM {table}" for table in ("buyer_months", "buyer_counts", "customer_years", *SUMS)]
    for statement in [*emptied, *written, *(added(engine, table, "", "true") for table in SUMS)]:
        session.execute(text(statement))  # raw, as the triggers are


# A sum of 0 says nothing: the rows that it was made of are gone.
KEPT.update(
    {
        "revenue_months": "WHERE purchase_count <> 0",
        "category_months": "WHERE line_count <> 0",
        "customer_years": "",
        "buyer_months": "",
        "buyer_counts": "WHERE customers <> 0",
        "talk_months": "WHERE conversations <> 0",
    }
)
ALSO.append(recompute_rollups)
