"""Logging a conversation: one required field, no page change, and everything that can go wrong."""

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.communications.models import Communication
from tests.conftest import HTMX, TOKEN
from tests.factories import make_customer, writing

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
    piece, whole = (TOKEN.sub("", client.get(path, headers=headers).text) for headers in (HTMX, {}))
    feed = piece[piece.index('<div class="feed"') :].strip()
    assert "".join(feed.split()) in "".join(whole.split())


BAD = [
    ("body", ""),
    ("body", "x" * 50_001),
    ("body", "a\x00b"),
    ("happened_at", "2026-02-30T10:00"),
    ("happened_at", "2999-01-01T10:00"),
    ("duration", "-1"),
    ("duration", "x"),
    ("channel", "pigeon"),
]


@pytest.mark.parametrize(("name", "value"), BAD, ids=[f"{name}-{at}" for at, (name, _) in enumerate(BAD)])
def test_bad_input_keeps_what_was_typed_and_writes_nothing(sign_in, path, name, value):
    response = sign_in("manager").post(path, data={**CALL, "subject": "Chairs", name: value}, headers=HTMX)
    assert response.status_code == 422
    assert "Chairs" in response.text
    assert logged() == []


def test_a_moment_is_typed_in_ones_own_time(sign_in, path):
    client = sign_in("manager", time_zone="Europe/Berlin")
    client.post(path, data={**CALL, "happened_at": "2026-07-01T12:00"})
    assert logged()[0].happened_at.hour == 10


def test_a_private_entry_is_seen_by_its_author_alone(sign_in, path, customer_id):
    author, other = sign_in("sales rep"), sign_in("manager")
    author.post(path, data={**CALL, "is_private": "y"})
    assert CALL["body"] in author.get(f"/customers/{customer_id}").text
    assert CALL["body"] not in other.get(f"/customers/{customer_id}").text
    assert other.post(f"{path}/{logged()[0].id}/delete").status_code == 404


def test_pin_delete_and_undo(sign_in, path):
    client = sign_in("sales rep")
    client.post(path, data=CALL)
    entry = f"{path}/{logged()[0].id}"
    assert client.post(f"{entry}/pin").status_code == 303
    assert logged()[0].pinned
    client.get(path)  # the toasts so far
    text = client.post(f"{entry}/delete", headers=HTMX).text
    assert logged() == []
    undo = text.partition('action="/history/')[2].partition('"')[0]
    client.post(f"/history/{undo}")
    assert len(logged()) == 1


def test_others_entries_are_not_ones_own_to_delete(sign_in, path):
    sign_in("support").post(path, data=CALL)
    assert sign_in("sales rep").post(f"{path}/{logged()[0].id}/delete").status_code == 403


def test_refused_unknown_and_wrong(sign_in, path):
    assert sign_in("finance").get(path).status_code == 403
    assert sign_in("read-only").post(path, data=CALL).status_code == 403
    client = sign_in("manager")
    assert client.get("/customers/999/communications").status_code == 404
    assert client.post(f"{path}/999/delete").status_code == 404
    assert client.get(f"{path}/1/delete").status_code == 405
    with writing():
        other = make_customer("Other").id
    client.post(path, data=CALL)
    assert client.post(f"/customers/{other}/communications/{logged()[0].id}/delete").status_code == 404


def test_administrators_see_private_entries(sign_in, path):
    sign_in("sales rep").post(path, data={**CALL, "is_private": "y"})
    assert CALL["body"] in sign_in("administrator").get(path).text
