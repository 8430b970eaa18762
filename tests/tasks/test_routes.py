"""Tasks: add, tick, edit, delete, undo, and the list of everybody's."""

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.tasks.models import Task
from tests.conftest import HTMX
from tests.factories import make_customer, writing

SEND = {"title": "Send the price list", "due_at": "2026-07-01T12:00"}


@pytest.fixture
def path(app):
    with writing():
        return f"/customers/{make_customer().id}/tasks"


def kept():
    with unrestricted("a test looks") as session:
        return session.scalars(select(Task)).all()


def test_a_task_is_added_ticked_and_opened_again(sign_in, path):
    client = sign_in("sales rep", time_zone="Europe/Berlin")
    assert client.post(path, data=SEND).status_code == 303
    task = kept()[0]
    assert (task.assignee_id, task.due_at.hour) == (client.user_id, 10)
    client.post(f"{path}/{task.id}/tick", data={"done": "1"})
    assert kept()[0].done_at
    text = client.post(f"{path}/{task.id}/tick", headers=HTMX).text
    assert kept()[0].done_at is None
    assert text.lstrip().startswith('<section id="tasks"')


def test_edit_stale_delete_and_undo(sign_in, path):
    client = sign_in("manager")
    client.post(path, data=SEND)
    url = f"{path}/{kept()[0].id}"
    assert SEND["title"] in client.get(f"{url}/edit").text
    assert client.post(url, data={"title": "Other", "version": 1}).status_code == 303
    stale = client.post(url, data={"title": "Third", "assignee_id": "", "version": 1})
    assert stale.status_code == 409
    for words in ("Third", "Other", "Nobody"):
        assert words in stale.text
    client.get(path)
    text = client.post(f"{url}/delete", headers=HTMX).text
    assert kept() == []
    client.post(undo_of(text))
    assert kept()[0].title == "Other"


def test_a_due_moment_is_edited_in_ones_own_time(sign_in, path):
    client = sign_in("manager", time_zone="Asia/Tokyo")
    client.post(path, data=SEND)
    before = kept()[0]
    assert before.due_at.hour == 3
    assert 'value="2026-07-01T12:00"' in client.get(f"{path}/{before.id}/edit").text
    client.post(f"{path}/{before.id}", data={**SEND, "title": "Other", "version": 1})
    assert (kept()[0].title, kept()[0].due_at) == ("Other", before.due_at)


def test_a_task_can_be_nobodys(sign_in, path):
    sign_in("manager").post(path, data={**SEND, "assignee_id": ""})
    assert kept()[0].assignee_id is None


def undo_of(text):
    return "/history/" + text.partition('action="/history/')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [("title", ""), ("title", "x" * 301), ("due_at", "soon"), ("due_at", "0001-01-01T00:00"), ("assignee_id", "999")],
)
def test_bad_input(sign_in, path, name, value):
    response = sign_in("manager").post(path, data={**SEND, name: value})
    assert response.status_code == 422
    assert f'id="{name}-error"' in response.text
    assert kept() == []


def test_the_list(sign_in, path):
    client = sign_in("sales rep")
    client.post(path, data=SEND)
    assert SEND["title"] in client.get("/tasks").text
    assert client.get("/tasks", headers=HTMX).text.lstrip().startswith('<div class="scroll" id="tasks"')


def test_refused_unknown_and_wrong(sign_in, path):
    assert sign_in("support").post(path, data=SEND).status_code == 403
    client = sign_in("manager")
    assert client.get(f"{path}/99/edit").status_code == 404
    assert client.get(f"{path}/1/delete").status_code == 405
    client.post(path, data=SEND)
    with writing():
        other = make_customer("Other").id
    assert client.post(f"/customers/{other}/tasks/{kept()[0].id}/delete").status_code == 404
