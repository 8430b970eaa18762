"""Several questions in one statement: the rows are as if each had been asked by itself, and the gate holds for all."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from werkzeug.exceptions import Forbidden

from contacts.access import acting_as, rights_of
from contacts.access.actor import Actor
from contacts.access.models import Role
from contacts.communications.models import Channel, Communication
from contacts.customers.models import Customer, Kind
from contacts.db import answer, db, side_by_side, together
from contacts.purchases.models import Purchase, PurchaseItem
from contacts.tasks.models import Task
from tests.factories import add, found, make_customer, make_user, writing

AWAY = timezone(timedelta(hours=-3))
HOSTILE = 'quote " back \\ slash \u2028 \U0001f600 </script> \u202e'


@pytest.fixture
def ada(app):
    with writing():
        id = make_customer(HOSTILE).id
        made = add(Purchase(customer_id=id, purchased_on=date(2026, 5, 4), currency="EUR", total=2**53 + 1))
        price = Decimal("0.3333")
        add(PurchaseItem(purchase_id=made.id, position=1, description="x", quantity="2.5", unit_price=price, amount=1))
        add(Task(customer_id=id, title="Call", due_at=datetime(2026, 5, 4, 23, 30, 0, 123000, AWAY)))
        add(Communication(customer_id=id, channel="call", body="mine", is_private=True))
    return id


QUESTIONS = {
    "customers": select(Customer.id, Customer.name, Customer.kind, Customer.notes, Customer.created_at),
    "purchases": select(Purchase.id, Purchase.purchased_on, Purchase.total),
    "items": select(PurchaseItem.quantity, PurchaseItem.unit_price),
    "tasks": select(Task.title, Task.due_at, Task.done_at),
    "talk": select(Communication.channel, Communication.is_private, func.length(Communication.body).label("length")),
    "none": select(Task.id).where(Task.id < 0),
}


def test_rows_are_as_if_each_was_asked_by_itself(ada, as_system):
    rows = together(QUESTIONS)
    for name, statement in QUESTIONS.items():
        alone = db.session.execute(statement).all()
        assert [tuple(row) for row in rows[name]] == [tuple(row) for row in alone], name
        assert [[type(value) for value in row] for row in rows[name]] == [[type(v) for v in row] for row in alone], name
    [customer], [talk] = rows["customers"], rows["talk"]
    assert customer.name == HOSTILE
    assert customer.kind is Kind.PERSON
    assert talk.channel is Channel.CALL
    assert talk.is_private is True
    assert rows["tasks"][0].due_at == datetime(2026, 5, 5, 2, 30, 0, 123000, UTC)


def test_they_keep_their_order_and_are_one_statement(as_system, count_queries):
    with writing():
        ids = [make_customer(name).id for name in "bca"]
    falling = select(Customer.id).order_by(Customer.name.desc())
    with count_queries() as queries:
        rows = together({"up": select(Customer.id).order_by(Customer.name).limit(2), "down": falling})
    assert [row.id for row in rows["up"]] == [ids[2], ids[0]]
    assert [row.id for row in rows["down"]] == [ids[1], ids[0], ids[2]]
    assert len(queries) == 1
    assert together({}) == {}


def count(model):
    asked = yield {"count": select(func.count().label("found")).select_from(model)}
    return asked["count"][0].found


def twice():
    first = yield from count(Customer)
    return first, (yield from count(Task))


def test_a_round_is_one_statement_however_many_ask(ada, as_system, count_queries):
    with count_queries() as queries:
        found = answer(side_by_side({"customers": count(Customer), "twice": twice(), "plain": 7}))
    assert found == {"customers": 1, "twice": (1, 1), "plain": 7}
    assert len(queries) == 2
    assert answer(side_by_side({})) == {}


def acting(role):
    with writing():
        id = make_user(role).id
    [(role_id, version)] = [(row.id, row.version) for row in found(select(Role).where(Role.name == role))]
    return acting_as(Actor(id, None, rights_of(role_id, version)), writes=False)


def test_what_is_out_of_reach_stays_out(ada):
    with acting("sales rep"):
        assert together({"talk": select(Communication.id), "tasks": select(Task.title)}) == {
            "talk": [],
            "tasks": [("Call",)],
        }


def test_one_hidden_field_refuses_all_of_them(ada):
    with acting("read-only"), pytest.raises(Forbidden):
        together({"customers": select(Customer.name), "purchases": select(Purchase.total)})
