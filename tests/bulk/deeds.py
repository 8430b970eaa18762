"""Doing deeds for many, and looking at what came of it."""

from sqlalchemy import select

from contacts.access import SYSTEM, acting_as
from contacts.customers.models import Customer
from contacts.db import db
from contacts.history.models import Operation
from contacts.interests.models import Interest
from contacts.tasks.models import Task
from tests.factories import found

BULK = "/customers/bulk"
DEEDS = ["add-interest", "remove-interest", "owner", "status", "task", "delete"]


def everything():
    tables = (
        (Customer.owner_id, Customer.status, Customer.name),
        (Interest.customer_id, Interest.category_id),
        (Task.title,),
    )
    return [sorted(map(str, all_of(*columns))) for columns in tables]


def all_of(*columns):
    with acting_as(SYSTEM):
        return db.session.execute(select(*columns)).all()


def do(client, deed, chosen, **fields):
    return client.post(f"{BULK}?deed={deed}&{chosen}", data=fields)


def operations():
    return found(select(Operation.id).where(Operation.kind.startswith("customers.bulk")).order_by(Operation.id))


def ticked(shop, *places):
    return "&".join(f"id={shop['ids'][place]}" for place in places)


FIELDS = {
    "add-interest": lambda shop, client: {"category_id": shop["coffee"]},
    "remove-interest": lambda shop, client: {"category_id": shop["coffee"]},
    "owner": lambda shop, client: {"owner_id": client.user_id},
    "status": lambda shop, client: {"status": "inactive"},
    "task": lambda shop, client: {"title": "Ring them", "assignee": client.user_id},
    "delete": lambda shop, client: {},
}
CHANGED = {"add-interest": 7, "remove-interest": 3, "owner": 10, "status": 10, "task": 10, "delete": 10}
