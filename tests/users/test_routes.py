"""Signing in and out: nobody learns who exists, nobody guesses for long, and a session can be ended."""

import re

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.users.models import SignIn
from contacts.users.passwords import hash_password, weakness
from contacts.web.pages import own_path
from tests.conftest import HTMX
from tests.factories import make_user, writing

PASSWORD = "correct horse battery"


@pytest.fixture
def ada(app):
    with writing():
        return make_user("sales rep", email="ada@example.com", password_hash=hash_password(PASSWORD)).id


def try_to_sign_in(client, email="ada@example.com", password=PASSWORD, **more):
    return client.post("/login", data={"email": email, "password": password, **more})


def test_the_page_is_there_for_everybody(app):
    assert app.test_client().get("/login").status_code == 200


def test_the_right_password_opens_a_session(app, ada):
    client = app.test_client()
    assert try_to_sign_in(client).status_code == 303
    assert client.get("/", follow_redirects=False).status_code != 401
    with unrestricted("a test looks") as session:
        assert session.scalars(select(SignIn.user_id)).all() == [ada]


def test_a_wrong_password_and_an_unknown_person_get_the_same_answer(app, ada):
    wrong = try_to_sign_in(app.test_client(), password="wrong password")
    unknown = try_to_sign_in(app.test_client(), email="eve@example.com")
    assert wrong.status_code == unknown.status_code == 422
    assert told(wrong.text).replace("ada@", "") == told(unknown.text).replace("eve@", "")


def told(html):
    """The page without its tokens, which are new each time."""
    return re.sub(r'(name="csrf_token" value|name="csrf-token" content)="[^"]*"', "", html)


def test_guessing_is_held_back_even_with_the_right_password(app, ada):
    answers = [try_to_sign_in(app.test_client(), password=f"guess number {n}").status_code for n in range(6)]
    assert answers == [422] * 5 + [429]
    assert try_to_sign_in(app.test_client()).status_code == 429


def test_an_office_signs_in_from_one_address_and_guesses_from_a_network_count_as_one(app, ada):
    assert {try_to_sign_in(app.test_client()).status_code for _ in range(25)} == {303}
    guesses = [guess(app, f"eve{n}@example.com", f"2001:db8::{n:x}") for n in range(21)]
    assert guesses == [422] * 20 + [429]
    assert guess(app, "eve@example.com", "2001:db8:0:1::1") == 422


def guess(app, email, address):
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    return try_to_sign_in(client, email=email).status_code


def test_guessing_at_nobody_is_held_back_alike(app):
    answers = [try_to_sign_in(app.test_client(), email="eve@example.com").status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_signing_out_ends_the_session_for_good(app, ada):
    client = app.test_client()
    try_to_sign_in(client)
    with client.session_transaction() as session:
        token = session["_user_id"]
    assert client.post("/logout").status_code == 303
    with client.session_transaction() as session:
        session["_user_id"] = token
    assert client.get("/").location.startswith("/login")


def test_a_stranger_is_asked_to_sign_in_and_comes_back(app):
    assert app.test_client().get("/").location == "/login?next=/"
    partial = app.test_client().get("/", headers=HTMX)
    assert (partial.status_code, partial.headers["HX-Redirect"]) == (401, "/login?next=/")


HOSTILE = [
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "",
    "/a\nb",
]


@pytest.mark.parametrize("target", HOSTILE)
def test_nobody_is_sent_to_another_site(target):
    assert own_path(target, "/home") == "/home"


def test_a_path_of_ours_is_kept():
    assert own_path("/customers/7?from=list", "/home") == "/customers/7?from=list"


def test_a_write_from_another_site_is_refused(app, ada):
    client = app.test_client()
    assert client.post("/login", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post("/login", headers={"Origin": "https://evil.example"}).status_code == 403


@pytest.mark.parametrize("password", ["short", "password123456", "aaaaaaaaaaaa", "x" * 129])
def test_weak_passwords_are_refused(password):
    assert weakness(password, "ada@example.com")


def test_every_answer_carries_the_headers(app):
    for path in ("/login", "/nowhere", "/static/icon.svg"):
        with app.test_client().get(path) as response:
            headers = response.headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "HX-Request" in headers["Vary"]
