"""An answer that proves nothing signs nobody in, whatever is wrong with it: one sentence, one event, never a 500."""

import socket
import time
from contextlib import closing

import pytest
from joserfc.jwk import RSAKey
from sqlalchemy import select

from contacts.access import SecurityEvent
from contacts.single_sign_on.provider import provider_at
from contacts.users import throttle
from contacts.users.models import SignIn
from tests.factories import found, make_user, writing
from tests.single_sign_on.conftest import BACK, START, question_of
from tests.single_sign_on.crooked import OTHERS, SHARED
from tests.users.conftest import free_port

NOT_CONFIRMED = "Nordhaven did not confirm who you are. Try again, or ask an administrator."
AWAY = "Nordhaven cannot be reached. Try again in a moment."


@pytest.fixture(autouse=True)
def ada(provider):
    with writing():
        return make_user("support", email="ada@example.com").id


def check_refused(answer, sentence, status=403):
    assert (answer.status_code, found(select(SignIn))) == (status, [])
    assert sentence in answer.text
    assert answer.headers["Content-Security-Policy"]
    assert found(select(SecurityEvent.kind)) == ["sign_in_failed"]


WRONG = {
    "another issuer": {"iss": "https://evil.example"},
    "another audience": {"aud": "somebody"},
    "another audience, for us to use": {"aud": "somebody", "azp": "rapport"},
    "no audience": {"aud": None},
    "another nonce": {"nonce": "replayed"},
    "no nonce": {"nonce": None},
    "over": {"exp": int(time.time()) - 3600},
    "never over": {"exp": None},
    "of tomorrow": {"iat": int(time.time()) + 86400},
    "not yet": {"nbf": int(time.time()) + 86400},
    "nobody": {"sub": None},
    "an empty nobody": {"sub": ""},
    "a number": {"sub": 7},
    "an endless name": {"sub": "x" * 256},
    "another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("claims", WRONG.values(), ids=WRONG)
def test_a_claim_that_is_wrong_proves_nothing(walk, claims):
    check_refused(walk(**claims), NOT_CONFIRMED)


SIGNED = {
    "by nobody": (None, {"alg": "none"}),
    "by another key": (OTHERS, {"alg": "RS256", "kid": "one"}),
    "by a key nobody published": (OTHERS, {"alg": "RS256", "kid": "two"}),
    "by a shared secret": (SHARED, {"alg": "HS256", "kid": "one"}),
}


@pytest.mark.parametrize(("key", "header"), SIGNED.values(), ids=SIGNED)
def test_a_signature_that_is_wrong_proves_nothing(walk, provider, key, header):
    provider.key, provider.header = key, header
    check_refused(walk(), NOT_CONFIRMED)


def test_a_key_that_the_provider_changed_is_had_anew(walk, provider):
    walk()
    provider.key = RSAKey.generate_key(2048, {"kid": "new", "use": "sig", "alg": "RS256"})
    provider.header = {"alg": "RS256", "kid": "new"}
    provider.answers["/jwks"] = {"keys": [provider.key.as_dict(private=False)]}
    assert walk().status_code == 303


BROKEN = {
    "no id token": ("/token", {"access_token": "a", "token_type": "Bearer"}),
    "an id token of another kind": ("/token", {"access_token": "a", "token_type": "Bearer", "id_token": "x.y.z"}),
    "a number for an id token": ("/token", {"access_token": "a", "token_type": "Bearer", "id_token": 7}),
    "a list": ("/token", []),
    "an error": ("/token", {"error": "invalid_grant", "error_description": "<script>alert(1)</script>"}),
    "keys that are none": ("/jwks", {"keys": [{"kty": "RSA"}]}),
    "a list of nothing": ("/jwks", []),
}


@pytest.mark.parametrize(("path", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_answer_proves_nothing(walk, provider, path, said):
    provider.answers[path] = said
    check_refused(walk(), NOT_CONFIRMED)


@pytest.mark.parametrize(("path", "said"), [("/token", 500), ("/token", "<html>"), ("/jwks", 404), ("/jwks", "<html>")])
def test_a_provider_that_fails_is_away(walk, provider, path, said):
    provider.answers[path] = said
    answer = walk()
    assert answer.status_code in (403, 503)
    assert "Nordhaven" in answer.text
    assert found(select(SignIn)) == []


def test_what_is_told_of_somebody_else_is_not_believed(walk, provider):
    provider.claims = {}
    provider.told = {"sub": "another", "email": "ada@example.com", "email_verified": True}
    check_refused(walk(), NOT_CONFIRMED)


def test_what_is_told_beside_the_id_token_counts(walk, provider):
    provider.claims, provider.told = {}, {"email": "Ada@Example.com", "email_verified": True}
    assert walk().status_code == 303


def test_a_description_of_somebody_else_is_not_followed(app, provider):
    provider.described["issuer"] = "https://evil.example"
    check_refused(app.test_client().get(START), NOT_CONFIRMED)


@pytest.mark.parametrize("description", [404, "<html>", "[]", "{}"])
def test_without_a_description_nobody_is_sent_anywhere(app, provider, description):
    provider.answers["/.well-known/openid-configuration"] = description
    assert app.test_client().get(START).status_code in (403, 503)


def test_a_provider_that_is_away_is_a_sentence(app, configure):
    configure(OIDC_ISSUER=f"http://127.0.0.1:{free_port()}")
    check_refused(app.test_client().get(START), AWAY, 503)


def test_a_provider_that_does_not_answer_is_not_waited_for(app, configure, monkeypatch):
    monkeypatch.setattr("contacts.single_sign_on.provider.ANSWER", 0.1)
    provider_at.cache_clear()
    with closing(silent()) as listener:
        configure(OIDC_ISSUER=f"http://127.0.0.1:{listener.getsockname()[1]}")
        check_refused(app.test_client().get(START), AWAY, 503)


def silent():
    """Takes connections and says nothing."""
    return socket.create_server(("127.0.0.1", 0))


def test_an_answer_to_another_question_is_too_late(app, walk, provider):
    mine, others = app.test_client(), app.test_client()
    state = question_of(others.get(START))["state"]
    for asked in ({"state": state}, {"state": "x"}, {}):
        assert mine.get(BACK, query_string={"code": "c", **asked}).status_code == 400
    assert found(select(SignIn)) == []


def test_an_answer_counts_once(walk, provider):
    answer = walk()
    again = answer.client.get(BACK, query_string={"code": "c", "state": answer.question["state"]})
    assert again.status_code == 400
    assert "That took too long, or was started in another window. Start again." in again.text


def test_an_answer_of_another_provider_is_refused(app, provider):
    client = app.test_client()
    state = question_of(client.get(START))["state"]
    check_refused(
        client.get(BACK, query_string={"code": "c", "state": state, "iss": "https://e.example"}), NOT_CONFIRMED
    )


@pytest.mark.parametrize("error", ["access_denied", "login_required", "<b>"])
def test_a_no_is_a_sentence(app, error):
    client = app.test_client()
    state = question_of(client.get(START))["state"]
    said = {"error": error, "error_description": "<i>words</i>", "state": state}
    answer = client.get(BACK, query_string=said)
    check_refused(answer, "Nordhaven did not")
    assert "words" not in answer.text


def test_the_code_is_paid_for_with_the_verifier(walk, provider):
    walk()
    (body, proof) = next((body, proof) for path, body, proof in provider.asked if path == "/token")
    assert "code_verifier=" in body
    assert "grant_type=authorization_code" in body
    assert proof.startswith("Basic ")


def test_whoever_knocks_too_often_waits_and_is_not_noted_down(app):
    client = app.test_client()
    statuses = [client.get(BACK).status_code for _ in range(throttle.TRIES["address"] + 2)]
    assert statuses[0] == 400
    assert statuses[-1] == 429
    assert len(found(select(SecurityEvent.id))) < len(statuses)
