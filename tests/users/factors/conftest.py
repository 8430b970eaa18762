"""Ada, who has a second factor, and a clock that can be turned."""

import pyotp
import pytest

from contacts.users.factors import codes
from contacts.users.passwords import hash_password
from tests.factories import make_second_factor, make_user, writing

PASSWORD = "correct horse battery"
ON_PAPER = "k7mq-2xwt-9fhd-3rbn"


class Phone:
    """An app that makes codes; `wait(seconds)` lets time pass for it and for the server."""

    def __init__(self, secret, monkeypatch):
        self.secret, self.now = secret, 1_800_000_000
        monkeypatch.setattr(codes, "time", lambda: self.now)

    def code(self, minutes_ago=0):
        return pyotp.TOTP(self.secret).at(self.now - 60 * minutes_ago)

    def wait(self, seconds=30):
        self.now += seconds


@pytest.fixture
def ada(app):
    with writing():
        hashed = hash_password(PASSWORD)
        return make_user("sales rep", name="Ada Byron", email="ada@example.com", password_hash=hashed).id


@pytest.fixture
def phone(ada, monkeypatch):
    return Phone(make_second_factor(ada, ON_PAPER), monkeypatch)


@pytest.fixture
def half(app, phone):
    """A browser that gave Ada's password and owes the code."""
    client = app.test_client()
    response = give_password(client)
    assert (response.status_code, response.location) == (303, "/login/code")
    return client


def give_password(client, **more):
    return client.post("/login", data={"email": "ada@example.com", "password": PASSWORD, **more})


def give_code(client, code, **more):
    return client.post("/login/code", data={"code": code, **more})
