"""The bar: what it reads, what it asks, and what it logs."""

import re
from datetime import timedelta

import pytest

from contacts.communications.models import Communication, Ticket
from contacts.db import utcnow
from contacts.history.models import Operation
from contacts.interests.models import Interest
from contacts.tasks.models import Task
from tests.communications.talking import kept, undo_of
from tests.conftest import HTMX

LINE = "call Bob Smith: wants quote for 40 chairs, ring back tomorrow 10 #furniture"


def chips(text):
    return [
        " ".join(re.sub(r"<[^>]*>", " ", chip).split()) for chip in re.findall(r'<li class="chip">(.*?)</li>', text)
    ]


def log(client, line, **picked):
    return client.post("/capture", data={"text": line, **picked}, headers=HTMX)


def test_one_line_logs_it_all_in_one_operation_that_undo_takes_back(sign_in, people):
    client = sign_in("sales rep", time_zone="Asia/Tokyo")
    before = len(kept(Operation))
    answer = log(client, LINE)
    assert answer.status_code == 200
    entry, task, interest = kept(Communication)[0], kept(Task)[0], kept(Interest)[0]
    assert (entry.customer_id, entry.channel, entry.body) == (people.bob, "call", "wants quote for 40 chairs")
    assert (task.title, task.communication_id, task.assignee_id) == ("ring back", entry.id, client.user_id)
    assert (task.due_at.hour, task.due_at.minute) == (1, 0)  # ten in Tokyo
    assert (interest.customer_id, interest.category_id) == (people.bob, people.furniture)
    assert len(kept(Operation)) == before + 1
    assert "Logged: call, task for" in answer.text
    assert f'href="/customers/{people.bob}"' in answer.text
    client.post(undo_of(answer.text))
    assert kept(Communication) == kept(Task) == kept(Interest) == []


def test_the_line_is_read_while_it_is_typed(sign_in, people):
    client = sign_in("sales rep")
    piece = client.get("/capture", query_string={"text": LINE}, headers=HTMX).text
    assert chips(piece) == [
        "Call", "BS Bob Smith", "Text: wants quote for 40 chairs", "Task: ring back Tomorrow 10:00", "Furniture",
    ]  # fmt: skip
    page = client.get("/capture", query_string={"text": LINE}).text
    assert all(line in page for line in map(str.strip, piece.partition('<p class="vh"')[0].splitlines()) if line)
    assert kept(Communication) == []


def test_without_javascript_the_record_shows_what_was_logged(sign_in, people):
    client = sign_in("sales rep")
    answer = client.post("/capture", data={"text": LINE})
    assert (answer.status_code, answer.location) == (303, f"/customers/{people.bob}")
    assert "wants quote for 40 chairs" in client.get(answer.location).text


def test_any_page_may_include_the_bar(sign_in, people):
    for headers in ({}, HTMX):
        answer = sign_in("sales rep").get("/", headers=headers)
        assert answer.status_code == 200
        assert 'action="/capture"' in answer.text


def test_of_several_people_somebody_chooses(sign_in, people):
    client = sign_in("sales rep")
    answer = log(client, "call Ada: hello")
    assert answer.status_code == 422
    assert "Who is “Ada”?" in answer.text
    assert "Choose one." in answer.text
    assert f'value="{people.ada}" autofocus' in answer.text
    assert 'value="call Ada: hello"' in answer.text
    assert log(client, "call Ada: hello", customer=people.bob).status_code == 422  # nobody that was offered
    assert kept(Communication) == []
    assert log(client, "call Ada: hello", customer=people.other).status_code == 200
    assert kept(Communication)[0].customer_id == people.other


def test_the_one_who_is_called_exactly_so_is_meant(sign_in, people):
    assert log(sign_in("sales rep"), "call ADA byron hello").status_code == 200
    assert kept(Communication)[0].customer_id == people.ada


