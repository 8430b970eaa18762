"""What is allowed and somebody should look at: people out of reach, work without a worker, fields without use."""

from datetime import timedelta

from sqlalchemy import and_, exists, false, literal, not_, or_, select

from contacts.data_model.filling import fillings
from contacts.db import UTCDateTime, utcnow
from contacts.web.words import _

STALE = timedelta(days=3 * 365)
ENOUGH = 20  # rows before an empty field says something
NONE_CHOSEN = {
    "emails": _("none of the customer's emails is the one to use"),
    "phones": _("none of the customer's phones is the one to use"),
    "addresses": _("none of the customer's addresses of this kind is the default"),
}


def out_of_reach(search):
    """Customers that are not inactive and have no email, phone or address that works."""
    if search.has("customers", "emails", "phones", "addresses"):
        rows = search.rows("customers")
        ways = [has(search, "emails", rows, True), has(search, "phones", rows, True), has(search, "addresses", rows)]
        lost = and_(rows.c.status != "inactive", not_(or_(*ways)))
        yield search.found("customers", rows, _("no email, phone or address that works"), lost)


def has(search, name, rows, can_fail=False):
    """Whether the customer has a row in another table, and one that works where they can fail."""
    other = search.plain(name).alias(f"its_{name}")
    conditions = [other.c.customer_id == rows.c.id, *([other.c.unusable == false()] if can_fail else [])]
    return exists(select(other).where(*conditions))


def none_to_use(search):
    """Emails and phones of which none is the one to use, and addresses of a kind of which none is the default."""
    for name, flag, group in (
        ("emails", "is_primary", ("customer_id",)),
        ("phones", "is_primary", ("customer_id",)),
        ("addresses", "is_default", ("customer_id", "kind")),
    ):
        if search.has("customers", name):
            rows, other = search.rows(name), search.plain(name).alias("chosen_one")
            beside = [other.c[column] == rows.c[column] for column in group]
            # Chosen, or before this one: each group is told of once, at its first row.
            taken = exists(select(other).where(*beside, or_(other.c[flag], other.c.id < rows.c.id)))
            yield search.found(name, rows, NONE_CHOSEN[name], not_(taken))


def stale_addresses(search):
    """Addresses that nobody touched for three years, of customers that are not inactive."""
    if search.has("addresses", "customers"):
        rows, customers = search.rows("addresses"), search.plain("customers").alias("owner")
        still = exists(select(customers).where(customers.c.id == rows.c.customer_id, customers.c.status != "inactive"))
        old = rows.c.updated_at < literal(utcnow() - STALE, UTCDateTime)
        yield search.found("addresses", rows, _("not touched for three years"), and_(old, still))


def without_a_worker(search):
    """Customers, open tasks and open tickets of people who may not sign in any more."""
    for name, field, is_open in (
        ("customers", "owner_id", lambda rows: rows.c.status != "inactive"),
        ("tasks", "assignee_id", lambda rows: rows.c.done_at.is_(None)),
        ("tickets", "assignee_id", lambda rows: rows.c.status != "closed"),
    ):
        if search.has(name, "users"):
            rows, people = search.rows(name), search.plain("users").alias("person")
            gone = exists(select(people).where(people.c.id == rows.c[field], people.c.active == false()))
            said = _("%(column)s is somebody who may not sign in", column=field)
            yield search.found(name, rows, said, and_(is_open(rows), gone))


def unused_fields(schema):
    """`[(table, column)]` of optional fields of records that no row of the sample has."""
    known = {name: one for name, one in fillings(schema).items() if one.sampled >= ENOUGH}
    return [
        (name, column.name)
        for name, one in known.items()
        for column in schema.tables[name].columns
        if not column.required and one.full.get(column.name) == 0 and "copy_of" not in column.info
    ]
