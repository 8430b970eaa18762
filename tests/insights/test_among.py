"""Insights of a segment: those of its customers alone, added up when somebody asks."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from contacts.communications.models import Communication, Ticket
from contacts.insights.queries import INSIGHTS
from contacts.segments.models import Segment
from contacts.tasks.models import Task
from tests.conftest import TOKEN
from tests.factories import add, make_user, writing
from tests.insights.test_page import links

THEN = datetime(1998, 4, 3, 9, tzinfo=UTC)


@pytest.fixture
def segment(app, bought):
    """The id of one of the customers of Ada's owner: of Ada. She and Bob have a call, a ticket and a task each."""
    with writing():
        author = make_user("manager", name="Somebody else").id
        for customer, minutes in ((bought.ada, 20), (bought.bob, 50)):
            ticket = add(Ticket(customer_id=customer, subject="Leaks", opened_at=THEN)).id
            said = {"customer_id": customer, "author_id": author, "body": "Hello"}
            add(Communication(channel="call", direction="incoming", happened_at=THEN, **said))
            answered = THEN + timedelta(minutes=minutes)
            add(Communication(channel="ticket", direction="outgoing", ticket_id=ticket, happened_at=answered, **said))
            add(Task(customer_id=customer, title="Ring back", assignee_id=author))
        asked = {"field": "customers.owner_id", "asks": "any_of", "value": [str(bought.seller)]}
        definition = json.dumps({"match": "all", "parts": [asked]})
        return add(Segment(name="Zoé's", sharing="everyone", owner_id=author, definition=definition)).id


def told(client, query):
    """`{insight: its lines}` of what the address asks for."""
    answers = {name: client.get(f"/insights/{name}.csv?{query}") for name in INSIGHTS}
    return {name: answer.text.splitlines()[1:] for name, answer in answers.items() if answer.status_code == 200}


@pytest.mark.parametrize("period", ["1998", "1998-Q2", "all"])
def test_they_are_those_of_an_owner_when_the_segment_is_the_owners_customers(sign_in, bought, segment, period):
    client = sign_in("manager")
    mine = told(client, f"period={period}&owner={bought.seller}")
    assert mine["channels"] == sorted(mine["channels"])  # as many of each, so in the order of the channels
    assert told(client, f"period={period}&segment={segment}") == mine
    assert told(client, f"period={period}&segment={segment}&owner={bought.seller}") == mine
    everybody = told(client, f"period={period}")
    assert [name for name in INSIGHTS if name in mine and mine[name] == everybody[name]] == ["quiet"]


def test_an_owner_who_has_none_of_the_segment_has_no_figures(sign_in, bought, segment):
    found = told(sign_in("manager"), f"period=1998&segment={segment}&owner=nobody")
    assert found["top"] == found["categories"] == found["channels"] == found["tickets"] == found["tasks"] == []
    assert not re.search("[1-9]", "".join(line.partition(",")[2] for line in found["revenue"] + found["buyers"]))


def test_every_number_leads_to_the_list_of_these_customers(sign_in, bought, segment):
    client = sign_in("manager")
    html = client.get(f"/insights?period=1998&segment={segment}").text
    counted = [(said, url) for said, url in links(html) if said.isdecimal()]
    assert {url.partition("?")[0] for _said, url in counted} >= {"/customers", "/conversations", "/tickets", "/tasks"}
    for said, url in counted:
        assert len(re.findall(r'<tr role="row" id="', client.get(url).text)) == int(said), url


def test_a_segment_that_is_none_asks_nothing(sign_in, bought, segment):
    client = sign_in("manager")
    unknown, none = (TOKEN.sub("", client.get(url).text) for url in ("/insights?segment=77", "/insights"))
    assert unknown == none
    assert client.get("/insights?segment=x").status_code == 200
