"""Passwords and tokens are in no ledger and on no role's connection."""

import json

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DatabaseError

from contacts.access import SYSTEM, acting_as, unrestricted
from contacts.access.walls import PROOFS
from contacts.db import db
from contacts.history import undo
from contacts.history.models import Change, Operation
from contacts.users.models import User
from contacts.web.unit import commit
from tests.factories import make_user, writing

CANARY = "argon2id-canary"


def remembered():
    with unrestricted("a test looks") as session:
        return [(c.action, c.before, c.after) for c in session.scalars(select(Change).order_by(Change.id))]


@pytest.fixture
def ada(app):
    with writing():
        return make_user("sales rep", password_hash=CANARY).id


def test_a_new_password_leaves_no_trace_in_the_ledger(ada):
    with unrestricted("a test writes", writes=True) as session:
        session.execute(update(User).values(password_hash=f"{CANARY} 2"))
    assert [action for action, *_ in remembered()] == ["insert"]


def test_an_edit_and_a_delete_are_remembered_without_the_password(ada):
    with unrestricted("a test writes", writes=True) as session:
        session.execute(update(User).values(name="Ada", password_hash=f"{CANARY} 2"))
        session.execute(delete(User))
    found = remembered()
    assert [action for action, *_ in found] == ["insert", "update", "delete"]
    assert found[1][2] == {"name": "Ada"}
    assert CANARY not in json.dumps(found)


def test_who_comes_back_has_no_password(ada):
    for _there_and_back in range(2):
        with unrestricted("a test looks") as session:
            newest = session.scalar(select(func.max(Operation.id)))
        with acting_as(SYSTEM):
            undo(newest)
            commit()
    with unrestricted("a test looks") as session:
        assert session.execute(select(User.id, User.password_hash)).all() == [(ada, None)]


@pytest.mark.parametrize("table", sorted(PROOFS))
def test_no_connection_reads_or_writes_the_vault(app, table):
    for statement in (f"SELECT * FROM {table}", f"DELETE FROM {table}"):
        with acting_as(SYSTEM), pytest.raises(DatabaseError):
            db.session.execute(text(statement))
