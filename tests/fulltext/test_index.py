"""The index says what the rows say, whatever happens to them and whoever does it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from contacts.access import SYSTEM, acting_as, elevate, unrestricted
from contacts.communications.models import Communication
from contacts.customers.actions import delete_customer, edit_customer
from contacts.customers.contact_points import save
from contacts.customers.models import Company, Customer, Email, Phone
from contacts.db import db
from contacts.fulltext.classes import classes
from contacts.fulltext.commands import search_commands
from contacts.fulltext.index import differing, filled_at_once
from contacts.history import CannotUndo, begin, undo
from contacts.web.unit import commit
from tests.factories import add, make_customer, numbers, writing
from tests.filled import fill


def different():
    with unrestricted("a test compares the index", writes=True) as session:
        found = differing(session.connection())
        session.rollback()
    return found


def run(app, command):
    return app.test_cli_runner().invoke(search_commands, [command])


@pytest.fixture
def ids(app):
    with writing():
        return fill()


def test_every_class_is_kept(ids):
    assert len(classes()) == 12
    assert different() == []


def test_it_is_kept_by_a_hand_written_statement_too(ids):
    with unrestricted("a test writes by hand", writes=True) as session:
        for one in classes().values():
            for column in one.columns:
                session.execute(text(f"UPDATE {one.table} SET {column} = 'other ' || id"))
    assert different() == []
    with unrestricted("a test deletes by hand", writes=True) as session:
        session.execute(text("DELETE FROM attachments"))
        session.execute(text("DELETE FROM customers"))
        session.execute(text("DELETE FROM companies"))
    assert different() == []


def test_a_difference_is_found_and_mended(app, ids):
    assert run(app, "check").exit_code == 0
    sqlite = app.config["DATABASE"].get_backend_name() == "sqlite"
    meddle = "INSERT INTO search_names (rowid, words) VALUES (99, 'nobody')" if sqlite else "DELETE FROM search_names"
    with unrestricted("a test meddles with the index", writes=True) as session:
        session.execute(text(meddle))
    answer = run(app, "check")
    assert answer.exit_code == 1
    assert "names" in answer.output
    assert run(app, "rebuild").exit_code == run(app, "check").exit_code == 0


def test_rows_that_come_together_are_found_too(ids):
    with writing():
        elevate("a test loads in bulk")
        begin("test", "Test")
        make_customer("Before")
        with filled_at_once(db.session.connection()):
            customer = make_customer("Zoltán Kodály")
            save(customer, Phone(), value="030 901820")
            db.session.flush()
        make_customer("After")
    assert different() == []


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "rename", "employ", "email", "phone", "talk", "delete", "undo"]),
        st.integers(0, 5),
        st.sampled_from(["Ada Byron", "ada", "Łódź", "田中 美咲", "O'Brien", "x", "Ada  Ada", "ЁЖ", "%"]),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=STEPS)
def test_it_equals_a_recount_after_anything(app, steps):
    deeds = []
    for what, which, word in steps:
        with acting_as(SYSTEM):
            deed = step(what, which, word, deeds)
            commit()
        deeds += [deed] if deed else []
    assert different() == []


def step(what, which, word, deeds):
    """Do one thing to the customer at `which`. Returns the operation's id."""
    there = db.session.query(Customer).order_by(Customer.id).all()
    if what == "undo":
        return take_back(deeds.pop()) if deeds else None
    customer = there[which % len(there)] if there and what != "add" else make_customer(word)
    if what == "rename":
        edit_customer(customer, {"name": word, "external_id": word})
    elif what == "employ":
        customer.company_id = add(Company(name=word, sort_name=word.casefold())).id
    elif what == "email":
        add(Email(customer_id=customer.id, value=f"{which}@b.example", folded=f"{next(numbers)}@b.example"))
    elif what == "phone":
        add(Phone(customer_id=customer.id, value=f"0{which} 123 {next(numbers)}"))
    elif what == "talk":
        add(Communication(customer_id=customer.id, channel="note", body=word, subject=word))
    elif what == "delete":
        return delete_customer(customer)
    db.session.flush()
    return db.session.info.get("operation")


def take_back(deed):
    """Undo; where a later deed stands in the way, nothing happens."""
    try:
        undo(deed)
    except (CannotUndo, IntegrityError):
        db.session.rollback()
