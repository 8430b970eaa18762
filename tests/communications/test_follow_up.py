"""What a conversation promises: a task in the same step, and pins that stay few."""

from datetime import timedelta

import pytest

from contacts.communications.models import Communication
from contacts.db import utcnow
from contacts.tasks.models import Task
from tests.communications.talking import CALL, kept, undo_of
from tests.conftest import HTMX
from tests.factories import add, writing


def test_a_follow_up_comes_with_the_conversation_and_goes_with_it(sign_in, path):
    client = sign_in("sales rep", time_zone="Asia/Tokyo")
    response = client.post(path, data={**CALL, "follow_up": "3", "follow_up_title": "Send a quote"}, headers=HTMX)
    assert response.headers["HX-Trigger"] == "tasks-changed"
    text = response.text
    task = kept(Task)[0]
    assert (task.title, task.assignee_id) == ("Send a quote", client.user_id)
    assert task.communication_id == kept(Communication)[0].id
    assert (task.due_at.hour, task.due_at.minute) == (15, 0)  # the whole day in Tokyo
    assert "Send a quote" in text[text.index('id="feed-list"') :]
    client.post(undo_of(text))
    assert kept(Task) == kept(Communication) == []


def test_a_follow_up_says_by_itself_what_it_is_about(sign_in, path):
    client = sign_in("manager")
    client.post(path, data={**CALL, "follow_up": "1"})
    client.post(path, data={**CALL, "follow_up": "1", "is_private": "y"})
    client.post(path, data={**CALL, "follow_up_title": "Some day"})
    assert [task.title for task in kept(Task)] == [f"Follow up: {CALL['body']}", "Follow up", "Some day"]
    assert [bool(task.due_at) for task in kept(Task)] == [True, True, False]


def test_no_follow_up_and_just_now_win_over_leftovers(sign_in, path):
    leftovers = {"follow_up": "", "follow_up_on": "x", "follow_up_title": "y", "when": "", "happened_at": "x"}
    assert sign_in("manager").post(path, data={**CALL, **leftovers}).status_code == 303
    assert kept(Task) == []
    assert utcnow() - kept(Communication)[0].happened_at < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("name", "value"),
    [("follow_up", "x"), ("follow_up_on", "soon"), ("follow_up_on", "2001-01-01"), ("follow_up_on", "9999-12-31"),
     ("follow_up_on", ""), ("follow_up_title", "x" * 301), ("follow_up_title", "\x00")],
)  # fmt: skip
def test_a_bad_follow_up_logs_nothing(sign_in, path, name, value):
    response = sign_in("manager").post(path, data={**CALL, "follow_up": "day", name: value}, headers=HTMX)
    assert response.status_code == 422
    assert CALL["body"] in response.text
    assert kept(Task) == kept(Communication) == []


def test_who_may_not_add_tasks_makes_none(sign_in, path):
    client = sign_in("support")
    assert "follow_up" not in client.get(path).text
    client.post(path, data={**CALL, "follow_up": "3"})
    assert kept(Task) == []


def test_twenty_pins_are_enough(sign_in, path):
    with writing():
        customer_id = int(path.split("/")[2])
        made = [
            add(Communication(customer_id=customer_id, channel="note", body="x", pinned=at < 20)) for at in range(21)
        ]
    client = sign_in("manager")
    assert "Unpin one" in client.post(f"{path}/{made[20].id}/pin", headers=HTMX).text
    assert not kept(Communication)[20].pinned
    text = client.post(f"{path}/{made[0].id}/pin", headers=HTMX).text
    assert not kept(Communication)[0].pinned
    client.post(undo_of(text))
    assert kept(Communication)[0].pinned
