"""A passkey signs in by itself, once for each question; what is broken, replayed, foreign or copied does not."""

import json

import pytest
from sqlalchemy import select, update

from contacts.access import Role, SecurityEvent, unrestricted
from contacts.db import utcnow
from contacts.users.models import SignIn, User
from contacts.users.passkeys.models import Passkey, PasskeyChallenge
from tests.factories import found, make_second_factor
from tests.users.passkeys.conftest import ask, enter, keep, offer
from tests.users.passkeys.device import PRESENT, Device


@pytest.fixture
def stranger(app, device):
    return app.test_client()


def kinds():
    return found(select(SecurityEvent.kind).where(SecurityEvent.kind != "passkey_added").order_by(SecurityEvent.id))


def refused(response):
    assert response.status_code == 422
    assert "That passkey does not sign in here." in response.text
    assert found(select(SignIn.means)) == ["password"]  # Ada's other browser
    assert found(select(Passkey.used_at)) == [None]
    assert kinds() == ["passkey_refused"]


def test_it_signs_in_and_counts_as_both_factors(stranger, device, ada):
    make_second_factor(ada)
    response = enter(stranger, device.sign(ask(stranger)), next="/tasks?done=1", keep="y")
    assert (response.status_code, response.location) == (303, "/tasks?done=1")
    assert stranger.get("/settings").status_code == 200
    session = found(select(SignIn).where(SignIn.means == "passkey"))[0]
    assert (session.user_id, session.is_kept) == (ada, True)
    assert found(select(Passkey.sign_count)) == [1]
    assert "Last used" in stranger.get("/settings").text
    assert kinds() == ["passkey_used", "sign_in"]


def test_a_role_that_requires_a_second_factor_takes_a_passkey_for_one(stranger, device):
    def demand(is_required):
        with unrestricted("a test writes", writes=True) as session:
            session.execute(update(Role).where(Role.name == "sales rep").values(requires_second_factor=is_required))

    demand(True)
    try:
        enter(stranger, device.sign(ask(stranger)))
        assert stranger.get("/customers").status_code == 200
    finally:
        demand(False)


def test_what_is_carried_along_and_what_the_device_is_asked(stranger):
    response = stranger.post("/login/passkey", data={"next": "/tasks", "keep": "y", "email": "x", "password": "y"})
    assert response.status_code == 200
    assert 'name="next" value="/tasks"' in response.text
    assert 'name="keep" value="y"' in response.text
    options = ask(stranger)
    assert (options["rpId"], options["userVerification"], options["allowCredentials"]) == ("localhost", "required", [])


@pytest.mark.parametrize("answer", ["", "{}", "null", "[]", "\0", "x" * 5000, '{"id": 1}', '{"rawId":"AA","id":"AA"}'])
def test_a_broken_answer_opens_nothing(stranger, answer):
    ask(stranger)
    refused(enter(stranger, answer))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("place", "evil.example"),
        ("origin", "https://evil.example"),
        ("flags", PRESENT),
        ("id", b"x" * 32),
        ("handle", "AA"),
    ],
)
def test_a_foreign_answer_opens_nothing(stranger, device, name, value):
    setattr(device, name, value)
    refused(enter(stranger, device.sign(ask(stranger))))


@pytest.mark.parametrize("name", ["signature", "authenticatorData", "clientDataJSON"])
def test_an_altered_answer_opens_nothing(stranger, device, name):
    refused(enter(stranger, device.sign(ask(stranger), **{name: b"altered"})))


def test_an_answer_by_another_device_under_the_same_name_opens_nothing(stranger, device):
    other = Device()
    other.id, other.handle = device.id, device.handle
    refused(enter(stranger, other.sign(ask(stranger))))


def test_an_answer_works_once(app, stranger, device):
    answer = device.sign(ask(stranger))
    assert enter(stranger, answer).status_code == 303
    stranger.post("/logout")
    assert enter(stranger, answer).status_code == 422
    other = app.test_client()
    ask(other)
    assert enter(other, answer).status_code == 422


def test_an_answer_without_a_question_or_in_another_browser_opens_nothing(app, stranger, device):
    options = ask(stranger)
    refused(enter(app.test_client(), device.sign(options)))


def test_a_challenge_is_good_for_five_minutes(stranger, device):
    options = ask(stranger)
    with unrestricted("a test writes", writes=True) as session:
        session.execute(update(PasskeyChallenge).values(expires_at=utcnow()))
    refused(enter(stranger, device.sign(options)))
    ask(stranger)
    assert len(found(select(PasskeyChallenge.expires_at))) == 1  # the one that was too old is swept out


def test_the_challenge_of_adding_one_signs_nobody_in(client, device):
    options = offer(client)
    response = enter(client, device.sign(options))
    assert response.status_code == 422


def test_a_copy_is_noticed_by_its_counter(app, stranger, device):
    enter(stranger, device.sign(ask(stranger)))
    device.counter = 0
    other = app.test_client()
    assert enter(other, device.sign(ask(other))).status_code == 422
    assert kinds() == ["passkey_used", "sign_in", "passkey_refused"]


def test_a_device_that_does_not_count_signs_in_again_and_again(app, client):
    device = Device()
    keep(client, device.make(offer(client)))
    for _time in range(2):
        device.counter = -1
        other = app.test_client()
        assert enter(other, device.sign(ask(other))).status_code == 303


def test_who_is_deactivated_stays_out(stranger, device, ada):
    with unrestricted("a test writes", writes=True) as session:
        session.execute(update(User).where(User.id == ada).values(active=False))
    assert enter(stranger, device.sign(ask(stranger))).status_code == 422


@pytest.mark.parametrize("next", ["//evil.example", "https://evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(stranger, device, next):
    assert enter(stranger, device.sign(ask(stranger)), next=next).location == "/"


def test_asking_and_answering_too_often_waits(stranger):
    assert [stranger.post("/login/passkey").status_code for _ in range(31)] == [200] * 30 + [429]
    assert [enter(stranger, "x").status_code for _ in range(21)] == [422] * 20 + [429]


def test_how_much_the_database_is_asked(stranger, device, count_queries):
    with count_queries() as queries:
        options = ask(stranger)
    assert len(queries) == 3, queries
    answer = device.sign(options)
    assert json.loads(answer)["type"] == "public-key"
    with count_queries() as queries:
        enter(stranger, answer)
    assert len(queries) <= 8, queries
