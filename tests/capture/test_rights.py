"""What a role may not do is not logged, and what it may not see is not found."""

from contacts.communications.models import Communication, Ticket
from contacts.interests.models import Interest
from contacts.tasks.models import Task
from tests.capture.test_routes import LINE, log
from tests.communications.talking import kept
from tests.conftest import HTMX
from tests.factories import make_role, writing


def test_what_a_role_may_not_add_stays_in_the_text(sign_in, people):
    rights = {"customers": {"read": "all"}, "communications": {"read": "all", "create": "all"}}
    with writing():
        role = make_role(rights, tickets__subject="view")
    answer = log(sign_in(role), LINE.replace("call", "ticket"))
    assert all(words in answer.text for words in ("may not open tickets", "may not add tasks", "may not add interests"))
    assert kept(Task) == kept(Interest) == kept(Ticket) == []
    assert kept(Communication)[0].body == "wants quote for 40 chairs, ring back tomorrow 10 #furniture"


def test_a_role_without_the_text_has_no_bar(sign_in, people):
    rights = {"customers": {"read": "all"}, "communications": {"read": "all", "create": "all"}}
    with writing():
        role = make_role(rights, communications__body="view")
    client = sign_in(role)
    assert [client.get("/capture").status_code, log(client, LINE).status_code] == [403, 403]


def test_what_is_out_of_reach_is_not_found(sign_in, people):
    rights = {"customers": {"read": "own"}, "communications": {"read": "all", "create": "all"}}
    with writing():
        role = make_role(rights)
    answer = log(sign_in(role), LINE)
    assert "Nobody here is called “Bob Smith”." in answer.text
    assert log(sign_in(role), LINE, customer=people.bob).status_code == 422


def test_the_palette_offers_to_log_a_line_to_who_may(sign_in, people):
    for role, offered in (("sales rep", True), ("read-only", False)):
        text = sign_in(role).get("/search/palette", query_string={"q": "call Bob: hello"}, headers=HTMX).text
        assert ("Log “call Bob: hello”" in text) is offered
        assert "Search everything" in text
