"""Passkeys are added with the password, by an answer that is whole, ours and fresh; anything else writes nothing."""

import re

import pytest
from sqlalchemy import select, text, update

from contacts.access import SecurityEvent, unrestricted
from contacts.db import utcnow
from contacts.users.models import SignIn
from contacts.users.passkeys.models import Passkey, PasskeyChallenge
from tests.factories import found, make_session, make_user, writing
from tests.users.passkeys.conftest import PASSWORD, keep, offer
from tests.users.passkeys.device import PRESENT, Device


def kinds():
    return found(select(SecurityEvent.kind).order_by(SecurityEvent.id))


def test_several_are_added_and_named(client, ada):
    for name in ("Work laptop", "Phone"):
        assert keep(client, Device().make(offer(client, name)), name).location == "/settings"
    assert found(select(Passkey.name).order_by(Passkey.id)) == ["Work laptop", "Phone"]
    assert len(set(found(select(Passkey.user_handle)))) == 1
    assert kinds() == ["passkey_added"] * 2
    shown = client.get("/settings").text
    assert ("Work laptop" in shown, "Phone" in shown, "Not used yet" in shown) == (True, True, True)


def test_what_the_device_is_asked(client, device):
    options = offer(client)
    assert (options["rp"]["id"], options["user"]["name"]) == ("localhost", "ada@example.com")
    chosen = options["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"], options["attestation"]) == (
        "required",
        "required",
        "none",
    )
    assert len(options["excludeCredentials"]) == 1  # the one she has


BROKEN = ["", "{}", "null", "[]", "\0", "x" * 5000, '{"id": 1}', '{"id":"AA","rawId":"AA","type":"public-key"}']


@pytest.mark.parametrize("answer", BROKEN)
def test_a_broken_answer_writes_nothing(client, answer):
    offer(client)
    refused(keep(client, answer))


@pytest.mark.parametrize(
    "foreign",
    [
        {"place": "evil.example"},
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:1"},
        {"flags": PRESENT},
    ],
)
def test_an_answer_for_elsewhere_or_by_nobody_in_particular_writes_nothing(client, foreign):
    refused(keep(client, Device(**foreign).make(offer(client))))


def test_an_answer_works_once(client):
    answer = Device().make(offer(client))
    assert keep(client, answer).status_code == 303
    response = keep(client, answer)
    assert response.status_code == 422
    assert len(found(select(Passkey.id))) == 1


def test_an_answer_to_an_older_question_or_of_another_browser_writes_nothing(client):
    older = offer(client)
    newer = offer(client)
    assert older["challenge"] != newer["challenge"]
    refused(keep(client, Device().make(older)))


def test_a_challenge_is_good_for_five_minutes(client):
    options = offer(client)
    (until,) = found(select(PasskeyChallenge.expires_at))
    assert 295 < (until - utcnow()).total_seconds() <= 300
    with unrestricted("a test writes", writes=True) as session:
        session.execute(update(PasskeyChallenge).values(expires_at=utcnow()))
    refused(keep(client, Device().make(options)))


def test_the_challenge_of_a_sign_in_adds_nothing(client):
    options = offer(client)
    with unrestricted("a test writes", writes=True) as session:
        session.execute(update(PasskeyChallenge).values(user_id=None))
    refused(keep(client, Device().make(options)))


def test_one_device_is_added_once(client, device):
    response = keep(client, device.make(offer(client)))
    assert response.status_code == 422
    assert len(found(select(Passkey.id))) == 1


def refused(response):
    assert response.status_code == 422
    assert "That passkey was not accepted. Nothing was saved." in response.text
    assert found(select(Passkey.id)) == []
    assert kinds() == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("name", ""), ("name", " "), ("name", "x" * 61), ("name", "a\u202eb"), ("present", ""), ("present", "no")],
)
def test_bad_input_asks_no_device(client, name, value):
    response = client.post("/settings/passkeys/new", data={"name": "Laptop", "present": PASSWORD, name: value})
    assert response.status_code == 422
    assert f'id="{name}-error"' in response.text
    assert "data-passkey" not in response.text
    assert found(select(PasskeyChallenge.expires_at)) == []


def test_removing_one_signs_other_browsers_out_that_used_one(client, device, ada):
    other, elsewhere = make_session(ada), make_session(ada)
    with unrestricted("a test writes", writes=True) as session:
        newest = session.scalars(select(SignIn).order_by(SignIn.created_at.desc())).first()
        newest.means = "passkey"
    (id,) = re.findall(r'action="/settings/passkeys/(\d+)/remove"', client.get("/settings").text)
    assert client.post(f"/settings/passkeys/{id}/remove").location == "/settings"
    assert found(select(Passkey.id)) == []
    assert len(found(select(SignIn.user_id))) == 2
    assert other != elsewhere
    assert kinds() == ["passkey_added", "passkey_removed"]
    assert client.get("/settings").status_code == 200


def test_nobody_removes_somebody_elses(sign_in, device):
    (id,) = found(select(Passkey.id))
    for number in (id, 999, 9**30):
        assert sign_in("administrator").post(f"/settings/passkeys/{number}/remove").status_code == 404
    assert len(found(select(Passkey.id))) == 1


def test_an_administrator_removes_them_for_somebody(sign_in, device, ada):
    administrator = sign_in("administrator")
    assert "Remove second factor and passkeys" in administrator.get(f"/admin/users/{ada}").text
    assert administrator.post(f"/admin/users/{ada}/second-factor/remove").status_code == 303
    assert found(select(Passkey.id)) == []
    assert found(select(SignIn.user_id)) == [administrator.user_id]


@pytest.mark.parametrize("address", ["http://contacts.example.com", "http://127.0.0.1:8000", "https://10.0.0.1"])
def test_where_passkeys_cannot_work_they_are_not_offered(app, client, monkeypatch, address):
    monkeypatch.setitem(app.config, "PUBLIC_URL", address)
    assert "Passkeys" not in client.get("/settings").text
    assert "passkey" not in app.test_client().get("/login").text
    assert client.get("/settings/passkeys/new").status_code == 404
    for path in ("/settings/passkeys/new", "/settings/passkeys"):
        assert client.post(path).status_code == 404
    for path in ("/login/passkey", "/login/passkey/answer"):
        assert app.test_client().post(path).status_code == 404


def test_only_our_own_word_says_where_we_are(app, client, monkeypatch):
    evil = {"headers": {"Host": "evil.example"}}
    assert app.test_client().post("/login/passkey", **evil).status_code == 404
    monkeypatch.setitem(app.config, "PUBLIC_URL", "https://contacts.example.com")
    assert 'rpId": "contacts.example.com' in app.test_client().post("/login/passkey", **evil).text.replace("&#34;", '"')
    real = Device("contacts.example.com", "https://contacts.example.com")
    assert keep(client, real.make(offer(client))).status_code == 303


def test_strangers_are_asked_to_sign_in(app):
    client = app.test_client()
    assert client.get("/settings/passkeys/new").location.startswith("/login")
    for path in ("new", "1/remove"):
        assert client.post(f"/settings/passkeys/{path}").location.startswith("/login")
    assert client.get("/settings/passkeys").status_code == 405


def test_the_ledger_knows_nothing_of_it(client, device):
    with writing():
        make_user()
    with unrestricted("a test looks") as session:
        kept = str(session.execute(text("SELECT * FROM changes")).all())
    assert found(select(Passkey.credential_id))[0] not in kept
