"""`flask user …`: for whoever holds the machine, one clear sentence each."""

import json

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.history.models import Change
from contacts.users.models import SignIn, User
from tests.factories import make_session, make_user, writing

PASSWORD = "seven quiet herons"


@pytest.fixture
def run(app):
    def _run(*words, typed=None):
        result = app.test_cli_runner().invoke(args=["user", *words], input=typed)
        assert "Traceback" not in result.output
        return result.exit_code, result.output.strip()

    return _run


@pytest.fixture
def eva(app):
    with writing():
        make_user("administrator", name="Root", email="root@example.com")
        return make_user("sales rep", name="Eva Lund", email="eva@example.com").id


def one(id):
    with unrestricted("a test looks") as session:
        return session.get(User, id)


def test_add(run, app):
    assert run("add", "Ada@Example.com", "--role", "administrator", typed=f"{PASSWORD}\n")[0] == 0
    assert app.test_client().post("/login", data={"email": "ada@example.com", "password": PASSWORD}).status_code == 303
    assert run("add", "ada@example.com", typed=f"{PASSWORD}\n") == (1, "Error: ada@example.com is somebody's already")
    assert "There are: administrator, manager" in run("add", "bo@x.example", "--role", "no", typed=f"{PASSWORD}\n")[1]
    assert "does not do: Use at least 10" in run("add", "bo@example.com", typed="short\n")[1]
    assert run("add", "nonsense", typed=f"{PASSWORD}\n")[0] == 1


def test_list(run, eva):
    assert "eva@example.com" in run("list")[1]
    rows = json.loads(run("list", "--json")[1])
    assert rows[0] == {"email": "eva@example.com", "name": "Eva Lund", "role": "sales rep", "state": "active"}
    assert len(rows) == 2


def test_deactivate_and_activate(run, eva):
    make_session(eva)
    assert run("deactivate", "EVA@example.com")[0] == 0
    assert not one(eva).active
    with unrestricted("a test looks") as session:
        assert session.scalars(select(SignIn.user_id)).all() == []
    assert run("activate", "eva@example.com")[0] == 0
    assert one(eva).active


def test_role(run, eva):
    assert run("role", "eva@example.com", "manager") == (0, "eva@example.com is manager from now on")
    code, said = run("role", "eva@example.com", "king")
    assert (code, "There is no role “king”" in said) == (1, True)


def test_the_last_administrator_stays(run, eva):
    for words in (("deactivate", "root@example.com"), ("role", "root@example.com", "support")):
        code, said = run(*words)
        assert (code, "last active administrator" in said) == (1, True)
    assert json.loads(run("list", "--json")[1])[1]["role"] == "administrator"


def test_password(run, app, eva):
    make_session(eva)
    assert run("password", "eva@example.com", typed=f"{PASSWORD}\n")[0] == 0
    assert app.test_client().post("/login", data={"email": "eva@example.com", "password": PASSWORD}).status_code == 303
    assert "guessed at once" in run("password", "eva@example.com", typed="password123456\n")[1]
    with unrestricted("a test looks") as session:
        assert session.scalars(select(Change.id).where(Change.operation_id.is_(None))).all() == []


@pytest.mark.parametrize("command", ["deactivate", "activate", "password"])
def test_nobody(run, app, command):
    assert run(command, "eve@example.com", typed=f"{PASSWORD}\n") == (
        1,
        "Error: Nobody has the address eve@example.com",
    )
