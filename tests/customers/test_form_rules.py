"""What each field of a customer's form accepts, how it is kept, and what is said when it cannot be."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from contacts.access import SYSTEM, acting_as
from contacts.customers.models import Customer
from contacts.db import Money, db
from tests.customers.conftest import add_one
from tests.factories import found

BAD = [
    ("name", ""),
    ("name", "   "),
    ("name", "x" * 201),
    ("name", "a\x00b"),
    ("name", "evil\u202egnp"),
    ("birth_date", "2026-02-30"),
    ("status", "nonsense"),
    ("owner_id", "999999"),
    ("owner_id", "x"),
    ("notes", "x" * 10_000_000),
]


@pytest.mark.parametrize(("name", "value"), BAD, ids=[f"{name}-{number}" for number, (name, _) in enumerate(BAD)])
def test_bad_input_is_said_at_the_field_and_changes_nothing(sign_in, name, value):
    data = {"name": "Ada", "kind": "person", "status": "lead", "job_title": "Countess", name: value}
    response = sign_in("administrator").post("/customers", data=data)
    assert response.status_code == 422
    assert f'id="{name}-error"' in response.text
    assert "Countess" in response.text
    assert found(select(Customer.id)) == []


@pytest.mark.parametrize("name", ["👩🏽‍💻 Ada", "أحمد الخطيب", "田中 美咲", "O'Brien & <b>Sons</b>"])
def test_names_in_any_script_are_kept(sign_in, name):
    client = sign_in("manager")
    location = client.post("/customers", data={"name": name, "kind": "person", "status": "lead"}).location
    assert found(select(Customer.name)) == [name]
    assert "<b>Sons" not in client.get(location).text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"language": "german"}, {"language": "de"}),
        ({"time_zone": "europe/lisbon"}, {"time_zone": "Europe/Lisbon"}),
        ({"source": "Shop", "external_id": "7"}, {"source": "Shop", "external_id": "7"}),
        ({"birth_date": "1984-11-23"}, {"birth_date": date(1984, 11, 23)}),
        ({"credit_limit": "5,000.50", "credit_currency": "EUR"}, {"credit_limit": Money(500050, "EUR")}),
        ({"credit_limit": "5,000", "credit_currency": "JPY"}, {"credit_limit": Money(5000, "JPY")}),
        ({"credit_limit": "0"}, {"credit_limit": Money(0, "EUR")}),
        ({"credit_limit": " "}, {"credit_limit": None}),
    ],
)
def test_what_is_typed_is_kept_as_the_world_writes_it(sign_in, typed, kept):
    assert add_one(sign_in("administrator"), **typed).status_code == 303
    with acting_as(SYSTEM, writes=False):
        customer = db.session.scalar(select(Customer))
        assert {name: getattr(customer, name) for name in kept} == kept


TOMORROW = (date.today() + timedelta(days=2)).isoformat()
REFUSED = [
    ("email", "no at sign", "name@example.com"),
    ("phone", "ring me", "Write the digits"),
    ("phone", "1" * 61, "at most 60"),
    ("language", "Klingonese", "for example German"),
    ("time_zone", "Mars/Olympus", "from the list"),
    ("birth_date", "1899-12-31", "from 1900 to today"),
    ("birth_date", TOMORROW, "from 1900 to today"),
    ("birth_date", "23.11.1984", "for example 1984-11-23"),
    ("credit_limit", "-1", "0 or more"),
    ("credit_limit", "a lot", "Type a number"),
    ("credit_limit", "1.234", "at most 2 decimals"),
    ("credit_limit", "9" * 40, "smaller amount"),
    ("credit_currency", "XYZ", "Choose one of those"),
    ("external_id", "7", "under Source"),
]


@pytest.mark.parametrize(("name", "value", "sentence"), REFUSED)
def test_each_refusal_says_what_to_do(sign_in, name, value, sentence):
    response = add_one(sign_in("administrator"), **{"job_title": "Countess", name: value})
    assert response.status_code == 422
    error = response.text.partition(f'id="{name}-error"')[2].partition("</p>")[0]
    assert sentence in error
    assert "Countess" in response.text
    assert found(select(Customer.id)) == []


def test_a_number_is_unique_in_its_source(sign_in, ada):
    client = sign_in("manager")
    assert add_one(client, source="Shop", external_id="7").status_code == 303
    assert add_one(client, source="Fair", external_id="7").status_code == 303
    again = add_one(client, source="Shop", external_id="7")
    assert again.status_code == 422
    assert "Another customer has this number" in again.text
    own = {"name": "Ada", "kind": "person", "status": "lead", "source": "Shop", "external_id": "7", "version": 1}
    [id] = found(select(Customer.id).where(Customer.source == "Shop"))
    assert client.post(f"/customers/{id}", data=own).status_code == 303
    assert client.post(f"/customers/{ada}", data={**own, "version": 2}).status_code == 422
