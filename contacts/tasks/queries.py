"""Questions about tasks: a customer's, and everybody's."""

from flask import request
from flask_login import current_user
from sqlalchemy import func, or_, select

from contacts.access import fetch, may, permitted, reach, sees
from contacts.customers.columns import add_column
from contacts.customers.finding import beside, chosen_beside, is_id, like
from contacts.customers.models import Customer
from contacts.customers.record import panel
from contacts.db import db, utcnow
from contacts.tasks.models import Task
from contacts.users.models import User
from contacts.web import moments
from contacts.web.listing import Listing, Order
from contacts.web.names import fold_for_sorting
from contacts.web.reader import reader
from contacts.web.words import _

SHOWN, JUST_DONE = 50, 3


def rows():
    """Tasks as the pages draw them, and what the acting role may do with each."""
    return (
        select(Task.id, Task.customer_id, Task.assignee_id, *map(permitted, (Task.title, Task.due_at, Task.done_at)))
        .add_columns(User.name.label("assignee"))
        .add_columns(reach(Task, "edit").label("may_edit"), reach(Task, "delete").label("may_delete"))
        .outerjoin(User, User.id == Task.assignee_id)
    )


@panel("tasks")
def tasks_panel(customer):
    """Up to fifty: open ones by due date, then what was done last."""
    theirs = rows().where(Task.customer_id == customer.id)
    open_ones = theirs.where(Task.done_at.is_(None)).order_by(Task.due_at.is_(None), Task.due_at, Task.id).limit(SHOWN)
    done_ones = theirs.where(Task.done_at.is_not(None)).order_by(Task.done_at.desc(), Task.id.desc()).limit(JUST_DONE)
    found = yield {"open": open_ones, "done": done_ones}
    return {"tasks": [*found["open"], *found["done"]]}


def get_task(customer, id, verb="read"):
    """One task of this customer, or 404."""
    task = fetch(Task, id, verb)
    return task if task.customer_id == customer.id else fetch(Task, -1)


def listed():
    return rows().add_columns(Customer.name.label("customer")).join(Customer, Customer.id == Task.customer_id)


def listed_row(task):
    """One task as the list draws it."""
    return db.session.execute(listed().where(Task.id == task.id)).one()


def list_tasks():
    """One page of tasks: open ones unless `?state=done`, everybody's unless `?whose=mine`."""
    orders = {"due": Order(Task.due_at, Task.id, empty_last=True), "done": Order(Task.done_at, Task.id)}
    default = "-done" if request.args.get("state") == "done" else "due"
    listing = Listing("tasks", listed(), orders, default, filters=allowed_filters(), narrow=narrowed)
    listing.headings, listing.chosen = headings_of(listing), chosen_beside(listing.filters)
    return listing


def allowed_filters():
    return ("whose", "state", "assignee", "late", *beside())


def narrowed(statement, q, whose=None, state=None, **more):
    statement = statement.where(Task.done_at.is_not(None) if state == "done" else Task.done_at.is_(None))
    if whose == "mine":
        statement = statement.where(Task.assignee_id == current_user.id)
    statement = statement.where(*further(**more))
    for word in q.split()[:8]:
        by_customer = Customer.sort_name.contains(fold_for_sorting(word), autoescape=True)
        statement = statement.where(or_(Task.title.icontains(word, autoescape=True), by_customer))
    return statement


def further(assignee="", late=None, **of_customer):
    """What an address from elsewhere asks: whose (an id, or nobody), late or not, and about which customers."""
    if assignee == "nobody":
        yield Task.assignee_id.is_(None)
    elif is_id(assignee):
        yield Task.assignee_id == int(assignee)
    if late == "yes":
        yield Task.due_at < utcnow()
    yield from like(**of_customer)


def headings_of(listing):
    """`{id of a row: the heading above it}` of open tasks by due date; rows added below go on under the last one."""
    if listing.sort != "due" or listing.filters.get("state") == "done":
        return {}
    zone = reader().zone
    goes_on = request.htmx.partial and listing.side == "after"
    above, headings = moments.due_heading(listing.after[0], zone) if goes_on else None, {}
    for row in listing.rows:
        heading = moments.due_heading(row.due_at, zone)
        if heading != above:
            headings[row.id] = above = heading
    return headings


def next_tasks(ids):
    """Asks for `{customer id: (title, due)}` of what is to do first for each customer."""
    place = func.row_number().over(partition_by=Task.customer_id, order_by=(Task.due_at.asc().nulls_last(), Task.id))
    mine = select(Task.customer_id, Task.title, Task.due_at, place.label("place"))
    first = mine.where(Task.customer_id.in_(ids), Task.done_at.is_(None)).subquery()
    wanted = select(first.c.customer_id, first.c.title, first.c.due_at).where(first.c.place == 1)
    return {id: (title, due) for id, title, due in (yield {"next": wanted})["next"]}


def reads_tasks():
    fields = ("customer_id", "title", "due_at", "done_at")
    return bool(may("read", "tasks")) and all(sees(f"tasks.{field}") for field in fields)


add_column("tasks", _("Next task"), reads_tasks, load=next_tasks)
