"""Two steps: a password alone opens nothing, a code works once, and nobody guesses for long."""

import pytest
from sqlalchemy import func, select

from contacts.access import SecurityEvent
from contacts.users.factors.models import HalfSignIn, RecoveryCode, SecondFactor
from contacts.users.models import SignIn
from tests.conftest import HTMX
from tests.factories import found, writing
from tests.filled import fill, pages
from tests.users.factors.conftest import ON_PAPER, give_code, give_password

OPEN = {"codes.ask", "codes.check", "users.logout"}


def kinds():
    return found(select(SecurityEvent.kind).order_by(SecurityEvent.id))


def test_the_code_opens_what_the_password_does_not(half, phone, ada):
    assert found(select(SignIn.user_id)) == []
    assert "Six digits" in half.get("/login/code").text
    response = give_code(half, phone.code())
    assert (response.status_code, response.location) == (303, "/")
    assert found(select(SignIn.user_id)) == [ada]
    assert found(select(HalfSignIn.user_id)) == []
    assert half.get("/settings").status_code == 200
    assert give_code(half, phone.code(), next="/tasks").location == "/tasks"  # a second click
    assert kinds() == ["sign_in"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_half_signed_in_nothing_but_the_code_and_the_way_out_is_open(app, half, method):
    """The whole URL map, as pages and as fragments; and no session was opened by any of it."""
    with writing():
        ids = fill()
    for endpoint, address in pages(app, ids, method).items():
        if endpoint not in OPEN:
            page = half.open(address, method=method)
            piece = half.open(address, method=method, headers=HTMX)
            assert (page.status_code, page.location.split("?")[0]) == (303, "/login/code"), endpoint
            assert (piece.status_code, piece.text) == (401, ""), endpoint
            assert piece.headers["HX-Redirect"].startswith("/login/code"), endpoint
    with half.get("/static/icon.svg") as picture:
        assert picture.status_code == 200
    assert half.get("/nowhere").status_code == 404
    assert found(select(SignIn.user_id)) == []


def test_a_deep_link_survives_both_steps(app, phone):
    client, deep = app.test_client(), "/customers?status=lead&q=a+b"
    response = give_password(client, next=deep)
    assert response.location == "/login/code?next=/customers?status%3Dlead%26q%3Da%2Bb"
    assert f'name="next" value="{deep.replace("&", "&amp;")}"' in client.get(response.location).text
    assert client.get("/tasks?done=1").location == "/login/code?next=/tasks?done%3D1"
    wrong = give_code(client, "000000", next=deep)
    assert f'name="next" value="{deep.replace("&", "&amp;")}"' in wrong.text
    assert give_code(client, phone.code(), next=deep).location == deep


@pytest.mark.parametrize("next", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(app, phone, next):
    client = app.test_client()
    assert give_password(client, next=next).location == "/login/code"
    assert give_code(client, phone.code(), next=next).location == "/"


def test_the_session_is_another_one_after_the_code(half, phone):
    with half.session_transaction() as cookie:
        before = cookie["half"]
    give_code(half, phone.code())
    with half.session_transaction() as cookie:
        assert "half" not in cookie
        assert cookie["_user_id"] != before
        cookie["_user_id"] = before
    assert half.get("/settings").location.startswith("/login")


def test_whoever_asked_to_be_kept_is_kept_after_the_code_only(app, phone):
    client = app.test_client()
    give_password(client, keep="y")
    with client.session_transaction() as cookie:
        assert not cookie.permanent
    give_code(client, phone.code())
    with client.session_transaction() as cookie:
        assert cookie.permanent
    assert found(select(SignIn.is_kept)) == [True]


def test_a_code_works_once(app, half, phone):
    code = phone.code()
    assert give_code(half, code).status_code == 303
    other = app.test_client()
    give_password(other)
    again = give_code(other, code)
    assert again.status_code == 422
    assert 'id="code-error"' in again.text
    phone.wait()
    assert give_code(other, phone.code()).status_code == 303


def test_a_code_from_before_the_last_one_does_not_work_either(app, half, phone):
    earlier = phone.code()
    phone.wait()
    assert give_code(half, phone.code()).status_code == 303
    other = app.test_client()
    give_password(other)
    assert give_code(other, earlier).status_code == 422


@pytest.mark.parametrize("typed", ["", "000000", "x" * 101, "\0", "ß" * 6, "0000-0000-0000-0000", "' OR 1=1 --"])
def test_a_wrong_code_says_so_and_opens_nothing(half, typed):
    response = give_code(half, typed)
    assert response.status_code == 422
    assert 'id="code-error"' in response.text
    assert found(select(SignIn.user_id)) == []
    assert found(select(func.count()).select_from(RecoveryCode)) == [1]
    assert found(select(SecondFactor.last_step)) == [0]


def test_a_recovery_code_works_once_and_is_noted(app, half, phone):
    assert "One of the ten codes" in half.get("/login/code?recovery=1").text
    assert give_code(half, ON_PAPER.upper(), recovery="1").status_code == 303
    other = app.test_client()
    give_password(other)
    wrong = give_code(other, ON_PAPER, recovery="1")
    assert (wrong.status_code, "One of the ten codes" in wrong.text) == (422, True)
    assert kinds() == ["recovery_code_used", "sign_in", "second_factor_failed"]
    assert found(select(SecurityEvent.detail).where(SecurityEvent.kind == "recovery_code_used")) == ["0 left"]


def test_guessing_is_held_back_even_with_the_right_code_and_across_a_restart(app, half, phone):
    assert [give_code(half, f"00000{n}").status_code for n in range(6)] == [422] * 5 + [429]
    response = give_code(half, phone.code())
    assert response.status_code == 429
    assert "Too many tries." in response.text
    other = app.test_client()
    give_password(other)
    assert give_code(other, phone.code()).status_code == 429
    assert found(select(SignIn.user_id)) == []
    assert kinds() == ["second_factor_failed"] * 5


def test_a_right_code_clears_the_count(app, half, phone):
    for number in range(4):
        give_code(half, f"00000{number}")
    assert give_code(half, phone.code()).status_code == 303
    other = app.test_client()
    give_password(other)
    assert [give_code(other, f"00000{n}").status_code for n in range(6)] == [422] * 5 + [429]


def test_strangers_have_no_code_to_give(app, phone):
    client = app.test_client()
    assert client.get("/login/code").location.startswith("/login")
    assert give_code(client, phone.code()).location.startswith("/login")
    assert client.put("/login/code").status_code == 405


def test_how_much_the_database_is_asked(app, phone, count_queries):
    client = app.test_client()
    with count_queries() as queries:
        give_password(client)
    assert len(queries) <= 8, queries  # the address is spared, too
    with count_queries() as queries:
        client.get("/login/code")
    assert len(queries) == 1, queries
    with count_queries() as queries:
        give_code(client, phone.code())
    assert len(queries) <= 9, queries


def test_without_a_second_factor_the_password_is_enough(app, ada):
    assert give_password(app.test_client()).location == "/"
