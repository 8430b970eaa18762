"""Turning a second factor on and off under Settings, and what is shown once."""

import re

import pytest
from sqlalchemy import func, select, update

from contacts.access import SecurityEvent, unrestricted
from contacts.db import Base, utcnow
from contacts.history.models import Change, Operation
from contacts.users.factors.models import RecoveryCode, SecondFactor
from contacts.users.models import SignIn
from tests.factories import found, make_session
from tests.users.factors.conftest import ON_PAPER, PASSWORD, Phone

HERE = "/settings/second-factor"


@pytest.fixture
def client(app, ada):
    """Ada's browser, signed in."""
    client = app.test_client()
    with app.app_context(), client.session_transaction() as cookie:
        cookie["_user_id"] = make_session(ada)
    return client


@pytest.fixture
def proof(client, phone):
    """What proves Ada: `proof()` is good once in half a minute of her clock."""

    def _proof(**changes):
        phone.wait()
        return {"present": PASSWORD, "code": phone.code(), **changes}

    return _proof


def kinds():
    return found(select(SecurityEvent.kind).order_by(SecurityEvent.id))


def codes_in(response):
    return re.findall(r"<code>([\w-]{19})</code>", response.text)


def begin(client, monkeypatch):
    """The phone that scanned the picture."""
    assert client.post(f"{HERE}/new", data={"present": PASSWORD}).location == f"{HERE}/confirm"
    shown = client.get(f"{HERE}/confirm").text
    assert "<svg" in shown
    return Phone(re.search(r'id="secret">([A-Z2-7 ]+)<', shown)[1].replace(" ", ""), monkeypatch)


def test_it_is_turned_on_with_the_password_and_a_first_code(client, ada, monkeypatch):
    make_session(ada)
    assert 'href="/settings/second-factor/new"' in client.get("/settings").text
    phone = begin(client, monkeypatch)
    assert found(select(SecondFactor.confirmed_at)) == [None]
    response = client.post(f"{HERE}/confirm", data={"code": phone.code()})
    assert response.status_code == 200
    assert len(set(codes_in(response))) == 10
    assert len(found(select(SignIn.user_id))) == 1  # every other browser is signed out
    assert kinds() == ["second_factor_on"]
    assert client.get(f"{HERE}/confirm").location == "/settings"
    assert codes_in(client.get("/settings")) == []


def test_until_it_is_confirmed_nobody_is_asked_for_a_code(app, client, monkeypatch):
    begin(client, monkeypatch)
    response = app.test_client().post("/login", data={"email": "ada@example.com", "password": PASSWORD})
    assert response.location == "/"


def test_the_code_that_confirmed_it_does_not_sign_in(app, client, monkeypatch):
    phone = begin(client, monkeypatch)
    client.post(f"{HERE}/confirm", data={"code": phone.code()})
    other = app.test_client()
    other.post("/login", data={"email": "ada@example.com", "password": PASSWORD})
    assert other.post("/login/code", data={"code": phone.code()}).status_code == 422


@pytest.mark.parametrize("code", ["", "000000", "\0", "x" * 101, ON_PAPER])
def test_a_wrong_first_code_turns_nothing_on_and_shows_the_same_picture(client, monkeypatch, code):
    phone = begin(client, monkeypatch)
    response = client.post(f"{HERE}/confirm", data={"code": code})
    assert response.status_code == 422
    assert 'id="code-error"' in response.text
    assert phone.secret in response.text.replace(" ", "")
    assert found(select(SecondFactor.confirmed_at)) == [None]
    assert kinds() == []


@pytest.mark.parametrize("present", ["", "not it at all", "x" * 1001])
def test_without_the_password_nothing_begins(client, present):
    response = client.post(f"{HERE}/new", data={"present": present})
    assert response.status_code == 422
    assert 'id="present-error"' in response.text
    assert found(select(SecondFactor.id)) == []


def test_guessing_the_password_is_held_back(client):
    answers = [client.post(f"{HERE}/new", data={"present": f"guess {n}"}).status_code for n in range(6)]
    assert answers == [422] * 5 + [429]


def test_what_waits_too_long_begins_again(client, monkeypatch):
    phone = begin(client, monkeypatch)
    with unrestricted("a test writes", writes=True) as session:
        session.execute(update(SecondFactor).values(created_at=utcnow().replace(year=2020)))
    response = client.post(f"{HERE}/confirm?next=/tasks", data={"code": phone.code()})
    assert response.location == f"{HERE}/new?next=/tasks"
    assert "That took too long" in client.get(response.location).text
    assert begin(client, monkeypatch).secret != phone.secret
    assert len(found(select(SecondFactor.id))) == 1


