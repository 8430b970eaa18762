"""Keeps in step how long tickets take: written anew for a ticket whenever it, or a message of it, changes."""

from sqlalchemy import text

from contacts.customers.stats import ALSO, KEPT
from contacts.history import MORE
from contacts.insights.rollups import MONTH, OWNER, SIDES, postgres_trigger, sqlite_trigger

OPENED = {"sqlite": "t.opened_at", "postgresql": "t.opened_at AT TIME ZONE 'UTC'"}
# Whole minutes from when a ticket was opened to a later moment.
MINUTES = {
    "sqlite": "(CAST(strftime('%s', {0}) AS INTEGER) - CAST(strftime('%s', t.opened_at) AS INTEGER)) / 60",
    "postgresql": "floor(extract(epoch FROM ({0} - t.opened_at)) / 60)::bigint",
}
ANSWERED = (
    "(SELECT min(m.happened_at) FROM communications m WHERE m.ticket_id = t.id AND m.direction = 'outgoing' "
    "AND NOT m.is_private AND m.happened_at >= t.opened_at)"
)
TIMES = """INSERT INTO ticket_times (ticket_id, month, assignee_id, customer_owner_id, reply_minutes, solve_minutes)
  SELECT t.id, {month}, coalesce(t.assignee_id, 0), {owner}, {reply}, {solve}
  FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE t.{which}"""
# what changes: (what of it matters, how it names the ticket)
SOURCES = {
    "tickets": ("customer_id, assignee_id, opened_at, closed_at", "id"),
    "communications": ("ticket_id, direction, happened_at, is_private", "ticket_id"),
}
HANDED_ON = [
    "UPDATE ticket_times SET customer_owner_id = coalesce(NEW.owner_id, 0) "
    "WHERE ticket_id IN (SELECT id FROM tickets WHERE customer_id = NEW.id)"
]
SUMS = ("replied", "reply_minutes", "solved", "solve_minutes", "tickets")
PARTS = (
    "CASE WHEN {row}.reply_minutes IS NULL THEN 0 ELSE 1 END",
    "coalesce({row}.reply_minutes, 0)",
    "CASE WHEN {row}.solve_minutes IS NULL THEN 0 ELSE 1 END",
    "coalesce({row}.solve_minutes, 0)",
    "1",
)


def counted(row, sign):
    values = ", ".join(f"{sign}({part.format(row=row)})" for part in PARTS)
    more = ", ".join(f"{one} = ticket_months.{one} + excluded.{one}" for one in SUMS)
    return (
        f"INSERT INTO ticket_months (month, assignee_id, customer_owner_id, {', '.join(SUMS)}) "
        f"VALUES ({row}.month, {row}.assignee_id, {row}.customer_owner_id, {values}) "
        f"ON CONFLICT (month, assignee_id, customer_owner_id) DO UPDATE SET {more}"
    )


COUNTS = {"OLD": counted("OLD", "-"), "NEW": counted("NEW", "+")}


def of_tickets(engine, which):
    """`which`: a condition on a ticket's id, that begins with the column."""
    reply, solve = (MINUTES[engine].format(moment) for moment in (ANSWERED, "t.closed_at"))
    known = {"month": MONTH[engine].format(OPENED[engine]), "owner": OWNER, "reply": reply, "solve": solve}
    return [f"DELETE FROM ticket_times WHERE ticket_{which}", TIMES.format(which=which, **known)]


def sqlite_statements():
    for table, (columns, name) in SOURCES.items():
        for verb, sides in SIDES.items():
            which = f"id IN ({', '.join(f'{side}.{name}' for side in sides)})"
            when = f"AFTER {verb}{f' OF {columns}' if verb == 'UPDATE' else ''} ON {table}"
            yield sqlite_trigger(f"times_{table}_{verb}", when, of_tickets("sqlite", which))
    for verb, sides in SIDES.items():
        counts = [COUNTS[side] for side in sides]
        yield sqlite_trigger(f"ticket_counts_{verb}", f"AFTER {verb} ON ticket_times", counts)
    yield sqlite_trigger("times_handed_on", "AFTER UPDATE OF owner_id ON customers", HANDED_ON)


def postgres_statements():
    for table, (columns, name) in SOURCES.items():
        both = f"id IN (coalesce(OLD.{name}, NEW.{name}), coalesce(NEW.{name}, OLD.{name}))"
        when = f"AFTER INSERT OR DELETE OR UPDATE OF {columns} ON {table}"
        yield from postgres_trigger(f"times_{table}", when, of_tickets("postgresql", both))
    for verb, sides in SIDES.items():
        counts = [COUNTS[side] for side in sides]
        yield from postgres_trigger(f"ticket_counts_{verb}".lower(), f"AFTER {verb} ON ticket_times", counts)
    yield from postgres_trigger("times_handed_on", "AFTER UPDATE OF owner_id ON customers", HANDED_ON)


MORE["ticket_times"] = (tuple(sqlite_statements()), tuple(postgres_statements()))


def recompute_times(session):
    """Write all of it anew; the triggers of ticket_times count meanwhile."""
    emptied, written = of_tickets(session.connection().dialect.name, "id IS NOT NULL")
    for statement in (emptied, "DELETE FROM ticket_months", written):
        session.execute(text(statement))  # raw, as the triggers are


KEPT.update({"ticket_times": "", "ticket_months": "WHERE tickets <> 0"})
ALSO.append(recompute_times)
