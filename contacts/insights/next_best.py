"""The next best people today, each with its reason: what was promised, whose rhythm is over, who has gone quiet."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from flask import current_app
from sqlalchemy import select

from contacts.access import current_actor, may, sees
from contacts.customers.models import Customer, CustomerStats
from contacts.customers.touch import due_by, sees_touch
from contacts.db import db
from contacts.insights.asked import sees_revenue, today
from contacts.insights.models import CustomerStanding
from contacts.insights.standing_queries import is_quiet
from contacts.tasks.models import Task
from contacts.web.reader import reader
from contacts.web.words import _, ngettext

SHOWN, PROMISED = 10, 4


class Person(NamedTuple):
    """A customer to turn to, why, and where on their page to go on."""

    id: int
    name: str
    reason: str
    anchor: str = ""


def next_best():
    """Up to ten, no customer twice: some of what one has to do, then whom one might forget, then the other tasks."""
    if not may("read", "customers"):
        return []
    tasks = promised(SHOWN) if sees_tasks() else []
    found = first_of_each(tasks[:PROMISED])
    for people in sources():
        if len(found) >= SHOWN:
            break
        found = first_of_each([*found.values(), *people(SHOWN)])
    return list(first_of_each([*found.values(), *tasks]).values())[:SHOWN]


def first_of_each(people):
    """`{id: Person}`, of each customer the first reason."""
    found = {}
    for person in people:
        found.setdefault(person.id, person)
    return found


def sources():
    """Functions (limit) -> [Person], of what the role may know: of one's own customers, then of the others in reach."""
    touch, revenue = sees_touch(), sees_revenue()
    for whose in (mine(), None) if mine() is not None else (None,):
        if touch:
            yield lambda limit, whose=whose: out_of_touch(limit, whose)
        if revenue:
            yield lambda limit, whose=whose: quiet(limit, whose)


def sees_tasks():
    return bool(may("read", "tasks")) and all(sees(f"tasks.{field}") for field in ("due_at", "title", "assignee_id"))


def mine():
    """What holds of one's own customers; None for who may not know whose a customer is."""
    return Customer.owner_id == current_actor().id if sees("customers.owner_id") else None


def promised(limit):
    """Whose task is due today or late, and the reader's."""
    tomorrow = datetime.combine(today() + timedelta(days=1), time.min, reader().zone)
    statement = select(Customer.id, Customer.name, Task.title).join(Customer, Customer.id == Task.customer_id)
    open_ones = (Task.assignee_id == current_actor().id, Task.done_at.is_(None), Task.due_at < tomorrow)
    rows = db.session.execute(statement.where(*open_ones).order_by(Task.due_at, Task.id).limit(limit))
    return [Person(row.id, row.name, _("Your task: %(title)s", title=row.title), "#tasks") for row in rows]


def out_of_touch(limit, whose):
    """Whose rhythm is over, the longest ago first."""
    theirs = select(Customer.id).where(
        Customer.id == CustomerStats.customer_id, *([whose] if whose is not None else [])
    )
    statement = (
        select(Customer.id, Customer.name, Customer.touch_every_days, CustomerStats.touch_due_on)
        .join(CustomerStats, CustomerStats.customer_id == Customer.id)
        .where(due_by(today()), theirs.correlate(CustomerStats).exists())
        .order_by(CustomerStats.touch_due_on, CustomerStats.customer_id)
        .limit(limit)
    )
    return [Person(row.id, row.name, said_of(row), "#communications") for row in db.session.execute(statement)]


def said_of(row):
    every = ngettext("Every day", "Every %(num)d days", row.touch_every_days)
    late = (today() - row.touch_due_on).days
    if not late:
        return _("%(every)s, and that is today", every=every)
    return _("%(every)s, and that was %(late)s", every=every, late=ngettext("yesterday", "%(num)d days ago", late))


def quiet(limit, whose):
    """Who bought more often than lately, in the workspace's currency, the latest to go quiet first."""
    currency = current_app.config["CURRENCY"]
    statement = (
        select(Customer.id, Customer.name, CustomerStanding.every_days, CustomerStanding.last_on)
        .join(Customer, Customer.id == CustomerStanding.customer_id)
        .where(CustomerStanding.currency == currency, *is_quiet(), *([whose] if whose is not None else []))
        .order_by(CustomerStanding.quiet_on.desc(), CustomerStanding.customer_id.desc())
        .limit(limit)
    )
    return [
        Person(
            row.id,
            row.name,
            _(
                "Bought every %(every)d days; the last time was %(ago)d days ago",
                every=row.every_days,
                ago=(today() - row.last_on).days,
            ),
            "#purchases",
        )
        for row in db.session.execute(statement)
    ]