@pytest.mark.parametrize(
    "line", ["call Analytical: x", "call Bob Smyth: x", "call Bob Jones was there", "call Bob Smth: x"]
)
def test_who_is_only_close_is_not_taken_silently(sign_in, people, line):
    answer = log(sign_in("sales rep"), line)
    assert answer.status_code == 422
    assert kept(Communication) == []


def test_the_time_of_a_task_is_said(sign_in, people):
    text = sign_in("sales rep").get("/capture", query_string={"text": "Bob Smith: x, ring in 3 weeks at 9:15"}).text
    assert "09:15" in chips(text)[-1]


def test_a_day_of_two_meanings_is_asked(sign_in, people):
    client, soon = sign_in("sales rep"), utcnow() + timedelta(days=40)
    line = f"call Bob Smith: x, ring by {soon.day}/{soon.month}/{soon.year}"
    answer = log(client, line)
    if answer.status_code == 422:
        assert "When is “by" in answer.text
        assert log(client, line, due=f"{soon:%Y-%m-%d}").status_code == 200
    assert f"{kept(Task)[0].due_at:%Y-%m-%d}" == f"{soon:%Y-%m-%d}"


def test_the_task_can_be_left_in_the_text(sign_in, people):
    log(sign_in("sales rep"), LINE, no_task="1")
    assert kept(Task) == []
    assert kept(Communication)[0].body == "wants quote for 40 chairs, ring back tomorrow 10"


def test_interests_are_added_to_those_that_are_there(sign_in, people):
    client = sign_in("sales rep")
    log(client, "Bob Smith: x #furniture")
    log(client, "Bob Smith: y #officechairs #FURNITURE")
    assert [one.category_id for one in kept(Interest)] == [people.furniture, people.office]


def test_what_is_no_category_stays_in_the_text_and_is_said(sign_in, people):
    answer = log(sign_in("sales rep"), "Bob Smith: x #nosuch")
    assert "There is no category “#nosuch”: it stays in the text." in answer.text
    assert kept(Communication)[0].body == "x #nosuch"


def test_a_ticket_is_opened(sign_in, people):
    log(sign_in("support"), "ticket from Bob Smith: grinder leaks")
    assert (kept(Ticket)[0].subject, kept(Communication)[0].body) == ("grinder leaks", "grinder leaks")


BAD = {
    "": "Fill this in.",
    "x": "Nobody here is called “x”.",
    "call": "Say whom it was with",
    "call Bob Smith": "Say after the name what happened.",
    "call Zed: <b>": "Nobody here is called “Zed”.",
    "call Bob Smith: \x00": "cannot be kept",
    "call Bob Smith: " + "x" * 2000: "at most 2000",
}


@pytest.mark.parametrize("line", BAD, ids=range(len(BAD)))
def test_a_bad_line_logs_nothing_and_is_kept(sign_in, people, line):
    answer = log(sign_in("sales rep"), line)
    assert answer.status_code == 422
    assert BAD[line] in answer.text
    assert kept(Communication) == []


@pytest.mark.parametrize("line", ["%", "\x00", "a:", ":a", "city:bern: x", "#", '#"', "\u202e", "🙂: 🙂", "a" * 9000])
def test_any_line_can_be_read(sign_in, people, line):
    for headers in ({}, HTMX):
        assert sign_in("manager").get("/capture", query_string={"text": line}, headers=headers).status_code == 200


def test_sent_twice_it_is_logged_once(sign_in, people):
    client = sign_in("sales rep")
    for _again in range(2):
        client.post("/capture", data={"text": LINE, "idempotency_key": "a" * 32})
    assert len(kept(Communication)) == 1


def test_a_known_line_takes_few_questions(sign_in, people, count_queries):
    client = sign_in("sales rep")
    client.get("/capture", query_string={"text": LINE}, headers=HTMX)
    with count_queries() as queries:
        client.get("/capture", query_string={"text": LINE}, headers=HTMX)
    assert len(queries) <= 5
    assert client.put("/capture").status_code == 405
