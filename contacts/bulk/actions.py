"""Deeds for many customers, each one operation: a statement over a set, never a row at a time."""

from sqlalchemy import delete as delete_from
from sqlalchemy import exists, insert, literal, select, update

from contacts.access import current_actor, reach
from contacts.bulk.choosing import OWNER, count
from contacts.customers.models import Customer
from contacts.db import db, utcnow
from contacts.db.engines import without_deadline
from contacts.history import begin
from contacts.interests.models import Interest, Origin
from contacts.tasks.models import Task

SENTENCES = {
    "add-interest": "Added an interest to %(num)d customers",
    "remove-interest": "Took an interest from %(num)d customers",
    "owner": "Changed the owner of %(num)d customers",
    "status": "Changed the status of %(num)d customers",
    "field": "Set a field of %(num)d customers",
    "task": "Added a task for %(num)d customers",
    "delete": "Deleted %(num)d customers",
}


def do(deed, chosen, fields):
    """Do it for those of the chosen that the role may do it for. Returns `(operation's id or None, how many)`."""
    without_deadline(db.session.connection())  # it is done whole, however many there are
    ids = chosen.within(deed.reach, deed.changes(**fields))
    number = count(ids)
    if not number:
        return None, 0
    sentence = SENTENCES[deed.known_as] % {"num": number}
    operation = begin(
        f"customers.bulk_{deed.known_as.replace('-', '_')}", sentence if number > 1 else sentence.removesuffix("s")
    )
    written = deed.write(ids, **fields)
    for statement in written if isinstance(written, tuple) else (written,):
        db.session.execute(statement, execution_options={"synchronize_session": False})
    return operation, number


def owned_otherwise(owner_id):
    return Customer.owner_id.is_distinct_from(owner_id)


def of_other_status(status):
    return Customer.status != status


def set_values(ids, **fields):
    counted = {"version": Customer.version + 1, "updated_at": utcnow()}
    return update(Customer).where(Customer.id.in_(ids)).values(**fields, **counted)


def with_interest(category_id):
    return exists().where(Interest.customer_id == Customer.id, Interest.category_id == category_id)


def without_interest(category_id):
    return ~with_interest(category_id)


def add_interest(ids, category_id):
    values = {"category_id": literal(category_id), "origin": literal(Origin.STATED.value)}
    return added(Interest, ids, {"customer_id": Customer.id, **values})


def remove_interest(ids, category_id):
    theirs = Interest.customer_id.in_(ids), Interest.category_id == category_id
    return delete_from(Interest).where(*theirs, reach(Interest, "delete"))


def add_task(ids, title, due_at, assignee):
    assignee_id = Customer.owner_id if assignee == OWNER else literal(int(assignee or current_actor().id))
    due = literal(due_at, Task.due_at.type)
    return added(
        Task, ids, {"customer_id": Customer.id, "title": literal(title), "due_at": due, "assignee_id": assignee_id}
    )


def added(model, ids, values):
    """A row of `model` for each of the customers."""
    now = utcnow()
    booked = {name: literal(now, getattr(model, name).type) for name in ("created_at", "updated_at")}
    row = {**values, **booked, "version": literal(1)}
    return insert(model.__table__).from_select(list(row), select(*row.values()).where(Customer.id.in_(ids)))


def delete(ids):
    """The customers and everything that hangs on them."""
    return delete_from(Customer).where(Customer.id.in_(ids))
