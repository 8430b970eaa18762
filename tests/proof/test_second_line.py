"""What the database itself refuses and allows beyond hidden columns: whole kinds of record, and what hangs on one."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from werkzeug.exceptions import Forbidden

from contacts.access import SYSTEM, Actor, acting_as, fetch
from contacts.attachments.models import Attachment
from contacts.communications.models import Communication
from contacts.customers.models import Customer, Phone
from contacts.db import db, utcnow
from contacts.history import begin
from contacts.purchases.models import Purchase
from contacts.tasks.models import Task
from contacts.web.unit import commit
from tests.factories import add, found, make_customer, make_role, make_user, writing
from tests.proof.cast import rights

FILE = {"file_name": "x", "media_type": "text/plain", "size": 1, "sha256": "ab" * 32}


@pytest.fixture
def customer_id(app):
    with writing():
        customer = make_customer()
        add(Phone(customer_id=customer.id, value="+49 30 5550142", e164="+49305550142"))
        return customer.id


def test_of_a_kind_that_a_role_may_not_read_nothing_is_read(customer_id):
    with writing():
        role = make_role({"customers": {"read": "all"}})
    actor = Actor(rights=rights(role))
    with acting_as(actor, writes=False), pytest.raises(Forbidden):
        db.session.execute(select(Phone.id)).all()
    with acting_as(actor, writes=False), pytest.raises(DatabaseError):
        db.session.execute(text("SELECT count(*) FROM phones")).all()
    with acting_as(actor, writes=False):
        assert db.session.scalars(select(Customer.name)).all() == ["Ada Byron"]


def test_a_delete_takes_along_what_hangs_on_the_row_whatever_the_role_may_do_with_that(customer_id):
    """Support does not touch tasks, and finance sees no files."""
    with writing():
        support = Actor(make_user("support").id, rights=rights("support"))
        talk = add(Communication(customer_id=customer_id, channel="note", body="x", author_id=support.id))
        add(Task(customer_id=customer_id, title="Ring back", communication_id=talk.id))
        purchase = add(Purchase(customer_id=customer_id, purchased_on=utcnow().date(), currency="EUR", total=1))
        add(Attachment(customer_id=customer_id, purchase_id=purchase.id, **FILE))
    delete(support, Communication, talk.id)
    delete(Actor(rights=rights("finance")), Purchase, purchase.id)
    assert found(select(Task.communication_id)) == [None]
    assert found(select(Attachment.id)) == []


def delete(actor, model, id):
    with acting_as(actor):
        begin("test", "Test")
        db.session.delete(fetch(model, id, "delete"))
        commit()


def test_an_error_that_is_logged_does_not_say_the_values(app):
    with acting_as(SYSTEM), pytest.raises(DatabaseError) as error:
        db.session.execute(text("SELECT nonsense(:value)"), {"value": "a secret"})
    assert "a secret" not in str(error.value)
