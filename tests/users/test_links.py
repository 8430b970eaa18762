"""One-time links: they choose a password once, for a while, and give nothing away."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from contacts.access import SecurityEvent, unrestricted
from contacts.db import utcnow
from contacts.history.models import Change, Operation
from contacts.users.models import AccountLink, SignIn, User
from tests.factories import make_session, make_user, writing

PASSWORD = "seven quiet herons"


@pytest.fixture
def eva(app):
    with writing():
        return make_user("sales rep", name="Eva Lund", email="eva@example.com").id


@pytest.fixture
def link_of(sign_in):
    """`link_of(id)`: the path of a fresh link, as an administrator gets it."""
    client = sign_in("administrator")

    def _link_of(id):
        return path_in(client.post(f"/admin/users/{id}/link").text)

    _link_of.administrator = client
    return _link_of


def path_in(text):
    return re.search(r"/password/[\w-]{43}", text)[0]


def choose(app, path, password=PASSWORD):
    return app.test_client().post(path, data={"password": password})


def sign_in_as(app, email="eva@example.com", password=PASSWORD):
    return app.test_client().post("/login", data={"email": email, "password": password}).status_code


def test_a_link_lets_a_person_choose_a_password_once(app, eva, link_of):
    path = link_of(eva)
    assert "eva@example.com" in app.test_client().get(path).text
    assert "eva@example.com" in app.test_client().get(path).text  # a mail scanner looks first and uses nothing up
    response = choose(app, path)
    assert (response.status_code, response.location) == (303, "/login")
    assert sign_in_as(app) == 303
    assert app.test_client().get(path).status_code == 404
    assert choose(app, path, "another good password").status_code == 404
    assert sign_in_as(app) == 303


def test_an_invited_person_joins(app, link_of):
    support = (
        link_of.administrator.get("/admin/users/new")
        .text.partition(">Support<")[0]
        .rpartition('value="')[2]
        .partition('"')[0]
    )
    data = {"name": "Bo Ek", "email": "bo@example.com", "role_id": support}
    path = path_in(link_of.administrator.post("/admin/users", data=data).text)
    assert sign_in_as(app, "bo@example.com", "") == 422
    assert sign_in_as(app, "bo@example.com", PASSWORD) == 422
    assert "Welcome, Bo Ek" in app.test_client().get(path).text
    assert choose(app, path).status_code == 303
    assert sign_in_as(app, "bo@example.com") == 303
    with unrestricted("a test looks") as session:
        bo = session.scalars(select(User).where(User.email == "bo@example.com")).one()
        joined = session.scalars(select(Operation).where(Operation.kind == "users.join")).one()
        unsigned = session.scalars(select(Change.id).where(Change.operation_id.is_(None))).all()
        kinds = session.scalars(select(SecurityEvent.kind).order_by(SecurityEvent.id)).all()
    assert (bo.invited_at, joined.actor_id, unsigned) == (None, bo.id, [])
    assert [kind for kind in kinds if kind != "sign_in_failed"] == ["person_invited", "person_joined", "sign_in"]


def test_a_newer_link_ends_the_older_one(app, eva, link_of):
    older, newer = link_of(eva), link_of(eva)
    assert app.test_client().get(older).status_code == 404
    assert choose(app, newer).status_code == 303


@pytest.mark.parametrize("ended", ["expires", "deactivated"])
def test_a_link_ends(app, eva, link_of, ended):
    path = link_of(eva)
    with unrestricted("a test writes", writes=True) as session:
        if ended == "expires":
            session.execute(update(AccountLink).values(expires_at=utcnow() - timedelta(seconds=1)))
        else:
            session.execute(update(User).where(User.id == eva).values(active=False))
    assert app.test_client().get(path).status_code == 404
    assert choose(app, path).status_code == 404
    assert sign_in_as(app) == 422


def test_a_new_password_ends_every_session(app, eva, link_of):
    with app.app_context():
        make_session(eva)
    choose(app, link_of(eva))
    with unrestricted("a test looks") as session:
        assert session.scalars(select(SignIn.user_id)).all() == [link_of.administrator.user_id]


def test_somebody_deactivated_gets_no_link(app, eva, link_of):
    link_of.administrator.post(f"/admin/users/{eva}/deactivate")
    response = link_of.administrator.post(f"/admin/users/{eva}/link")
    assert response.status_code == 422
    assert "Activate this person first." in response.text


@pytest.mark.parametrize("password", ["", "short", "Eva.Lund2024!", "password123456", "x" * 129, "a\0" * 2])
def test_a_weak_password_uses_nothing_up(app, eva, link_of, password):
    path = link_of(eva)
    response = choose(app, path, password)
    assert response.status_code == 422
    assert 'id="password-error"' in response.text
    assert choose(app, path).status_code == 303


@pytest.mark.parametrize("token", ["x", "%00", "x" * 5000, "..%2f..", "ü"])
def test_an_invented_link_is_worn_out(app, token):
    assert app.test_client().get(f"/password/{token}").status_code == 404
    assert choose(app, f"/password/{token}").status_code == 404


def test_a_link_is_under_the_public_address(app, eva, link_of, monkeypatch):
    monkeypatch.setitem(app.config, "PUBLIC_URL", "https://contacts.example.com")
    text = link_of.administrator.post(f"/admin/users/{eva}/link").text
    assert "https://contacts.example.com/password/" in text


def test_a_signed_in_browser_may_use_a_link(eva, link_of):
    assert link_of.administrator.post(link_of(eva), data={"password": PASSWORD}).status_code == 303
