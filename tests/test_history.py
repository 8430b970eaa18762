"""Every change is one operation in the ledger, and every operation can be undone."""

import pytest
from sqlalchemy import select, text

from contacts.access import Actor, acting_as, rights_of, unrestricted
from contacts.access.models import Role
from contacts.customers.models import Customer, Email
from contacts.db import db
from contacts.history import CannotUndo, begin, undo
from contacts.history.chain import broken_links
from contacts.history.models import Change, Operation
from contacts.history.operations import NothingBegun
from contacts.web.unit import commit
from tests.factories import add, make_customer, make_user, writing


@pytest.fixture
def customer_id(app):
    with writing():
        customer = make_customer("Ada Byron")
        customer.tax_id = "DE1"
        add(Email(customer_id=customer.id, value="ada@example.com", folded="ada@example.com", is_primary=True))
        return customer.id


def change(customer_id, **fields):
    with writing():
        customer = db.session.get(Customer, customer_id)
        operation = begin("customers.edit", "Edited a customer", customer)
        for name, value in fields.items():
            setattr(customer, name, value)
    return operation


def remove(customer_id):
    with writing():
        operation = begin("customers.delete", "Deleted a customer")
        db.session.delete(db.session.get(Customer, customer_id))
    return operation


def row(customer_id):
    with unrestricted("a test looks") as session:
        return session.execute(text("SELECT * FROM customers WHERE id = :id"), {"id": customer_id}).mappings().first()


def test_an_edit_is_remembered_by_the_database(customer_id):
    operation = change(customer_id, job_title="Countess")
    with unrestricted("a test looks") as session:
        found = session.scalars(select(Change).where(Change.operation_id == operation)).one()
    assert (found.action, found.before, found.after) == ("update", {"job_title": None}, {"job_title": "Countess"})


def test_a_hand_written_statement_is_remembered_too(customer_id):
    with writing():
        db.session.execute(text("UPDATE customers SET notes = 'by hand'"))
    with unrestricted("a test looks") as session:
        found = session.scalars(select(Change).order_by(Change.id.desc())).first()
    assert (found.operation_id, found.after) == (None, {"notes": "by hand"})


def test_writing_outside_an_operation_is_a_fault(app):
    with writing():
        db.session.add(Customer(name="x", sort_name="x"))
        with pytest.raises(NothingBegun):
            db.session.flush()
        db.session.rollback()


def test_an_edit_is_undone(customer_id):
    operation = change(customer_id, job_title="Countess", name="Ada Lovelace")
    with writing():
        assert undo(operation) == []
    now = row(customer_id)
    assert (now["name"], now["job_title"], now["version"]) == ("Ada Byron", None, 4)


def test_what_changed_since_is_left_alone(customer_id):
    operation = change(customer_id, job_title="Countess", name="Ada Lovelace")
    change(customer_id, job_title="Analyst")
    with writing():
        assert undo(operation) == [("customers", customer_id, "job_title")]
    assert (row(customer_id)["name"], row(customer_id)["job_title"]) == ("Ada Byron", "Analyst")


def test_a_delete_is_undone_with_the_same_ids_children_included(customer_id):
    before = dict(row(customer_id))
    operation = remove(customer_id)
    assert row(customer_id) is None
    with writing():
        assert undo(operation) == []
    assert dict(row(customer_id)) == before
    with writing():
        customer = db.session.get(Customer, customer_id)
        assert [email.value for email in customer.emails] == ["ada@example.com"]
        assert customer.tax_id == "DE1"


def test_an_undo_is_undone(customer_id):
    operation = remove(customer_id)
    with writing():
        undo(operation)
    with unrestricted("a test looks") as session:
        undoing = session.scalar(select(Operation.undone_by_id).where(Operation.id == operation))
    with writing():
        undo(undoing)
    assert row(customer_id) is None


def test_nothing_is_undone_twice(customer_id):
    operation = change(customer_id, job_title="Countess")
    with writing():
        undo(operation)
    with acting_as_administrator(), pytest.raises(CannotUndo):
        undo(operation)


def acting_as_administrator():
    with writing():
        user = make_user()
        role = db.session.get(Role, user.role_id)
    return acting_as(Actor(user.id, rights=rights_of(role.id, role.version)))


@pytest.mark.parametrize("role", ["sales rep", "read-only"])
def test_others_deeds_are_for_administrators_to_undo(customer_id, role):
    operation = remove(customer_id)
    with writing():
        user = make_user(role)
        found = db.session.get(Role, user.role_id)
    with acting_as(Actor(user.id, rights=rights_of(found.id, found.version))), pytest.raises(CannotUndo):
        undo(operation)


def test_a_roles_delete_restores_columns_the_role_cannot_read(customer_id):
    with writing():
        user = make_user("sales rep")
        found = db.session.get(Role, user.role_id)
    rep = Actor(user.id, rights=rights_of(found.id, found.version))
    change(customer_id, owner_id=user.id)
    before = dict(row(customer_id))
    with acting_as(rep):
        operation = begin("customers.delete", "Deleted a customer")
        db.session.delete(db.session.get(Customer, customer_id))
        commit()
    assert row(customer_id) is None
    with acting_as(rep):
        undo(operation)
        commit()
    assert dict(row(customer_id)) == before


TAMPERINGS = [
    "UPDATE changes SET after = '{\"job_title\": \"Queen\"}' WHERE action = 'update'",
    "UPDATE changes SET row_id = row_id + 1",
    "DELETE FROM changes WHERE action = 'update'",
    "UPDATE operations SET sentence = 'Nothing happened' WHERE kind = 'customers.edit'",
    "UPDATE operations SET actor_id = NULL, kind = 'other' WHERE kind = 'customers.edit'",
]


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_tampering_with_the_past_shows(customer_id, tampering):
    change(customer_id, job_title="Countess")
    change(customer_id, job_title="Analyst")
    assert broken_links() == []
    with unrestricted("a test tampers", writes=True) as session:
        session.execute(text(tampering))
    assert broken_links() != []


def test_erasing_values_keeps_the_chain_whole(customer_id):
    change(customer_id, job_title="Countess")
    with unrestricted("a test erases", writes=True) as session:
        session.execute(text("UPDATE changes SET salt = NULL, before = NULL, after = NULL"))
    assert broken_links() == []
