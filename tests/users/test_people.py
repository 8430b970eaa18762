"""People: invite, edit, deactivate, activate; and somebody can always manage them."""

import re

import pytest
from sqlalchemy import select

from contacts.access import Team, unrestricted
from contacts.history.models import Operation
from contacts.users.models import AccountLink, SignIn, User
from tests.factories import add, make_session, make_user, writing
from tests.users.managing import PEOPLE, count, events, fields_of, invitation, one, role_id


def test_an_invited_person_waits_until_they_join(sign_in):
    client = sign_in("administrator")
    response = client.post(PEOPLE, data=invitation())
    assert response.status_code == 200
    assert re.search(r'value="http://localhost/password/[\w-]{43}"', response.text)
    with unrestricted("a test looks") as session:
        eva = session.scalars(select(User).where(User.email == "eva@example.com")).one()
        link = session.scalars(select(AccountLink)).one()
    assert eva.invited_at
    assert (link.user_id, (link.expires_at - link.created_at).days) == (eva.id, 7)
    assert "Invited" in client.get(PEOPLE).text
    assert events() == ["person_invited"]


def test_the_token_is_kept_nowhere(sign_in, app):
    text = sign_in("administrator").post(PEOPLE, data=invitation()).text
    token = re.search(r"/password/([\w-]{43})", text)[1]
    with unrestricted("a test looks") as session:
        connection = session.connection()
        for table in ("account_links", "changes", "operations", "security_events", "idempotency_keys"):
            assert token not in str(connection.exec_driver_sql(f"SELECT * FROM {table}").all())


def test_an_invitation_can_be_undone_until_they_work_here(sign_in):
    client = sign_in("administrator")
    client.post(PEOPLE, data=invitation())
    with unrestricted("a test looks") as session:
        operation = session.scalar(select(Operation.id).where(Operation.kind == "users.invite"))
        eva = session.scalar(select(User.id).where(User.email == "eva@example.com"))
    with unrestricted("a test writes", writes=True) as session:
        session.add(Operation(kind="test", sentence="Worked", actor_id=eva))
    assert client.post(f"/history/{operation}/undo").status_code == 409
    with unrestricted("a test writes", writes=True) as session:
        session.query(Operation).where(Operation.kind == "test").delete()
    assert client.post(f"/history/{operation}/undo").status_code == 303
    assert one(eva) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("name", "a\0b"),
        ("name", "a\u202eb"),
        ("email", ""),
        ("email", "no address"),
        ("email", "a@b@c.example"),
        ("email", "taken@example.com"),
        ("email", "TAKEN@example.com"),
        ("role_id", ""),
        ("role_id", "999"),
        ("role_id", "9" * 40),
        ("role_id", "one"),
        ("team_id", "77"),
    ],
)
def test_bad_input(sign_in, name, value):
    client = sign_in("administrator", email="taken@example.com")
    response = client.post(PEOPLE, data=invitation(**{name: value}))
    assert response.status_code == 422
    assert f'id="{name}-error"' in response.text
    assert count(User) == 1
    assert events() == []


def test_edit_is_remembered_and_undone(sign_in, eva):
    client = sign_in("administrator")
    with writing():
        team = add(Team(name="North")).id
    response = client.post(f"{PEOPLE}/{eva}", data=fields_of(one(eva), role_id=role_id("manager"), team_id=team))
    assert response.status_code == 303
    assert (one(eva).role_id, one(eva).team_id) == (role_id("manager"), team)
    page = client.get(response.location).text
    client.post("/history/" + page.partition('action="/history/')[2].partition('"')[0])
    assert (one(eva).role_id, one(eva).team_id) == (role_id("sales rep"), None)
    assert events() == ["role_changed"]


def test_a_second_editor_sees_both_versions(sign_in, eva):
    client, before = sign_in("administrator"), one(eva)
    assert client.post(f"{PEOPLE}/{eva}", data=fields_of(before, name="Eva")).status_code == 303
    response = client.post(f"{PEOPLE}/{eva}", data=fields_of(before, name="Evelyn"))
    assert response.status_code == 409
    assert "Evelyn" in response.text
    assert one(eva).name == "Eva"


def test_whoever_is_deactivated_is_signed_out_at_once(app, sign_in, eva):
    client, hers = sign_in("administrator"), app.test_client()
    with app.app_context():
        token = make_session(eva)
    with hers.session_transaction() as session:
        session["_user_id"] = token
    assert hers.get("/customers").status_code == 200
    response = client.post(f"{PEOPLE}/{eva}/deactivate")
    assert response.status_code == 303
    assert not one(eva).active
    assert hers.get("/customers").location.startswith("/login")
    client.post(f"{PEOPLE}/{eva}/activate")
    assert one(eva).active
    assert hers.get("/customers").location.startswith("/login")
    assert events() == ["person_deactivated", "person_activated"]


def test_nobody_deactivates_themselves(sign_in):
    client = sign_in("administrator")
    with writing():
        make_user("administrator")
    response = client.post(f"{PEOPLE}/{client.user_id}/deactivate")
    assert response.status_code == 422
    assert "You cannot deactivate yourself" in response.text
    assert one(client.user_id).active


def test_the_last_administrator_is_neither_demoted_nor_deactivated(sign_in):
    """An invited or a deactivated one does not count."""
    client = sign_in("administrator")
    with writing():
        make_user("administrator", active=False)
        waiting = make_user("administrator").id
    with unrestricted("a test writes", writes=True) as session:
        session.get(User, waiting).invited_at = session.get(User, waiting).created_at
    data = fields_of(one(client.user_id), role_id=role_id("sales rep"), name="Kept as typed")
    response = client.post(f"{PEOPLE}/{client.user_id}", data=data)
    assert response.status_code == 422
    assert "last active administrator" in response.text
    assert "Kept as typed" in response.text
    assert one(client.user_id).role_id == role_id("administrator")


def test_undo_does_not_remove_the_last_administrator_either(sign_in, eva):
    client = sign_in("administrator")
    client.post(f"{PEOPLE}/{eva}", data=fields_of(one(eva), role_id=role_id("administrator")))
    with unrestricted("a test looks") as session:
        operation = session.scalar(select(Operation.id).where(Operation.kind == "users.edit"))
    assert client.post(f"{PEOPLE}/{eva}/deactivate").status_code == 303
    assert client.post(f"{PEOPLE}/{eva}/activate").status_code == 303
    with unrestricted("a test writes", writes=True) as session:
        session.get(User, client.user_id).active = False
    token = make_session(eva)
    with client.session_transaction() as session:
        session["_user_id"] = token
    response = client.post(f"/history/{operation}/undo")
    assert response.status_code == 409
    assert "last active administrator" in response.text
    assert one(eva).role_id == role_id("administrator")


def test_an_administrator_ends_somebodys_sessions(app, sign_in, eva):
    client = sign_in("administrator")
    with app.app_context():
        make_session(eva), make_session(eva)
    assert client.post(f"{PEOPLE}/{eva}/sign-out").status_code == 303
    with unrestricted("a test looks") as session:
        assert session.scalars(select(SignIn.user_id)).all() == [client.user_id]
