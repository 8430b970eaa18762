"""One's own deeds are undone as far as one still may: a field that was closed meanwhile is not written by undoing."""

import pytest
from sqlalchemy import select

from contacts.access import FieldRule, Level, Role
from contacts.customers.models import Customer
from contacts.db import db
from contacts.history import undo_by_set
from contacts.history.models import Operation
from tests.factories import add, found, make_customer, writing

FORM = {"name": "Ada Byron", "kind": "person", "status": "lead"}


@pytest.fixture(params=["row by row", "by set"])
def way(request, monkeypatch):
    if request.param == "by set":
        monkeypatch.setattr(undo_by_set, "MANY", 0)


def jobs():
    return found(select(Customer.job_title))


def close_to_sales(level):
    with writing():
        role = db.session.scalar(select(Role).where(Role.name == "sales rep"))
        add(FieldRule(role_id=role.id, table_name="customers", column_name="job_title", level=level))


@pytest.mark.parametrize("level", [Level.VIEW, Level.HIDDEN])
def test_a_field_that_was_closed_is_not_written_by_undoing(sign_in, way, level):
    me, admin = sign_in("sales rep"), sign_in("administrator")
    with writing():
        id = make_customer("Ada Byron", job_title="Countess").id
    assert me.post(f"/customers/{id}", data={**FORM, "job_title": "Clerk"}).status_code == 303
    operation = found(select(Operation.id).where(Operation.kind == "customers.edit"))[0]
    close_to_sales(level)
    me.post(f"/history/{operation}/undo")
    assert jobs() == ["Clerk"]
    admin.post(f"/history/{operation}/undo")
    assert jobs() == ["Countess"]


def test_one_that_is_open_is(sign_in, way):
    me = sign_in("sales rep")
    with writing():
        id = make_customer("Ada Byron", job_title="Countess").id
    me.post(f"/customers/{id}", data={**FORM, "job_title": "Clerk"})
    operation = found(select(Operation.id).where(Operation.kind == "customers.edit"))[0]
    assert me.post(f"/history/{operation}/undo").status_code == 303
    assert jobs() == ["Countess"]
