"""The start page: whom to turn to next, and why."""

import re
from datetime import timedelta

import pytest

from contacts.communications.models import Communication
from contacts.db import utcnow
from contacts.purchases.models import Purchase
from contacts.tasks.models import Task
from tests.conftest import HTMX
from tests.factories import add, make_customer, make_role, writing

NOW = utcnow()


def people(client):
    """`[(name, reason)]` of the start page."""
    html = client.get("/").text.partition('id="next-best"')[2].partition("</section>")[0]
    return re.findall(r"<bdi>([^<]+)</bdi></a>\s*<span[^>]*><bdi>([^<]+)", html)


def overdue(name, days, **fields):
    customer = make_customer(name, touch_every_days=10, **fields).id
    at = NOW - timedelta(days=10 + days)
    add(Communication(customer_id=customer, channel="call", body="x", happened_at=at))
    return customer


def gone_quiet(name, **fields):
    customer = make_customer(name, **fields).id
    for days in (40, 50, 60):
        day = NOW.date() - timedelta(days=days)
        add(Purchase(customer_id=customer, purchased_on=day, currency="EUR", total=100))
    return customer


def test_each_comes_with_a_reason_and_only_once(sign_in):
    client = sign_in("manager")
    with writing():
        overdue("Waiting", 3)
        overdue("Today", 0)
        overdue("In time", -3)
        gone_quiet("Quiet")
        late = overdue("Promised", 1)
        add(Task(customer_id=late, title="Send the quote", assignee_id=client.user_id, due_at=NOW - timedelta(days=1)))
    assert people(client) == [
        ("Promised", "Your task: Send the quote"),
        ("Waiting", "Every 10 days, and that was 3 days ago"),
        ("Today", "Every 10 days, and that is today"),
        ("Quiet", "Bought every 10 days; the last time was 40 days ago"),
    ]


def test_ones_own_customers_come_first_and_ten_are_enough(sign_in):
    client = sign_in("sales rep")
    with writing():
        for number in range(12):
            overdue(f"Other {number}", 20 + number)
        overdue("Mine", 1, owner_id=client.user_id)
        gone_quiet("Mine too", owner_id=client.user_id)
    names = [name for name, _reason in people(client)]
    assert names[:2] == ["Mine", "Mine too"]
    assert len(names) == 10


def test_a_conversation_takes_somebody_off_the_list(sign_in):
    client = sign_in("manager")
    with writing():
        customer = overdue("Waiting", 3)
    assert people(client)
    with writing():
        add(Communication(customer_id=customer, channel="email", body="x", happened_at=NOW))
    assert people(client) == []
    assert "Nobody is waiting" in client.get("/").text


def test_a_reason_that_may_not_be_known_is_none(sign_in):
    with writing():
        overdue("Waiting", 3)
        gone_quiet("Quiet")
        owner = make_role({kind: {"read": "own"} for kind in ("customers", "purchases", "communications", "tasks")})
    assert [name for name, _reason in people(sign_in("finance"))] == ["Quiet"]
    assert people(sign_in("read-only")) == []
    assert people(sign_in(owner)) == []


@pytest.mark.parametrize("role", ["administrator", "read-only"])
def test_it_asks_little(sign_in, count_queries, role):
    client = sign_in(role)
    with writing():
        for number in range(12):
            overdue(f"Other {number}", number)
    client.get("/")
    with count_queries() as queries:
        assert client.get("/").status_code == 200
    assert len(queries) <= 7


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_it_has_the_line_to_log_with_for_who_may(sign_in, headers):
    assert 'id="capture"' in sign_in("sales rep").get("/", headers=headers).text
    assert 'id="capture"' not in sign_in("finance").get("/", headers=headers).text


def test_tasks_leave_room_for_whom_one_might_forget(sign_in):
    client = sign_in("manager")
    with writing():
        for number in range(9):
            customer, due = make_customer(f"Task {number}").id, NOW - timedelta(days=20 - number)
            add(Task(customer_id=customer, title="Ring", assignee_id=client.user_id, due_at=due))
        overdue("Waiting", 3)
    names = [name for name, _reason in people(client)]
    assert names[3:6] == ["Task 3", "Waiting", "Task 4"]
    assert len(names) == 10


def test_nobody_signed_in_is_sent_to_sign_in(app):
    assert app.test_client().get("/").location.startswith("/login")
