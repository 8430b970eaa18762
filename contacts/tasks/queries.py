"""Questions about tasks: a customer's, and everybody's."""

from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from contacts.access import fetch
from contacts.customers.models import Customer
from contacts.customers.record import panel
from contacts.db import db
from contacts.tasks.models import Task
from contacts.users.models import User
from contacts.web.listing import Listing, Order

SHOWN = 50


@panel("tasks")
def tasks_panel(customer):
    """Up to fifty: open ones by due date, then what was done last."""
    mine = select(Task).where(Task.customer_id == customer.id).options(selectinload(Task.assignee)).limit(SHOWN)
    open_ones = mine.where(Task.done_at.is_(None)).order_by(Task.due_at.is_(None), Task.due_at, Task.id)
    done_ones = mine.where(Task.done_at.is_not(None)).order_by(Task.done_at.desc(), Task.id.desc()).limit(3)
    return {"tasks": [*db.session.scalars(open_ones), *db.session.scalars(done_ones)]}


def get_task(customer, id, verb="read"):
    """One task of this customer, or 404."""
    task = fetch(Task, id, verb)
    return task if task.customer_id == customer.id else fetch(Task, -1)


def list_tasks():
    """One page of tasks: open ones unless `?state=done`, everybody's unless `?whose=mine`."""
    statement = (
        select(Task.id, Task.title, Task.due_at, Task.done_at, Task.customer_id)
        .add_columns(Customer.name.label("customer"), User.name.label("assignee"))
        .join(Customer, Customer.id == Task.customer_id)
        .outerjoin(User, User.id == Task.assignee_id)
    )
    orders = {"due": Order(Task.due_at, Task.id)}
    return Listing("tasks", statement, orders, "due", filters=("whose", "state"), narrow=narrowed)


def narrowed(statement, q, whose=None, state=None):
    statement = statement.where(Task.done_at.is_not(None) if state == "done" else Task.done_at.is_(None))
    return statement.where(Task.assignee_id == current_user.id) if whose == "mine" else statement
