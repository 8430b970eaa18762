"""Tickets: opened from the composer, answered, changed, closed, listed, deleted and brought back."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from contacts.communications.models import Communication, Ticket
from contacts.db import utcnow
from contacts.tasks.models import Task
from tests.communications.talking import OPEN, REPLY, kept, undo_of
from tests.conftest import HTMX
from tests.factories import add, make_customer, writing

EDIT = {"subject": "Grinder leaks", "status": "closed", "priority": "low", "assignee_id": ""}


def test_the_channel_ticket_opens_one(sign_in, customer):
    client = sign_in("support", time_zone="Europe/Berlin")
    answer = client.post(f"{customer}/communications", headers=HTMX, data={**OPEN, "happened_at": "2026-03-02T12:00"})
    ticket, message = kept(Ticket)[0], kept(Communication)[0]
    assert (ticket.subject, ticket.status, ticket.priority) == ("Grinder leaks", "open", "high")
    assert (ticket.assignee_id, ticket.opened_at) == (client.user_id, datetime(2026, 3, 2, 11, tzinfo=UTC))
    assert (message.ticket_id, message.direction, message.body) == (ticket.id, "incoming", "Since Monday")
    assert message.happened_at == ticket.opened_at
    assert f'href="{customer}/tickets/{ticket.id}"' in answer.text
    assert "Open tickets" in answer.text
    client.post(undo_of(answer.text))
    assert kept(Ticket) == kept(Communication) == []


def test_it_needs_a_subject(sign_in, customer):
    response = sign_in("support").post(f"{customer}/communications", data={**OPEN, "subject": " "}, headers=HTMX)
    assert response.status_code == 422
    assert 'id="subject-error"' in response.text
    assert "Since Monday" in response.text
    assert kept(Ticket) == kept(Communication) == []


def test_it_is_never_private_and_may_promise_something(sign_in, customer):
    client = sign_in("manager")
    client.post(f"{customer}/communications", data={**OPEN, "is_private": "y", "follow_up": "1"})
    assert not kept(Communication)[0].is_private
    assert kept(Task)[0].communication_id == kept(Communication)[0].id
    client.post(undo_of(client.get(customer).text))
    assert kept(Ticket) == kept(Communication) == kept(Task) == []


@pytest.mark.parametrize(
    ("name", "value"), [("priority", "x"), ("subject", "\x00"), ("subject", "x" * 301), ("body", "")]
)
def test_a_bad_ticket_is_not_opened(sign_in, customer, name, value):
    response = sign_in("support").post(f"{customer}/communications", data={**OPEN, name: value})
    assert response.status_code == 422
    assert kept(Ticket) == kept(Communication) == []


def test_its_page_shows_the_thread(ticket):
    text = ticket.client.get(ticket).text
    for words in ("Grinder leaks", "Since Monday", "They wrote", "High priority"):
        assert words in text
    assert ticket.client.get(ticket, headers=HTMX).text.lstrip().startswith('<div id="ticket"')


def test_an_answer_joins_the_thread_and_may_close_it(sign_in, ticket):
    other = sign_in("manager")
    text = other.post(f"{ticket}/communications", data={**REPLY, "status": "closed"}, headers=HTMX).text
    message, closed = kept(Communication)[1], kept(Ticket)[0]
    assert (message.ticket_id, message.author_id, message.direction) == (closed.id, other.user_id, "outgoing")
    assert closed.status == "closed"
    assert utcnow() - closed.closed_at < timedelta(minutes=1)
    other.post(undo_of(text))
    assert (kept(Ticket)[0].status, kept(Ticket)[0].closed_at, len(kept(Communication))) == ("open", None, 1)


def test_who_may_not_change_a_ticket_may_answer_in_it(sign_in, ticket):
    other = sign_in("support")
    text = other.get(ticket).text
    assert "/edit" not in text.partition('id="feed-list"')[0]
    assert 'name="status"' not in text
    assert other.post(f"{ticket}/communications", data={**REPLY, "status": "closed"}).status_code == 303
    assert kept(Ticket)[0].status == "open"
    assert len(kept(Communication)) == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [("body", ""), ("body", "\x00"), ("channel", "x"), ("direction", "x"), ("status", "x"), ("happened_at", "x")],
)
def test_a_bad_answer_is_not_kept(ticket, name, value):
    response = ticket.client.post(f"{ticket}/communications", data={**REPLY, name: value}, headers=HTMX)
    assert response.status_code == 422
    assert "-error" in response.text
    assert len(kept(Communication)) == 1


def test_closing_and_opening_keep_the_moment_in_step(ticket):
    client = ticket.client
    assert client.get(f"{ticket}/edit").status_code == 200
    text = client.post(ticket, data={**EDIT, "version": 1}, headers=HTMX).text
    closed = kept(Ticket)[0]
    assert (closed.status, closed.priority, closed.assignee_id) == ("closed", "low", None)
    assert closed.closed_at
    client.post(undo_of(text))
    again = kept(Ticket)[0]
    assert (again.status, again.priority, again.closed_at) == ("open", "high", None)


def test_a_closed_ticket_stays_closed_since_then(sign_in, ticket):
    manager = sign_in("manager")
    manager.post(ticket, data={**EDIT, "version": 1})
    since = kept(Ticket)[0].closed_at
    manager.post(ticket, data={**EDIT, "priority": "high", "version": 2})
    assert kept(Ticket)[0].closed_at == since
    manager.post(ticket, data={**EDIT, "status": "pending", "version": 3})
    assert kept(Ticket)[0].closed_at is None
    assert manager.get(ticket).text.count("Pending") >= 1


def test_a_stale_edit_shows_both_versions_in_words(sign_in, ticket):
    manager = sign_in("manager", name="Zoé Lefèvre")
    manager.post(ticket, data={**EDIT, "assignee_id": manager.user_id, "version": 1})
    response = manager.post(ticket, data={**EDIT, "status": "open", "version": 1})
    assert response.status_code == 409
    for words in ("Closed", "Open", "Zoé Lefèvre", "Nobody"):
        assert words in response.text


@pytest.mark.parametrize(
    ("name", "value"),
    [("subject", ""), ("subject", "\u202e"), ("status", "x"), ("priority", ""), ("assignee_id", "9" * 30),
     ("assignee_id", "x")],
)  # fmt: skip
def test_a_bad_edit_writes_nothing(ticket, name, value):
    response = ticket.client.post(ticket, data={**EDIT, name: value}, headers=HTMX)
    assert response.status_code == 422
    assert kept(Ticket)[0].version == 1


def test_deleting_takes_the_thread_along_and_undo_brings_it_back(ticket):
    client = ticket.client
    client.post(f"{ticket}/communications", data=REPLY)
    client.get("/tasks")  # the toasts so far
    response = client.post(f"{ticket}/delete")
    assert response.location == ticket.partition("/tickets")[0]
    assert kept(Ticket) == kept(Communication) == []
    client.post(undo_of(client.get(response.location).text))
    assert [message.ticket_id for message in kept(Communication)] == [kept(Ticket)[0].id] * 2
    assert client.get(ticket).status_code == 200


def test_a_long_thread_comes_in_pages(ticket):
    first = kept(Communication)[0]
    with writing():
        for at in range(60):
            add(Communication(customer_id=first.customer_id, ticket_id=first.ticket_id, channel="chat", body=f"x {at}"))
    text = ticket.client.get(ticket, headers=HTMX).text
    older = re.search(r'href="([^"]+after=[^"]+)"', text)[1]
    assert older.startswith(ticket)
    assert text.count('id="communication-') - text.count('-menu"') // 2 == 50
    assert "Since Monday" in ticket.client.get(older).text


def test_who_may_not(sign_in, ticket):
    assert sign_in("finance").get(ticket).status_code == 403
    assert sign_in("read-only").get("/tickets").status_code == 403
    assert "/tickets" not in sign_in("read-only").get("/customers").text
    other = sign_in("support")
    assert 'href="/tickets"' in other.get("/customers").text
    for url in (ticket, f"{ticket}/delete"):
        assert other.post(url, data=EDIT).status_code == 403
    manager = sign_in("manager")
    with writing():
        elsewhere = f"/customers/{make_customer('Other').id}/tickets/{kept(Ticket)[0].id}"
    for url in (elsewhere, f"{elsewhere}/edit", f"{ticket}99", f"{ticket}{'9' * 30}"):
        assert manager.get(url).status_code == 404
    for url in (elsewhere, f"{elsewhere}/communications", f"{elsewhere}/delete"):
        assert manager.post(url, data=REPLY).status_code == 404
    assert manager.get(f"{ticket}/delete").status_code == 405
