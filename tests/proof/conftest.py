"""A filled database for each of the cast, and what every page looks for in the address."""

import logging
import re

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from contacts.db import OPEN, engine_for
from contacts.web import moments
from contacts.web.unit import commit
from tests.conftest import empty
from tests.factories import make_session, make_user, writing
from tests.filled import NOTED, fill, fill_history, plant_fields
from tests.proof.cast import RESTRICTED, Member
from tests.proof.questions import Questions
from tests.proof.walking import Listener, look
from tests.proof.words import MOMENT

WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)")


@pytest.fixture(params=RESTRICTED)
def member(app, sign_in, request):
    return Member(app, sign_in, request.param)


@pytest.fixture
def ids(app, member):
    """`{flavour: {table: id}}` of two sets of rows; in a scoped role's database the second one is their own."""
    plant_fields()
    with writing():
        first = fill()
        commit()
        fill_history(first)
        own = {"users": member.owner} if member.is_scoped else {}
        return {"canary": first, "further": fill("further", **own)}


@pytest.fixture(scope="session")
def questions(app):
    """What the pages look for, as somebody is answered who is offered everything."""
    with app.app_context(), pytest.MonkeyPatch.context() as patch:
        listener = Listener(app, patch)
        with writing():
            ids, user_id = fill(), make_user("administrator").id
        client, token = app.test_client(), make_session(user_id)
        with client.session_transaction() as session:
            session["_user_id"] = token
        answers = list(look(client, app, ids))
        empty(engine_for(app.config["DATABASE"], OPEN, True))
    return Questions(listener.heard, answers)


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch):
    """Pages that say how late it is, here or where a customer lives, say so for one moment."""
    monkeypatch.setattr(moments, "_present", lambda now: now or MOMENT)


@pytest.fixture
def taken_back(monkeypatch):
    """Every commit is taken back, so that each request meets the same database: the tables it would have changed."""
    tables = []

    def commit(session):
        session.flush()
        tables.extend(session.connection().info.get("wrote", set()) - NOTED)
        session.expunge_all()
        session.rollback()

    monkeypatch.setattr(Session, "commit", commit)
    event.listen(Engine, "begin", forget_writes)
    event.listen(Engine, "before_cursor_execute", remember_write)
    yield tables
    event.remove(Engine, "begin", forget_writes)
    event.remove(Engine, "before_cursor_execute", remember_write)


def forget_writes(connection):
    connection.info["wrote"] = set()


def remember_write(connection, _cursor, statement, *_):
    if written := WRITES.match(statement):
        connection.info.setdefault("wrote", set()).add(written[1])


@pytest.fixture
def log(caplog):
    """What the application writes down for its operators."""
    caplog.set_level(logging.DEBUG, "contacts")
    return caplog
