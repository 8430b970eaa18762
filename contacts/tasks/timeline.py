"""What tasks add to a customer's timeline: those that are done, and what a conversation led to."""

from flask import url_for
from sqlalchemy import select

from contacts.access import permitted
from contacts.customers.record import chips, timeline
from contacts.customers.timeline import Chip, Entry, older
from contacts.tasks.models import Task
from contacts.users.models import User


@timeline("tasks")
def done(customer, after, limit):
    statement = (
        select(Task.id, Task.done_at, permitted(Task.title), User.name.label("assignee"))
        .outerjoin(User, User.id == Task.assignee_id)
        .where(Task.customer_id == customer.id, Task.done_at.is_not(None))
    )
    url = url_for("tasks.of_customer", customer_id=customer.id)

    def entry_of(row):
        return Entry("tasks", row.id, row.done_at, row.title, url, row.assignee)

    return older(statement, Task.done_at, Task.id, after, limit), entry_of


@chips("tasks")
def promised(ids):
    """Asks for `{id of the conversation: [Chip]}`."""
    columns = (Task.id, Task.customer_id, Task.communication_id, Task.due_at, Task.done_at)
    wanted = select(*columns, permitted(Task.title)).where(Task.communication_id.in_(ids)).order_by(Task.id)
    found = {}
    for row in (yield {"tasks": wanted})["tasks"]:
        found.setdefault(row.communication_id, []).append(chip_of(row))
    return found


def chip_of(row):
    url = url_for("tasks.of_customer", customer_id=row.customer_id)
    return Chip("square-check-big", row.title, url, row.due_at, row.done_at is not None)
