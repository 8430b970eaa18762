"""Keeps in step how each customer buys, and how many buy so, whenever a purchase of theirs changes."""

from sqlalchemy import text

from contacts.customers.stats import ALSO, COUNTED, KEPT
from contacts.history import MORE
from contacts.insights.rollups import MONTH, OWNER, SIDES, SOURCES, postgres_trigger, sqlite_trigger

# By what the two engines call: the days between two dates, the larger of two numbers, a date some days later.
WORDS = {
    "sqlite": {
        "days": "CAST(julianday(max(p.purchased_on)) - julianday(min(p.purchased_on)) AS INTEGER)",
        "larger": "max",
        "later": "date(s.last_on, '+' || {} || ' days')",
    },
    "postgresql": {
        "days": "(max(p.purchased_on) - min(p.purchased_on))",
        "larger": "greatest",
        "later": "s.last_on + {}::integer",
    },
}
REGULAR, PATIENCE, AT_LEAST = 3, 2, 14  # purchases that make a rhythm; stretches of it, and days, that may pass
FREQUENCIES = (1, 2, 4, 10)
STANDING = """INSERT INTO customer_standings (customer_id, currency, owner_id, last_on, last_month, frequency,
    purchase_count, revenue, every_days, quiet_on)
  SELECT s.customer_id, s.currency, s.owner_id, s.last_on, {month},
    CASE WHEN s.bought < 2 THEN 1 WHEN s.bought < 4 THEN 2 WHEN s.bought < 10 THEN 4 ELSE 10 END,
    s.bought, s.revenue, s.every, CASE WHEN s.every IS NOT NULL THEN {quiet} END
  FROM (SELECT p.customer_id AS customer_id, p.currency AS currency, {owner} AS owner_id,
      max(p.purchased_on) AS last_on, count(*) AS bought, sum(p.total) AS revenue,
      CASE WHEN count(*) >= {regular} THEN {larger}(1, {days} / (count(*) - 1)) END AS every
    FROM purchases p JOIN customers c ON c.id = p.customer_id WHERE p.{whose} AND p.{counted} GROUP BY 1, 2, 3) s"""
COUNT = (
    "INSERT INTO standing_counts (currency, last_month, frequency, owner_id, revenue, customers) "
    "VALUES ({row}.currency, {row}.last_month, {row}.frequency, {row}.owner_id, {sign}{row}.revenue, {sign}1) "
    "ON CONFLICT (currency, last_month, frequency, owner_id) DO UPDATE SET "
    "revenue = standing_counts.revenue + excluded.revenue, customers = standing_counts.customers + excluded.customers"
)
COUNTS = {"OLD": COUNT.format(row="OLD", sign="-"), "NEW": COUNT.format(row="NEW", sign="")}
HANDED_ON = ["UPDATE customer_standings SET owner_id = coalesce(NEW.owner_id, 0) WHERE customer_id = NEW.id"]


def of_customers(engine, whose):
    words = WORDS[engine]
    quiet = words["later"].format(f"{words['larger']}({PATIENCE} * s.every, {AT_LEAST})")
    known = {"month": MONTH[engine].format("s.last_on"), "quiet": quiet, "owner": OWNER, "regular": REGULAR}
    written = STANDING.format(whose=whose, counted=COUNTED, larger=words["larger"], days=words["days"], **known)
    return [f"DELETE FROM customer_standings WHERE {whose}", written]


def sqlite_statements():
    for verb, sides in SIDES.items():
        whose = f"customer_id IN ({', '.join(f'{side}.customer_id' for side in sides)})"
        of = f" OF {SOURCES['purchases'][0]}" if verb == "UPDATE" else ""
        yield sqlite_trigger(f"standings_{verb}", f"AFTER {verb}{of} ON purchases", of_customers("sqlite", whose))
        counts = [COUNTS[side] for side in sides]
        yield sqlite_trigger(f"standing_counts_{verb}", f"AFTER {verb} ON customer_standings", counts)
    yield sqlite_trigger("standings_handed_on", "AFTER UPDATE OF owner_id ON customers", HANDED_ON)


def postgres_statements():
    both = "customer_id IN (coalesce(OLD.customer_id, NEW.customer_id), coalesce(NEW.customer_id, OLD.customer_id))"
    when = f"AFTER INSERT OR DELETE OR UPDATE OF {SOURCES['purchases'][0]} ON purchases"
    yield from postgres_trigger("standings", when, of_customers("postgresql", both))
    yield from postgres_trigger("standings_handed_on", "AFTER UPDATE OF owner_id ON customers", HANDED_ON)
    for verb, sides in SIDES.items():
        counts = [COUNTS[side] for side in sides]
        yield from postgres_trigger(f"standing_counts_{verb}".lower(), f"AFTER {verb} ON customer_standings", counts)


MORE["standings"] = (tuple(sqlite_statements()), tuple(postgres_statements()))


def recompute_standings(session):
    """Write all of it anew; the triggers of customer_standings count meanwhile."""
    emptied, written = of_customers(session.connection().dialect.name, "customer_id IS NOT NULL")
    for statement in (emptied, "DELETE FROM standing_counts", written):
        session.execute(text(statement))  # raw, as the triggers are


KEPT.update({"customer_standings": "", "standing_counts": "WHERE customers <> 0"})
ALSO.append(recompute_standings)
