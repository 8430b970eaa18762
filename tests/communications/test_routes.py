"""Logging a conversation: one required field, no page change, and everything that can go wrong."""

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.communications.models import Communication
from tests.conftest import HTMX
from tests.factories import add, make_customer, writing

CALL = {"channel": "call", "body": "Wants a quote for 40 chairs"}


@pytest.fixture
def customer_id(app):
    with writing():
        return make_customer().id


@pytest.fixture
def path(customer_id):
    return f"/customers/{customer_id}/communications"


def logged():
    with unrestricted("a test looks") as session:
        return session.scalars(select(Communication)).all()


def test_logging_a_call_shows_it_on_the_record(sign_in, path, customer_id):
    client = sign_in("sales rep")
    response = client.post(path, data=CALL)
    assert response.location == f"/customers/{customer_id}"
    assert CALL["body"] in client.get(response.location).text
    assert [entry.author_id for entry in logged()] == [client.user_id]


def test_htmx_gets_the_fresh_panel_and_a_toast(sign_in, path):
    response = sign_in("support").post(path, data=CALL, headers=HTMX)
    assert response.status_code == 200
    assert response.text.lstrip().startswith('<div id="communications">')
    assert CALL["body"] in response.text
    assert "Logged." in response.text


def test_the_fragment_is_the_pages_own_markup(sign_in, path):
    client = sign_in("manager")
    client.post(path, data=CALL)
    piece = client.get(path, headers=HTMX).text
    whole = client.get(path).text
    feed = piece[piece.index('<div class="feed"') :].strip()
    assert "".join(feed.split()) in "".join(whole.split())
