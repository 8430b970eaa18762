"""One's own settings: whatever the role, one's own account and nobody else's."""

import re

import pytest
from sqlalchemy import select, update

from contacts.access import SecurityEvent, unrestricted
from contacts.access.policy import ROLES
from contacts.history.models import Change
from contacts.users.browsers import browser_name
from contacts.users.models import SignIn, User
from contacts.users.passwords import hash_password, verify
from tests.factories import make_session, make_user, writing

OLD, NEW = "correct horse battery", "seven quiet herons"
PROFILE = {"name": "Ada Byron", "locale": "de-CH", "time_zone": "Europe/Zurich"}


def one(id):
    with unrestricted("a test looks") as session:
        return session.get(User, id)


def sessions():
    with unrestricted("a test looks") as session:
        return session.scalars(select(SignIn.user_id)).all()


def events():
    with unrestricted("a test looks") as session:
        return session.scalars(select(SecurityEvent.kind).order_by(SecurityEvent.id)).all()


@pytest.fixture
def ada(sign_in):
    return sign_in("read-only", name="Ada", password_hash=hash_password(OLD))


def change(client, present=OLD, password=NEW):
    return client.post("/settings/password", data={"present": present, "password": password})


@pytest.mark.parametrize("role", ROLES)
def test_every_role_sets_its_own_name_language_and_zone(sign_in, role):
    client = sign_in(role)
    assert client.get("/settings").status_code == 200
    assert client.post("/settings", data={**PROFILE, "version": 1}).status_code == 303
    person = one(client.user_id)
    assert (person.name, person.locale, person.time_zone) == tuple(PROFILE.values())
    with unrestricted("a test looks") as session:
        assert session.scalars(select(Change.id).where(Change.operation_id.is_(None))).all() == []


def test_nothing_else_can_be_set(ada):
    more = {"role_id": 1, "email": "eve@example.com", "active": "", "team_id": 1, "password_hash": "x", "id": 9}
    before = one(ada.user_id)
    ada.post("/settings", data={**PROFILE, **more, "version": 1})
    after = one(ada.user_id)
    assert (after.role_id, after.email, after.active) == (before.role_id, before.email, True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", ""),
        ("name", " "),
        ("name", "x" * 201),
        ("name", "a\0"),
        ("name", "a\u202e"),
        ("locale", "xx"),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "../etc/passwd"),
    ],
)
def test_bad_input(ada, name, value):
    response = ada.post("/settings", data={**PROFILE, name: value, "version": 1})
    assert response.status_code == 422
    assert f'id="{name}-error"' in response.text
    assert one(ada.user_id).name == "Ada"


def test_two_tabs(ada):
    assert ada.post("/settings", data={**PROFILE, "version": 1}).status_code == 303
    assert ada.post("/settings", data={**PROFILE, "name": "Other", "version": 1}).status_code == 409
    assert one(ada.user_id).name == PROFILE["name"]


def test_a_new_password_needs_the_present_one_and_ends_other_sessions(app, ada):
    make_session(ada.user_id)
    response = change(ada, present="not it at all")
    assert response.status_code == 422
    assert 'id="present-error"' in response.text
    assert len(sessions()) == 2
    assert change(ada).status_code == 303
    assert len(sessions()) == 1
    assert ada.get("/settings").status_code == 200
    with unrestricted("a test looks") as session:
        assert verify(session.scalar(select(User.password_hash)), NEW)
    assert events() == ["password_changed"]


@pytest.mark.parametrize("password", ["", "short", "x" * 129, "password1234"])
def test_a_weak_one_is_refused(ada, password):
    response = change(ada, password=password)
    assert response.status_code == 422
    assert 'id="password-error"' in response.text
    assert events() == []


def test_guessing_the_present_one_is_held_back(ada):
    assert [change(ada, present=f"guess {n}").status_code for n in range(6)] == [422] * 5 + [429]
    assert change(ada).status_code == 429


def handles(client):
    return re.findall(r'action="/settings/sessions/([0-9a-f]{16})/end"', client.get("/settings").text)


def test_one_browser_is_signed_out(ada):
    here = handles(ada)
    make_session(ada.user_id)
    (other,) = set(handles(ada)) - set(here)
    assert ada.post(f"/settings/sessions/{other}/end").status_code == 303
    assert handles(ada) == here
    response = ada.post(f"/settings/sessions/{here[0]}/end")
    assert response.location == "/login"
    assert "Clear-Site-Data" in response.headers
    assert sessions() == []
    assert ada.get("/settings").location.startswith("/login")


def test_nobody_ends_a_session_of_somebody_else(sign_in, ada):
    (hers,) = handles(ada)
    for handle in (hers, "0" * 16, "%00", "x" * 900):
        assert sign_in("administrator").post(f"/settings/sessions/{handle}/end").status_code == 404
    assert ada.user_id in sessions()


def test_signed_out_everywhere(ada):
    with writing():
        somebody = make_user().id
    make_session(somebody), make_session(ada.user_id)
    assert ada.post("/settings/sessions/end").location == "/login"
    assert sessions() == [somebody]


def test_strangers_are_asked_to_sign_in(app):
    client = app.test_client()
    assert client.get("/settings").location.startswith("/login")
    for path in ("", "/password", "/sessions/end", "/sessions/0000000000000000/end"):
        assert client.post(f"/settings{path}").location.startswith("/login")
    assert client.get("/settings/password").status_code == 405


def test_an_idle_browser_is_signed_out_unless_it_was_to_be_kept(app, ada):
    with unrestricted("a test writes", writes=True) as session:
        session.execute(update(SignIn).values(seen_at=one(ada.user_id).created_at.replace(year=2026, month=1)))
    assert ada.get("/settings").location.startswith("/login")
    with unrestricted("a test writes", writes=True) as session:
        session.execute(update(SignIn).values(is_kept=True))
    assert ada.get("/settings").status_code == 200


def test_the_number_of_questions_does_not_grow(ada, count_queries):
    ada.get("/settings")
    with count_queries() as few:
        ada.get("/settings")
    for _number in range(5):
        make_session(ada.user_id)
    with count_queries() as many:
        ada.get("/settings")
    assert len(few) == len(many) == 6


CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (CHROME, "Chrome, Linux"),
        (CHROME + " Edg/131.0", "Edge, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Safari/604.1", "Safari, iPhone"),
        ("<script>" * 20, "<script><script><script><script><script>"),
        (None, ""),
    ],
)
def test_what_a_browser_is_called(said, name):
    assert browser_name(said) == name
