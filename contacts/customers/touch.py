"""Keep in touch: every so many days, which any conversation that counts as contact begins anew.

Triggers keep the day by which it is time in customer_stats, whenever the rhythm or the last contact changes. For those
who were never talked to it counts from the day they were added.
"""

from sqlalchemy import and_

from contacts.access import sees
from contacts.customers.columns import add_column, plain, reads
from contacts.customers.finding import add_filter, whose
from contacts.customers.models import Customer, CustomerStats
from contacts.customers.stats import postgres_function
from contacts.db import utcnow
from contacts.history import MORE
from contacts.web.reader import reader
from contacts.web.words import _

NEEDED = ("customers.touch_every_days", "customer_stats.touch_due_on")
LATER = {
    "sqlite": "date(coalesce(s.last_contact_at, c.created_at), '+' || c.touch_every_days || ' days')",
    "postgresql": "(coalesce(s.last_contact_at, c.created_at) AT TIME ZONE 'UTC')::date + c.touch_every_days",
}
DUE = """UPDATE customer_stats SET touch_due_on = (SELECT {later} FROM customer_stats s JOIN customers c
    ON c.id = s.customer_id WHERE s.customer_id = customer_stats.customer_id) WHERE customer_id = NEW.{key}"""
# when: (the column of the customer's id, on which the trigger hangs)
WHEN = {
    "come": ("customer_id", "AFTER INSERT ON customer_stats"),
    "met": ("customer_id", "AFTER UPDATE OF last_contact_at ON customer_stats"),
    "agreed": ("id", "AFTER UPDATE OF touch_every_days ON customers"),
}


def sqlite_statements():
    for name, (key, when) in WHEN.items():
        yield f"CREATE TRIGGER touch_{name}_{{suffix}} {when} BEGIN {DUE.format(later=LATER['sqlite'], key=key)}; END"


def postgres_statements():
    for name, (key, when) in WHEN.items():
        body = DUE.format(later=LATER["postgresql"], key=key)
        yield postgres_function(f"touch_{name}", f"{body};")
        yield f"DROP TRIGGER IF EXISTS touch_{name} ON {when.rpartition(' ')[2]}"
        yield f"CREATE TRIGGER touch_{name} {when} FOR EACH ROW EXECUTE FUNCTION touch_{name}()"


MORE["touch"] = (tuple(sqlite_statements()), tuple(postgres_statements()))


def sees_touch():
    return all(map(sees, NEEDED))


def due_by(day):
    return and_(CustomerStats.touch_due_on.is_not(None), CustomerStats.touch_due_on <= day)


def keeping_in_touch(value):
    """`due`: it is time; `agreed`: there is a rhythm at all; `free`: there is none."""
    if value == "due":
        today = utcnow().astimezone(reader().zone).date()
        return whose(CustomerStats, due_by(today))
    conditions = {"agreed": Customer.touch_every_days.is_not(None), "free": Customer.touch_every_days.is_(None)}
    return conditions.get(value)


add_filter(
    "touch",
    _("Keep in touch"),
    _("In touch or not"),
    lambda _chosen: [("due", _("Time to be in touch")), ("agreed", _("With a rhythm")), ("free", _("Without one"))],
    keeping_in_touch,
    sees_touch,
)
add_column(
    "touch",
    _("Keep in touch"),
    reads(*NEEDED),
    plain(Customer.touch_every_days.label("touch"), CustomerStats.touch_due_on.label("touch_due")),
)
