"""All that is kept about one customer, for the roles that may take it along, and no more than they may read."""

import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from contacts.access import SecurityEvent, record_event_now
from contacts.addresses.models import Address
from contacts.attachments.models import Attachment
from contacts.categories.models import Category
from contacts.communications.models import Communication, Ticket
from contacts.customers.contact_points import save
from contacts.customers.models import Company, Email, Phone
from contacts.db import Base, Money
from contacts.exchange import personal_data, personal_routes
from contacts.interests.models import Interest
from contacts.purchases.models import Purchase, PurchaseItem
from contacts.tasks.models import Task
from tests.factories import add, found, make_customer, make_user, writing

DAY, NOON = date(2026, 3, 4), datetime(2026, 3, 4, 12, tzinfo=UTC)
# Tables of a customer that say nothing of their own: figures that follow from the rest, and what others keep at hand.
FIGURES = {"customer_stats", "customer_values", "customer_years", "buyer_months", "customer_standings", "favourites"}
FIGURES |= {"segment_members"}


@pytest.fixture
def ada(app):
    """A customer with one of everything."""
    with writing():
        owner = make_user("sales rep", name="Zoé Lefèvre").id
        company = add(Company(name="Analytical Ltd", sort_name="analytical ltd")).id
        secrets = {"birth_date": date(1815, 12, 10), "tax_id": "DE811907980", "credit_limit": Money(500000, "EUR")}
        customer = make_customer("Ada Byron", owner_id=owner, company_id=company, **secrets)
        save(customer, Email(), value="ada@example.com")
        save(customer, Phone(), value="+49 30 901820")
        mine = {"customer_id": customer.id}
        add(Address(**mine, kind="billing", line1="12 St James", country="GB"))
        add(Interest(**mine, category_id=add(Category(name="Green coffee")).id))
        purchase = add(Purchase(**mine, purchased_on=DAY, currency="EUR", total=123450, reference="A-1")).id
        cost = {"quantity": 2, "unit_price": 61725, "amount": 123450}
        add(PurchaseItem(purchase_id=purchase, position=1, description="Beans", **cost))
        ticket = add(Ticket(**mine, subject="Late", opened_at=NOON)).id
        add(Communication(**mine, channel="call", body="Wants beans", author_id=owner, ticket_id=ticket))
        add(Communication(**mine, channel="note", body="Only for me", author_id=owner, is_private=True))
        add(Task(**mine, title="Send beans", due_at=NOON, assignee_id=owner))
        add(Attachment(**mine, file_name="offer.pdf", media_type="application/pdf", size=7, sha256="ab" * 32))
    record_event_now("reveal", record=customer, field="customers.tax_id", detail="Invoice 7")
    return customer.id


def taken(client, id):
    answer = client.get(f"/customers/{id}/data")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Disposition"] == f'attachment; filename="customer-{id}.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.mimetype == "application/json"
    return json.loads(answer.data)


def test_an_administrator_takes_all_of_it(sign_in, ada):
    data = taken(sign_in("administrator"), ada)
    customer = data["customer"]
    assert (customer["name"], customer["company"], customer["owner"]) == ("Ada Byron", "Analytical Ltd", "Zoé Lefèvre")
    assert (customer["birth_date"], customer["tax_id"], customer["bank_account"]) == ("1815-12-10", "DE811907980", None)
    assert customer["credit_limit"] == "5000.00 EUR"
    assert [row["value"] for row in data["emails"] + data["phones"]] == ["ada@example.com", "+49 30 901820"]
    assert (data["addresses"][0]["line1"], data["addresses"][0]["country"]) == ("12 St James", "GB")
    assert data["interests"][0]["category"] == "Green coffee"
    (purchase,) = data["purchases"]
    assert (purchase["total"], purchase["currency"], purchase["purchased_on"]) == ("1234.50", "EUR", "2026-03-04")
    (item,) = purchase["items"]
    assert (item["description"], item["quantity"]) == ("Beans", "2")
    assert (item["unit_price"], item["amount"]) == ("617.25", "1234.50")
    assert data["tickets"][0]["opened_at"].startswith("2026-03-04T12:00")
    assert {row["body"]: row["author"] for row in data["communications"]} == dict.fromkeys(
        ["Wants beans", "Only for me"], "Zoé Lefèvre"
    )
    assert data["communications"][0]["ticket_id"] == data["tickets"][0]["id"]
    assert data["tasks"][0]["title"] == "Send beans"
    assert (data["files"][0]["file_name"], "sha256" in data["files"][0]) == ("offer.pdf", False)
    assert any(line["what"] == "Customers: insert" for line in data["history"])
    assert [(line["what"], line["field"], line["reason"]) for line in data["access_log"]] == [
        ("reveal", "customers.tax_id", "Invoice 7")
    ]


