"""Derived figures equal a recount, whatever happened to what they derive from."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.communications.models import Communication
from contacts.customers.models import Customer, CustomerStats, CustomerValue
from contacts.customers.stats_commands import stats_commands
from contacts.db import db
from contacts.history import begin, undo
from contacts.purchases.models import Purchase
from tests.factories import add, make_customer, writing

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def customer_id(app):
    with writing():
        return make_customer().id


def buy(customer_id, total, currency="EUR", **fields):
    return add(
        Purchase(customer_id=customer_id, purchased_on=date(2026, 1, 2), currency=currency, total=total, **fields)
    )


def figures():
    with unrestricted("a test looks") as session:
        stats = session.scalars(select(CustomerStats)).all()
        values = session.scalars(select(CustomerValue).order_by(CustomerValue.currency)).all()
    return [s.purchase_count for s in stats], {v.currency: v.lifetime_value for v in values}


def test_every_customer_has_figures_from_the_start(customer_id):
    assert figures() == ([0], {})


def test_purchases_count_while_they_stand(app, customer_id):
    with writing():
        buy(customer_id, 1000)
        buy(customer_id, 500, "USD")
        refunded = buy(customer_id, 300)
    assert figures() == ([3], {"EUR": 1300, "USD": 500})
    with writing():
        begin("test", "Test")
        db.session.get(Purchase, refunded.id).status = "refunded"
    assert figures() == ([2], {"EUR": 1000, "USD": 500})
    assert app.test_cli_runner().invoke(stats_commands, ["check"]).exit_code == 0


def test_the_latest_conversation_counts_but_not_a_note_or_a_private_one(customer_id):
    with writing():
        add(Communication(customer_id=customer_id, channel="call", body="x", happened_at=MONDAY))
        add(Communication(customer_id=customer_id, channel="note", body="x"))
        add(Communication(customer_id=customer_id, channel="call", body="x", is_private=True))
    with unrestricted("a test looks") as session:
        assert session.scalars(select(CustomerStats.last_contact_at)).all() == [MONDAY]


def test_a_deleted_customer_comes_back_with_its_figures(app, customer_id):
    with writing():
        buy(customer_id, 1000)
    with writing():
        operation = begin("customers.delete", "Deleted")
        db.session.delete(db.session.get(Customer, customer_id))
    assert figures() == ([], {})
    with writing():
        undo(operation)
    assert figures() == ([1], {"EUR": 1000})
    assert app.test_cli_runner().invoke(stats_commands, ["check"]).exit_code == 0
