"""Conversations by channel and person, how long tickets take, and open tasks: each number with its list."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from contacts.communications.models import Communication, Ticket
from contacts.customers.models import Customer
from contacts.customers.stats_commands import stats_commands
from contacts.db import db, utcnow
from contacts.history import begin, undo
from contacts.tasks.models import Task
from tests.conftest import HTMX
from tests.factories import add, make_customer, make_role, make_user, writing

MARCH = datetime(2026, 3, 4, 9, tzinfo=UTC)


@pytest.fixture
def ids(app):
    """Ada talked with her owner twice and once privately; Bob has a ticket that was answered after half an hour."""
    with writing():
        zoe = make_user("sales rep", name="Zoé Lefèvre").id
        ids = {"zoe": zoe, "ada": make_customer("Ada Byron", owner_id=zoe).id, "bob": make_customer("Bob Marsh").id}
        talk(ids["ada"], MARCH, author_id=zoe)
        talk(ids["ada"], MARCH + timedelta(days=40), author_id=zoe, channel="email")
        talk(ids["ada"], MARCH, author_id=zoe, is_private=True)
        fields = {"opened_at": MARCH, "status": "closed", "closed_at": MARCH + timedelta(days=3)}
        ids["ticket"] = add(Ticket(customer_id=ids["bob"], subject="Late", **fields)).id
        mine = {"ticket_id": ids["ticket"], "channel": "ticket"}
        talk(ids["bob"], MARCH, direction="incoming", **mine)
        ids["answer"] = talk(ids["bob"], MARCH + timedelta(minutes=30), direction="outgoing", **mine)
        for days in (-1, 1):
            due = utcnow() + timedelta(days=days)
            add(Task(customer_id=ids["ada"], title=f"Task {days}", assignee_id=zoe, due_at=due))
    return ids


def talk(customer_id, at, **fields):
    return add(Communication(customer_id=customer_id, body="x", happened_at=at, **{"channel": "call", **fields})).id


def table(client, name, query="?period=2026"):
    """`{label: [values]}` and `[(value, address)]` of one insight."""
    card = client.get(f"/insights{query}").text.partition(f'id="insight-{name}"')[2].partition("</table>")[0]
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', card, re.S)
    links = re.findall(r'<a class="link" href="([^"]+)">([^<]+)', card)
    return {text(label): [text(one) for one in re.findall(r"<td.*?</td>", cells, re.S)] for label, cells in rows}, links


def text(html):
    return unescape(re.sub(r"<[^>]+>", "", html)).strip()


def test_conversations_are_counted_but_not_private_ones(sign_in, ids):
    client = sign_in("administrator")
    assert table(client, "channels")[0] == {"Ticket": ["2"], "Call": ["1"], "Email": ["1"]}
    assert table(client, "channels", "?period=2026-Q1")[0] == {"Ticket": ["2"], "Call": ["1"]}
    people, _links = table(client, "talkers")
    assert people["Zoé Lefèvre"][0] == people["Nobody"][0] == "2"
    assert table(client, "talkers", f"?period=2026&owner={ids['zoe']}")[0].keys() == {"Zoé Lefèvre"}


def test_tickets_say_how_long_they_took(sign_in, ids):
    client = sign_in("support")
    assert table(client, "tickets")[0] == {"March 2026": ["1", "1", "30 min", "1", "3 days"]}
    with writing():
        begin("test", "Test")
        db.session.get(Ticket, ids["ticket"]).status = "open"
        db.session.get(Ticket, ids["ticket"]).closed_at = None
        db.session.get(Communication, ids["answer"]).happened_at = MARCH + timedelta(hours=5)
    assert table(client, "tickets")[0] == {"March 2026": ["1", "1", "5 hours", "0", ""]}


def test_open_tasks_say_whose_and_what_is_late(sign_in, ids):
    assert table(sign_in("read-only"), "tasks")[0] == {"Zoé Lefèvre": ["2", "1"]}


@pytest.mark.parametrize("name", ["channels", "talkers", "tickets", "tasks"])
def test_every_number_leads_to_its_list(sign_in, ids, name):
    client = sign_in("manager")
    for query in ("?period=2026", "?period=all", f"?period=2026&owner={ids['zoe']}", "?owner=nobody&period=2026"):
        for url, said in table(client, name, query)[1]:
            rows = re.findall(r'<tr role="row" id="|<li id="task-', client.get(unescape(url)).text)
            if said.isdecimal():
                assert len(rows) == int(said), url


def test_the_sums_follow_whatever_changes(app, ids):
    def check():
        answer = app.test_cli_runner().invoke(stats_commands, ["check"])
        assert answer.exit_code == 0, answer.output

    check()
    for model, id, fields in (
        (Customer, ids["ada"], {"owner_id": None}),
        (Customer, ids["bob"], {"owner_id": ids["zoe"]}),
        (Communication, ids["answer"], {"direction": "incoming"}),
        (Communication, ids["answer"], {"direction": "outgoing", "is_private": True}),
        (Communication, ids["answer"], {"is_private": False, "ticket_id": None, "author_id": ids["zoe"]}),
        (Ticket, ids["ticket"], {"assignee_id": ids["zoe"], "opened_at": MARCH - timedelta(days=9)}),
    ):
        with writing():
            begin("test", "Test")
            for name, value in fields.items():
                setattr(db.session.get(model, id), name, value)
        check()
    operations = []
    for model, id in ((Ticket, ids["ticket"]), (Customer, ids["ada"]), (Customer, ids["bob"])):
        with writing():
            operations.append(begin("test", "Test"))
            db.session.delete(db.session.get(model, id))
        check()
    for operation in reversed(operations):
        with writing():
            undo(operation)
        check()


def test_who_reads_only_their_own_counts_only_their_own(sign_in, ids):
    with writing():
        own = make_role({"customers": {"read": "all"}, "communications": {"read": "own"}})
        hub = make_role({"customers": {"read": "own"}, "communications": {"read": "all"}})
        none = make_role({"customers": {"read": "all"}})
    for role in (own, hub, none):
        client = sign_in(role)
        for name in ("channels", "talkers", "tickets"):
            assert table(client, name)[0] == {}, (role, name)
    client = sign_in(own)
    with writing():
        talk(ids["bob"], MARCH, author_id=client.user_id)
    assert table(client, "channels")[0] == {"Call": ["1"]}


def test_a_file_is_for_who_may_take_all_of_it(sign_in, ids):
    assert sign_in("manager").get("/insights/channels.csv?period=2026").text.splitlines()[1] == "Ticket,2"
    assert sign_in("finance").get("/insights/channels.csv").status_code == 404  # it is not there for them
    assert sign_in("sales rep").get("/insights/channels.csv").status_code == 403
    assert sign_in("support").get("/insights/channels.csv").status_code == 403


def test_the_list_of_conversations(sign_in, ids):
    client = sign_in("administrator")
    html = client.get("/conversations").text
    assert html.count('id="conversation-') == 4  # not the private one
    assert client.get("/conversations", headers=HTMX).text.strip() in html
    for query, number in (("channel=email", 1), (f"author={ids['zoe']}", 2), ("author=nobody", 2), ("q=bob", 2)):
        assert client.get(f"/conversations?{query}").text.count('id="conversation-') == number, query
    assert client.get("/conversations?channel=x&author=x&period=x&owner=x").text.count('id="conversation-') == 4
    assert sign_in("finance").get("/conversations").status_code == 403
    assert client.post("/conversations").status_code == 405


def test_the_list_of_conversations_asks_little(sign_in, ids, count_queries):
    client = sign_in("manager")
    client.get("/conversations")
    with count_queries() as queries:
        client.get("/conversations")
    assert len(queries) <= 4
