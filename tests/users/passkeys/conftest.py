"""Ada, her browser and a device with a passkey of hers."""

import json
import re
from html import unescape

import pytest

from contacts.users.passwords import hash_password
from tests.factories import make_session, make_user, writing
from tests.users.passkeys.device import Device

PASSWORD = "correct horse battery"


@pytest.fixture
def ada(app):
    with writing():
        hashed = hash_password(PASSWORD)
        return make_user("sales rep", name="Ada Byron", email="ada@example.com", password_hash=hashed).id


@pytest.fixture
def client(app, ada):
    """Ada's browser, signed in with her password."""
    client = app.test_client()
    with app.app_context(), client.session_transaction() as cookie:
        cookie["_user_id"] = make_session(ada)
    return client


@pytest.fixture
def device(client):
    """A device whose passkey signs Ada in."""
    device = Device()
    assert keep(client, device.make(offer(client))).status_code == 303
    return device


def options_in(response):
    return json.loads(unescape(re.search(r'data-passkey="([^"]*)"', response.text)[1]))


def offer(client, name="Work laptop"):
    """The options for a new passkey, after the password."""
    return options_in(client.post("/settings/passkeys/new", data={"name": name, "present": PASSWORD}))


def keep(client, answer, name="Work laptop"):
    return client.post("/settings/passkeys", data={"name": name, "answer": answer})


def ask(client, **more):
    """The options for signing in."""
    return options_in(client.post("/login/passkey", data=more))


def enter(client, answer, **more):
    return client.post("/login/passkey/answer", data={"answer": answer, **more})
