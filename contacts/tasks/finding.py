"""What tasks add to a search."""

from flask import url_for
from sqlalchemy import select

from contacts.access import may, sees
from contacts.customers.keys import add_rows, conditions_of
from contacts.customers.models import Customer
from contacts.fulltext.marking import marked
from contacts.search.groups import Hit, group, ids_in, newest
from contacts.tasks.models import Task
from contacts.web.words import _

add_rows("task", Task)


@group("tasks", _("Tasks"), lambda: bool(may("read", "tasks")) and sees("tasks.customer_id"))
def found_tasks(asked, after, limit):
    """By their title, with whom they are for."""
    statement = select(Task.id, Task.title, Task.customer_id, Customer.name).where(*conditions_of(asked))
    joined = statement.join(Customer, Customer.id == Task.customer_id)
    base = url_for("customers.index")
    return [
        Hit(
            str(row.id),
            f"{base}/{row.customer_id}/tasks",
            marked(row.title, asked),
            row.name,
            icon="list-todo",
        )
        for row in newest(joined, Task.id, ids_in("tasks", asked), after, limit)
    ]
