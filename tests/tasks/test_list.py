"""The list of everybody's tasks: grouped by day in the reader's zone, filtered, in pages, ticked where they stand."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.db import utcnow
from contacts.tasks.models import Task
from tests.conftest import HTMX
from tests.factories import add, make_customer, writing

HEADING = re.compile(r'role="rowheader">(Overdue|Today|Later|No date)<|<bdi>(Task \d+)</bdi></a>')


@pytest.fixture
def customer_id(app):
    with writing():
        return make_customer("Łódź Trading", sort_name="lodz trading").id


def make_tasks(customer_id, *dues, **fields):
    with writing():
        made = [
            add(Task(customer_id=customer_id, title=f"Task {at}", due_at=due, **fields)) for at, due in enumerate(dues)
        ]
        return [task.id for task in made]


def kept(id):
    with unrestricted("a test looks") as session:
        return session.scalar(select(Task).where(Task.id == id))


def shown(text):
    """Headings and titles in the order of the page."""
    return [heading or title for heading, title in HEADING.findall(text)]


def test_tasks_stand_under_the_day_they_are_due(sign_in, customer_id):
    now = utcnow()
    make_tasks(customer_id, None, now + timedelta(days=9), now, now - timedelta(days=2), now + timedelta(days=3))
    client = sign_in("manager")
    grouped = ["Overdue", "Task 3", "Today", "Task 2", "Later", "Task 4", "Task 1", "No date", "Task 0"]
    assert shown(client.get("/tasks").text) == grouped
    assert shown(client.get("/tasks?sort=-due").text) == ["Task 1", "Task 4", "Task 2", "Task 3", "Task 0"]


def test_a_day_is_the_readers_own(sign_in, customer_id):
    today = utcnow().replace(hour=0, minute=30)
    make_tasks(customer_id, today + timedelta(days=1))
    headings = {zone: shown(sign_in("manager", time_zone=zone).get("/tasks").text)[0] for zone in ("UTC", "Etc/GMT+12")}
    assert headings["UTC"] == "Later"
    # Twelve hours behind, the same moment is still on the day before.
    assert headings["Etc/GMT+12"] == ("Today" if utcnow().hour >= 12 else "Later")


def test_filters_and_search_join(sign_in, customer_id):
    client, other = sign_in("sales rep"), sign_in("manager")
    make_tasks(customer_id, utcnow(), assignee_id=client.user_id)
    make_tasks(customer_id, None, utcnow(), assignee_id=other.user_id, done_at=utcnow())

    def found(query):
        return [title for title in shown(client.get(f"/tasks?{query}").text) if title.startswith("Task")]

    assert found("") == found("whose=mine") == ["Task 0"]
    assert found("state=done") == ["Task 1", "Task 0"]
    assert found("state=done&whose=mine") == []
    assert found("q=lodz+task") == ["Task 0"]
    assert found("q=100%25") == []
    for nonsense in ("whose=x", "state=%00", "sort=x", "q=%5C", "q=" + "x" * 5000):
        assert client.get(f"/tasks?{nonsense}").status_code == 200
    assert client.get("/tasks?after=x").status_code == 400


@pytest.mark.parametrize("sort", ["due", "-due"])
def test_it_goes_on_without_loss_over_those_without_a_date(sign_in, customer_id, sort):
    same = datetime(2030, 1, 1, tzinfo=UTC)
    make_tasks(customer_id, *([same] * 45 + [None] * 70))
    client, seen, headings, url = sign_in("manager"), [], [], f"/tasks?sort={sort}"
    while url:
        text = client.get(url, headers=HTMX).text
        seen += re.findall(r'id="task-(\d+)"', text)
        headings += [title for title in shown(text) if not title.startswith("Task")]
        older = re.search(r'href="([^"]+after=[^"]+)" data-more', text)
        url = older and older[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 115
    assert headings == (["Later", "No date"] if sort == "due" else [])


def test_a_page_of_its_own_names_its_first_heading(sign_in, customer_id):
    make_tasks(customer_id, *([None] * 60))
    client = sign_in("manager")
    older = re.search(r'href="([^"]+after=[^"]+)" data-more', client.get("/tasks").text)[1].replace("&amp;", "&")
    assert shown(client.get(older).text)[0] == "No date"


def test_a_task_is_ticked_where_it_stands(sign_in, customer_id):
    (id,) = make_tasks(customer_id, utcnow())
    client = sign_in("sales rep")
    text = client.post(f"/tasks/{id}/tick", data={"done": "1"}, headers=HTMX).text
    assert text.lstrip().startswith(f'<table><tbody><tr role="row" id="task-{id}"')
    assert "Task done." in text
    assert kept(id).done_at
    undo = "/history/" + text.rpartition('action="/history/')[2].partition('"')[0]
    client.post(undo)
    assert kept(id).done_at is None
    answer = client.post(f"/tasks/{id}/tick", data={"done": "1", "next": "/tasks?whose=mine"})
    assert answer.location == "/tasks?whose=mine"
    assert client.post(f"/tasks/{id}/tick", data={"next": "//evil.example"}).location == "/tasks"


def test_who_may_not_tick(sign_in, customer_id):
    (id,) = make_tasks(customer_id, utcnow())
    reader = sign_in("support")
    assert "tick-form" not in reader.get("/tasks").text
    assert reader.post(f"/tasks/{id}/tick").status_code == 403
    manager = sign_in("manager")
    assert manager.get(f"/tasks/{id}/tick").status_code == 405
    for unknown in (id + 1, "9" * 30):
        assert manager.post(f"/tasks/{unknown}/tick").status_code == 404


def test_more_tasks_cost_no_more_statements(sign_in, customer_id, count_queries):
    client, counts = sign_in("sales rep"), []
    for _ in range(2):
        make_tasks(customer_id, *([None] * 10))
        for url in ("/tasks", f"/customers/{customer_id}/tasks"):
            client.get(url)
            with count_queries() as queries:
                client.get(url)
            counts.append(len(queries))
    assert counts == [3, 4, 3, 4]
