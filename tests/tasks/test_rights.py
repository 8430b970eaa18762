"""What a role may do with tasks hangs on its rights on tasks alone."""

from contacts.access import Actor, acting_as
from contacts.customers.models import Customer
from contacts.db import db
from contacts.tasks.actions import add_task
from tests.factories import make_customer, make_role, make_user, writing
from tests.roles.choosing import rights


def test_tasks_are_added_by_who_reads_no_conversations(app):
    with writing():
        role = make_role({"customers": {"read": "all"}, "tasks": {"read": "all", "create": "all", "edit": "all"}})
        id, customer_id = make_user(role).id, make_customer().id
    with acting_as(Actor(id, rights=rights(role))):
        add_task(db.session.get(Customer, customer_id), {"title": "Call"})