def test_a_second_one_replaces_nothing(client, phone):
    before = found(select(SecondFactor.secret_sealed))
    for path in ("new", "confirm"):
        assert client.get(f"{HERE}/{path}").location == "/settings"
        assert client.post(f"{HERE}/{path}", data={"present": PASSWORD, "code": phone.code()}).location == "/settings"
    assert found(select(SecondFactor.secret_sealed)) == before


def test_settings_say_that_it_is_on_and_how_many_codes_are_left(client, phone):
    text = client.get("/settings").text
    assert '<span class="num">1</span>' in text
    assert "Make new recovery codes before the last one is used." in text


def test_it_is_turned_off_with_password_and_code(app, client, proof, ada):
    assert client.get(f"{HERE}/off").status_code == 200
    assert client.post(f"{HERE}/off", data=proof()).location == "/settings"
    assert "The second factor is off." in client.get("/settings").text
    assert found(select(SecondFactor.id)) == found(select(RecoveryCode.user_id)) == []
    assert kinds() == ["second_factor_off"]
    response = app.test_client().post("/login", data={"email": "ada@example.com", "password": PASSWORD})
    assert response.location == "/"


def test_a_recovery_code_turns_it_off_too(client, proof):
    assert client.post(f"{HERE}/off", data=proof(code=ON_PAPER)).status_code == 303
    assert kinds() == ["recovery_code_used", "second_factor_off"]


@pytest.mark.parametrize("path", ["off", "recovery-codes"])
@pytest.mark.parametrize(("name", "value"), [("present", ""), ("present", "no"), ("code", ""), ("code", "000000")])
def test_one_of_the_two_is_not_enough(client, proof, path, name, value):
    response = client.post(f"{HERE}/{path}", data=proof(**{name: value}))
    assert response.status_code == 422
    assert f'id="{name}-error"' in response.text
    assert len(found(select(SecondFactor.id))) == 1
    assert len(found(select(RecoveryCode.user_id))) == 1
    assert "second_factor_off" not in kinds()


def test_guessing_the_code_is_held_back_here_too(client, proof):
    answers = [client.post(f"{HERE}/off", data=proof(code=f"00000{n}")).status_code for n in range(6)]
    assert answers == [422] * 5 + [429]
    assert client.post(f"{HERE}/off", data=proof()).status_code == 429


def test_new_recovery_codes_end_the_old_ones(app, client, proof, phone):
    assert client.get(f"{HERE}/recovery-codes").status_code == 200
    codes = codes_in(client.post(f"{HERE}/recovery-codes", data=proof()))
    assert len(set(codes)) == 10
    assert kinds() == ["recovery_codes_made"]
    other = app.test_client()
    other.post("/login", data={"email": "ada@example.com", "password": PASSWORD})
    assert other.post("/login/code", data={"code": ON_PAPER}).status_code == 422
    assert other.post("/login/code", data={"code": codes[3]}).status_code == 303
    assert found(select(func.count()).select_from(RecoveryCode)) == [9]


def test_there_is_nothing_to_turn_off_or_renew_without_one(client):
    for path in ("off", "recovery-codes"):
        assert client.get(f"{HERE}/{path}").location == "/settings"
        assert client.post(f"{HERE}/{path}", data={"present": PASSWORD, "code": "000000"}).status_code == 422


def test_strangers_are_asked_to_sign_in(app):
    for path in ("new", "confirm", "off", "recovery-codes"):
        assert app.test_client().get(f"{HERE}/{path}").location.startswith("/login")
        assert app.test_client().post(f"{HERE}/{path}").location.startswith("/login")


def test_neither_secret_nor_codes_lie_anywhere_in_plain(client, monkeypatch):
    phone = begin(client, monkeypatch)
    codes = codes_in(client.post(f"{HERE}/confirm", data={"code": phone.code()}))
    with unrestricted("a test looks everywhere") as session:
        everything = str([session.execute(select(table)).all() for table in Base.metadata.sorted_tables])
    assert phone.secret not in everything
    assert [code for code in codes if code in everything or code.replace("-", "") in everything] == []
    assert found(select(Change.id).where(Change.table_name == "second_factors")) == []
    assert found(select(Operation.kind)) == ["test.make"]
