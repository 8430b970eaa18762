"""When viewing as a role begins and ends: in one browser, on record, never further than one's own rights."""

import pytest
from sqlalchemy import delete, select, update

from contacts.access import Role, unrestricted
from contacts.access.policy import RIGHTS
from contacts.users.models import SignIn, User
from tests.factories import found, make_role, make_session, writing
from tests.users.viewing import OTHERS, id_of, log, view


@pytest.fixture
def client(sign_in):
    return sign_in("administrator", name="Ingrid Solheim")


def test_it_begins_and_ends_where_one_was_and_is_on_record(client):
    assert view(client, "sales rep", next="/customers?q=ada").location == "/customers?q=ada"
    assert client.get("/admin/users").status_code == 403
    assert client.post("/admin/view-as/end", data={"next": "/admin/users"}).location == "/admin/users"
    assert client.get("/admin/users").status_code == 200
    assert "Viewing as" not in client.get("/customers").text
    me = client.user_id
    assert log() == [("view_as_started", me, "sales rep"), ("view_as_ended", me, "sales rep")]
    assert client.post("/admin/view-as/end", data={"next": "//evil.example"}).location == "/"
    assert len(log()) == 2


def test_other_browsers_see_nothing_of_it_and_signing_out_ends_it(app, client):
    other, token = app.test_client(), make_session(client.user_id)
    with other.session_transaction() as session:
        session["_user_id"] = token
    view(client, "support")
    assert client.get("/admin/users").status_code == 403
    assert other.get("/admin/users").status_code == 200
    client.post("/logout")
    assert [kind for kind, *_ in log()] == ["view_as_started", "view_as_ended", "sign_out"]
    assert client.get("/customers").status_code == 302


@pytest.mark.parametrize("role_id", ["", "x", "999999", "-1", "1' OR 1=1", "administrator"])
def test_a_role_that_is_not_offered_is_refused(client, role_id):
    role_id = id_of("administrator") if role_id == "administrator" else role_id
    answer = client.post("/admin/view-as", data={"role_id": role_id})
    assert answer.status_code == 422
    assert "Choose one of these roles." in answer.text
    assert log() == []


@pytest.mark.parametrize("role", OTHERS)
def test_it_is_for_those_who_manage_people(sign_in, role):
    client = sign_in(role)
    assert client.get("/admin/view-as").status_code == 403
    assert view(client, "read-only").status_code == 403
    assert "View as a role" not in client.get("/settings").text


def test_nobody_looks_through_eyes_that_see_more_than_their_own(app, sign_in):
    with writing():
        manages = make_role({**RIGHTS["read-only"], "users": RIGHTS["administrator"]["users"]}, addresses="hidden")
        narrow = make_role({"customers": {"read": "own"}}, addresses="hidden")
    client = sign_in(manages)
    assert view(client, "finance").status_code == 422
    assert view(client, narrow).status_code == 303


@pytest.mark.parametrize("end", ["the role goes", "the role sees more", "the right goes"])
def test_it_ends_with_the_role_or_the_right_to_it(client, end):
    with writing():
        role = make_role({"customers": {"read": "all"}})
        less = make_role({"customers": {"read": "own"}})
    view(client, role)
    assert "Viewing as" in client.get("/customers").text
    more = update(Role).values(rights={"x": {"read": "all"}}, version=2)
    changes = {
        "the role goes": delete(Role).where(Role.name == role),
        "the role sees more": more.where(Role.name == role),
        "the right goes": update(User).where(User.id == client.user_id).values(role_id=id_of(less)),
    }
    with unrestricted("a test changes what one may", writes=True) as session:
        session.execute(changes[end])
    assert "Viewing as" not in client.get("/customers").text
    assert found(select(SignIn.viewing_role_id)) == [None]
    assert [kind for kind, *_ in log()] == ["view_as_started", "view_as_ended"]
    assert client.get("/admin/users").status_code == (403 if end == "the right goes" else 200)
