"""What touched many rows is undone by set, and that comes to the same as row by row."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text, update

from contacts.communications.models import Communication
from contacts.customers.models import Customer, Email
from contacts.db import db
from contacts.history import begin, seal, undo, undo_by_set
from contacts.tasks.models import Task
from contacts.web.unit import commit
from tests.factories import add, found, make_customer, writing
from tests.filled import everything

KEPT = ("operations", "changes", "current_operation", "sessions")
MOMENT = datetime(2026, 11, 3, 9, tzinfo=UTC)


@pytest.fixture(params=[0, 10**9], ids=["by set", "row by row"])
def way(request, monkeypatch):
    monkeypatch.setattr(undo_by_set, "MANY", request.param)


@pytest.fixture
def ids(app):
    with writing():
        ids = [make_customer(f"Customer {n}", job_title="Buyer" if n % 2 else None).id for n in range(6)]
        for id in ids:
            add(Email(customer_id=id, value=f"c{id}@example.com", folded=f"c{id}@example.com"))
            talk = add(Communication(customer_id=id, channel="call", body="x", happened_at=MOMENT)).id
            add(Task(customer_id=id, title="x", communication_id=talk, due_at=MOMENT))
    return ids


def deed(statement, operation="test.many"):
    """Run it as one operation of the system. Returns the operation's id."""
    with writing():
        id = begin(operation, "Did something to many")
        db.session.execute(statement, execution_options={"synchronize_session": False})
    return id


def take_back(operation, force=False):
    with writing():
        left = undo(operation, force)
        seal()
    return sorted(left)


def rows():
    """Everything but the ledger, without versions and times of changes."""
    tables = {name: rows for name, rows in everything().items() if name not in KEPT}
    return {name: len(rows) for name, rows in tables.items()}, titles()


def titles():
    return [
        (one.name, one.sort_name, one.job_title, one.owner_id) for one in found(select(Customer).order_by(Customer.id))
    ]


def test_cells_come_back(way, ids):
    before = rows()
    operation = deed(update(Customer).values(job_title="Everybody's", name=Customer.name + "!"))
    assert rows() != before
    assert take_back(operation) == []
    assert rows() == before


def test_a_delete_with_all_that_hangs_on_it_comes_back(way, ids):
    before, values = rows(), everything()
    operation = deed(text("DELETE FROM customers"))
    assert titles() == []
    assert take_back(operation) == []
    assert rows() == before
    for table in ("emails", "communications", "customer_stats"):
        assert everything()[table] == values[table]


def test_an_undo_of_many_is_undone(way, ids):
    operation = deed(text("DELETE FROM customers WHERE job_title IS NULL"))
    gone = rows()
    with writing():
        undo(operation)
        undoing = db.session.info["operation"]
    take_back(undoing)
    assert rows() == gone


def test_what_changed_since_is_left_alone_cell_by_cell(way, ids):
    operation = deed(update(Customer).values(job_title="All", source="Fair"))
    deed(update(Customer).where(Customer.id == ids[0]).values(job_title="Since"))
    deed(text(f"DELETE FROM customers WHERE id = {ids[1]}"))
    assert take_back(operation) == [("customers", ids[0], "job_title"), ("customers", ids[1], "id")]
    present = {one.id: (one.job_title, one.source) for one in found(select(Customer))}
    assert present[ids[0]] == ("Since", None)
    assert present[ids[3]] == ("Buyer", None)
    assert ids[1] not in present


def test_with_force_it_is_taken_back_all_the_same(way, ids):
    operation = deed(update(Customer).values(job_title="All"))
    deed(update(Customer).where(Customer.id == ids[0]).values(job_title="Since"))
    assert take_back(operation, force=True) == []
    assert {one.job_title for one in found(select(Customer))} == {None, "Buyer"}


def test_rows_that_came_go_again_and_those_that_are_back_stay(way, ids):
    before = rows()
    with writing():
        operation = begin("test.many", "Added many")
        for number in range(3):
            make_customer(f"New {number}")
        commit()
    assert take_back(operation) == []
    assert rows() == before


def test_a_name_and_what_is_made_of_it_go_together(way, ids):
    operation = deed(update(Customer).values(name="Same", sort_name="same"))
    deed(update(Customer).where(Customer.id == ids[0]).values(sort_name="folded anew"))
    assert take_back(operation) == []  # nobody renamed it: only what is made of the name is another
    assert [one[:2] for one in titles()][:2] == [("Customer 0", "customer 0"), ("Customer 1", "customer 1")]


def test_what_cannot_be_done_by_set_is_done_row_by_row(ids, monkeypatch):
    monkeypatch.setattr(undo_by_set, "MANY", 0)
    monkeypatch.setattr(undo_by_set, "take_back", None)  # it would fail
    with writing():
        operation = begin("test.many", "Changed one row twice, and a sealed value")
        for title in ("One", "Two"):
            db.session.execute(update(Customer).where(Customer.id == ids[0]).values(job_title=title))
    take_back(operation)
    with writing():
        operation = begin("test.many", "Sealed")
        db.session.get(Customer, ids[0]).tax_id = "DE123"
    take_back(operation)
    assert titles()[0][2] is None


def test_it_takes_as_many_statements_for_many_as_for_few(ids, monkeypatch, count_queries):
    monkeypatch.setattr(undo_by_set, "MANY", 0)
    counts = []
    for which in ("id IN (SELECT min(id) FROM customers)", "id > 0"):
        operation = deed(text(f"DELETE FROM customers WHERE {which}"))
        with count_queries() as queries:
            take_back(operation)
        counts.append(len(queries))
    assert counts[0] == counts[1]
