"""A provider is configured, and somebody walks to it and back."""

import threading
from urllib.parse import parse_qs, urlsplit

import pytest

from contacts.single_sign_on.provider import provider_at
from tests.single_sign_on.crooked import Crooked

START, BACK = "/login/single-sign-on", "/login/single-sign-on/back"


@pytest.fixture(scope="session")
def crooked():
    server = Crooked()
    thread = threading.Thread(target=server.serve_forever, args=[0.05])
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def configure(app, monkeypatch):
    """`configure(OIDC_ROLE="support")` for the time of a test."""

    def _configure(**settings):
        for name, value in settings.items():
            monkeypatch.setitem(app.config, name, value)

    return _configure


@pytest.fixture
def provider(configure, crooked):
    """The provider, at first honest: it vouches for ada@example.com."""
    crooked.start_over()
    crooked.claims = {"email": "ada@example.com", "email_verified": True, "name": "Ada Byron"}
    configure(OIDC_ISSUER=crooked.issuer, OIDC_CLIENT_ID="rapport", OIDC_CLIENT_SECRET="secret", OIDC_NAME="Nordhaven")
    provider_at.cache_clear()
    return crooked


@pytest.fixture
def walk(app, provider):
    """`walk(next="/tasks", nonce=…)`: there and back; the answer to the way back, with `.client` and `.question`."""

    def _walk(next="", client=None, **claims):
        client = client or app.test_client()
        question = question_of(client.get(START, query_string={"next": next} if next else {}))
        provider.claims = {"nonce": question["nonce"], **provider.claims, **claims}
        answer = client.get(BACK, query_string={"code": "c", "state": question["state"], "iss": provider.issuer})
        provider.claims.pop("nonce")
        answer.client, answer.question = client, question
        return answer

    return _walk


def question_of(response):
    """What the provider is asked, out of the address that a browser is sent to."""
    assert response.status_code == 303, response.text
    return {name: values[0] for name, values in parse_qs(urlsplit(response.location).query).items()}
