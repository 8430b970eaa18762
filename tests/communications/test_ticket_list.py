"""The list of tickets: filters, orders, pages, and what they cost."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from contacts.access import Role, unrestricted
from contacts.communications.models import Communication
from tests.communications.talking import REPLY, make_ticket
from tests.conftest import HTMX
from tests.factories import make_customer, make_user, writing


def test_the_list_filters_sorts_and_searches(sign_in, customer):
    customer_id = int(customer.rpartition("/")[2])
    with writing():
        somebody = make_user("support", name="Paweł").id
        other = make_customer("Łódź Trading", sort_name="lodz trading").id
        day = datetime(2026, 3, 2, tzinfo=UTC)
        make_ticket(customer_id, subject="Alpha 100%", priority="low", opened_at=day, assignee_id=somebody)
        make_ticket(customer_id, subject="Beta", priority="high", opened_at=day + timedelta(1), status="pending")
        make_ticket(other, subject="Gamma", opened_at=day + timedelta(2), status="closed", closed_at=day)
    client = sign_in("manager")

    def found(query):
        return re.findall(r"<bdi>(Alpha|Beta|Gamma)", client.get(f"/tickets?{query}").text)

    assert found("") == ["Gamma", "Beta", "Alpha"]
    assert found("sort=opened") == ["Alpha", "Beta", "Gamma"]
    assert found("sort=-priority") == ["Beta", "Gamma", "Alpha"]
    assert found("status=pending") == ["Beta"]
    assert found("priority=low") == found(f"assignee={somebody}") == found("q=100%25") == ["Alpha"]
    assert found("assignee=nobody") == ["Gamma", "Beta"]
    assert found("q=lodz") == found("q=Gamma+trading") == ["Gamma"]
    assert found("q=gamma+x") == found("assignee=999999999999") == []
    for nonsense in ("status=x", "priority=%00", "assignee=²", "q=%", "sort=x", "q=" + "x" * 5000):
        assert client.get(f"/tickets?{nonsense}").status_code == 200
    assert client.get("/tickets?after=x").status_code == 400


@pytest.mark.parametrize("sort", ["opened", "-opened", "priority", "-priority"])
def test_the_list_goes_on_without_loss(sign_in, customer, sort):
    with writing():
        for at in range(60):
            make_ticket(int(customer.rpartition("/")[2]), priority=("low", "high")[at % 2])
    client, seen, url = sign_in("manager"), [], f"/tickets?sort={sort}"
    while url:
        text = client.get(url, headers=HTMX).text
        seen += re.findall(r'id="ticket-(\d+)"', text)
        older = re.search(r'href="([^"]+after=[^"]+)" data-more', text)
        url = older and older[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 60


def test_ones_own_tickets_are_those_assigned_to_one(sign_in, app, ticket):
    """A role whose scope is "own" does not learn of others' tickets, in the feed neither."""
    with unrestricted("a test narrows a role", writes=True) as session:
        role = session.scalar(select(Role).where(Role.name == "support"))
        before = role.rights
        narrow = {**before, "communications": {"create": "all", "read": "own"}}
        session.execute(update(Role).where(Role.id == role.id).values(rights=narrow, version=Role.version + 1))
    try:
        client = sign_in("support")
        assert client.get(ticket).status_code == 404
        assert "Grinder" not in client.get("/tickets").text
        client.post(f"{ticket.partition('/tickets')[0]}/communications", data=REPLY)
        with unrestricted("a test moves a message", writes=True) as session:
            moved = update(Communication).where(Communication.author_id == client.user_id)
            session.execute(moved.values(ticket_id=int(ticket.rpartition("/")[2])))
        text = client.get(ticket.partition("/tickets")[0]).text
        assert REPLY["body"] in text
        assert "Grinder" not in text
    finally:
        with unrestricted("a test puts it back", writes=True) as session:
            session.execute(update(Role).where(Role.name == "support").values(rights=before, version=Role.version + 1))


def test_the_statements_of_a_page(sign_in, ticket, count_queries):
    client = sign_in("manager")
    for url, expected in ((ticket, 7), ("/tickets", 4)):
        client.get(url)
        with count_queries() as queries:
            client.get(url)
        assert len(queries) == expected, url
