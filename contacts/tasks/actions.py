"""Adding, changing, ticking and deleting tasks."""

from contacts.access import current_actor
from contacts.customers.record import follow_up
from contacts.db import db, utcnow
from contacts.history import begin
from contacts.tasks.models import Task


def add_task(customer, fields):
    begin("tasks.create", "Added a task", customer)
    task = Task(customer_id=customer.id, **{"assignee_id": current_actor().id, **fields})
    db.session.add(task)
    db.session.flush()
    return task


@follow_up("tasks")
def follow_up_with(customer, communication_id, title, due):
    """One's own task that comes from a conversation."""
    return add_task(customer, {"title": title, "due_at": due, "communication_id": communication_id})


def edit_task(customer, task, fields):
    """Returns the operation's id."""
    operation = begin("tasks.edit", "Edited a task", customer)
    for name, value in fields.items():
        setattr(task, name, value)
    db.session.flush()
    return operation


def tick_task(customer, task, done):
    """Done now, or open again. Returns the operation's id."""
    operation = begin("tasks.tick", "Completed a task" if done else "Opened a task again", customer)
    task.done_at = utcnow() if done else None
    db.session.flush()
    return operation


def delete_task(customer, task):
    """Returns the operation's id."""
    operation = begin("tasks.delete", "Deleted a task", customer)
    db.session.delete(task)
    db.session.flush()
    return operation