def test_a_role_takes_what_it_reads_and_nothing_else(sign_in, ada):
    text = sign_in("finance").get(f"/customers/{ada}/data").text
    data = json.loads(text)
    assert data["customer"]["tax_id"] == "DE811907980"
    assert "birth_date" not in data["customer"]
    assert {"communications", "tickets", "files", "access_log"}.isdisjoint(data)
    assert "Wants beans" not in text
    manager = taken(sign_in("manager"), ada)
    assert "bank_account" not in manager["customer"]  # masked
    assert [row["body"] for row in manager["communications"]] == ["Wants beans"]  # the other one is private
    assert "access_log" not in manager


def test_the_scope_of_the_right_counts(sign_in, ada):
    client = sign_in("sales rep")
    assert client.get(f"/customers/{ada}/data").status_code == 403
    assert "Download all data" not in client.get(f"/customers/{ada}").text
    with writing():
        mine = make_customer("Mine", owner_id=client.user_id).id
    assert taken(client, mine)["customer"]["name"] == "Mine"
    assert f'href="/customers/{mine}/data"' in client.get(f"/customers/{mine}").text


@pytest.mark.parametrize("role", ["support", "read-only"])
def test_without_the_right_nothing_leaves(sign_in, ada, role):
    assert sign_in(role).get(f"/customers/{ada}/data").status_code == 403
    assert found(select(SecurityEvent.kind)) == ["reveal"]


def test_unknown_and_wrong(sign_in, ada):
    client = sign_in("manager")
    assert client.get("/customers/999/data").status_code == 404
    assert client.post(f"/customers/{ada}/data").status_code == 405


def test_who_takes_it_is_noted_down(sign_in, ada):
    client = sign_in("manager")
    client.get(f"/customers/{ada}/data")
    event = found(select(SecurityEvent).where(SecurityEvent.kind == "export"))[0]
    assert (event.actor_id, event.subject_id) == (client.user_id, ada)
    administrator = sign_in("administrator")
    assert [line["what"] for line in taken(administrator, ada)["access_log"]] == ["export", "reveal"]
    log = f"/admin/log?customer={ada}"
    assert log in administrator.get(f"/customers/{ada}").text
    assert "Invoice 7" in administrator.get(log).text


def test_it_is_whole_though_it_is_read_in_pieces(sign_in, ada, monkeypatch):
    monkeypatch.setattr(personal_data, "AT_ONCE", 2)
    with writing():
        for number in range(5):
            add(Task(customer_id=ada, title=f"Task {number}"))
    assert len(taken(sign_in("administrator"), ada)["tasks"]) == 6


def test_much_of_it_waits_on_disk(sign_in, ada, monkeypatch):
    monkeypatch.setattr(personal_routes, "IN_MEMORY", 10)
    with sign_in("administrator").get(f"/customers/{ada}/data") as answer:
        assert json.loads(answer.data)["customer"]["name"] == "Ada Byron"


def test_it_takes_the_same_few_statements_for_any_number(sign_in, ada, count_queries):
    client, counts = sign_in("administrator"), []
    for _time in range(2):
        with count_queries() as queries:
            client.get(f"/customers/{ada}/data")
        counts.append(len(queries))
        with writing():
            for number in range(20):
                add(Communication(customer_id=ada, channel="note", body=f"Note {number}"))
                add(Purchase(customer_id=ada, purchased_on=DAY, currency="EUR", total=1))
    assert counts[1] <= counts[0] + 12  # a second page of history


def test_everything_that_hangs_on_a_customer_is_in_it():
    hanging = {table.name for table in Base.metadata.tables.values() if refers_to_customers(table)}
    told = {model.__tablename__ for model in personal_data.SECTIONS.values()}
    assert hanging - FIGURES == told | {"customers_custom"}  # which custom_fields tells: see tests/customfields


def refers_to_customers(table):
    return any(key.column.table.name == "customers" for key in table.foreign_keys)
