"""A role that requires a second factor: its people set one up before they reach anything else."""

import re

import pytest
from sqlalchemy import select, update

from contacts.access import Role, unrestricted
from contacts.users.factors.models import SecondFactor
from contacts.users.models import SignIn
from tests.conftest import HTMX
from tests.factories import found, make_second_factor, make_session, writing
from tests.filled import fill, pages
from tests.users.factors.conftest import PASSWORD, Phone, give_password

HERE = "/settings/second-factor"
OPEN = {"factors.new", "factors.start", "factors.confirm", "factors.turn_on", "users.logout"}


@pytest.fixture
def required(app):
    """Sales reps must have one."""
    demand(True)
    yield
    demand(False)


def demand(is_required):
    with unrestricted("a test writes", writes=True) as session:
        session.execute(update(Role).where(Role.name == "sales rep").values(requires_second_factor=is_required))


@pytest.fixture
def client(app, ada):
    client = app.test_client()
    with app.app_context(), client.session_transaction() as cookie:
        cookie["_user_id"] = make_session(ada)
    return client


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nothing_but_setting_it_up_and_the_way_out_is_open(app, required, client, method):
    with writing():
        ids = fill()
    for endpoint, address in pages(app, ids, method).items():
        if endpoint not in OPEN:
            page = client.open(address, method=method)
            piece = client.open(address, method=method, headers=HTMX)
            assert (page.status_code, page.location.split("?")[0]) == (303, f"{HERE}/new"), endpoint
            assert (piece.status_code, piece.text) == (401, ""), endpoint


def test_right_after_signing_in_it_is_set_up_and_the_deep_link_is_kept(app, ada, required, monkeypatch):
    client = app.test_client()
    assert give_password(client, next="/tasks?done=1").location == "/tasks?done=1"
    first = client.get("/tasks?done=1")
    assert first.location == f"{HERE}/new?next=/tasks?done%3D1"
    assert "Your role requires a second factor." in client.get(first.location).text
    second = client.post(f"{HERE}/new", data={"present": PASSWORD, "next": "/tasks?done=1"})
    assert second.location == f"{HERE}/confirm?next=/tasks?done%3D1"
    shown = client.get(second.location).text
    phone = Phone(re.search(r'id="secret">([A-Z2-7 ]+)<', shown)[1].replace(" ", ""), monkeypatch)
    last = client.post(f"{HERE}/confirm", data={"code": phone.code(), "next": "/tasks?done=1"})
    assert 'href="/tasks?done=1">I have kept them' in last.text
    assert client.get("/tasks?done=1").status_code == 200


def test_who_has_one_notices_nothing(required, client, ada):
    make_second_factor(ada)
    assert client.get("/customers").status_code == 200


def test_other_roles_notice_nothing(required, sign_in):
    assert sign_in("support").get("/customers").status_code == 200


def test_who_signed_in_elsewhere_was_asked_there(required, client):
    with unrestricted("a test writes", writes=True) as session:
        session.execute(update(SignIn).values(means="Nordhaven"))
    assert client.get("/customers").status_code == 200


def test_it_is_required_from_the_next_request_on(client):
    assert client.get("/customers").status_code == 200
    demand(True)
    try:
        assert client.get("/customers").location.startswith(HERE)
    finally:
        demand(False)
    assert client.get("/customers").status_code == 200


def test_who_turns_it_off_sets_up_another_one(required, client, phone):
    assert client.post(f"{HERE}/off", data={"present": PASSWORD, "code": phone.code()}).location == "/settings"
    assert found(select(SecondFactor.id)) == []
    assert client.get("/settings").location.startswith(f"{HERE}/new")
    assert client.post("/logout").location == "/login"
