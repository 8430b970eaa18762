"""Where a purchase was billed and sent: the address of that day, for those who may read addresses."""

import re

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from werkzeug.exceptions import Forbidden

from contacts.access import Actor, FieldRule, Role, acting_as, rights_of, unrestricted
from contacts.access.policy import RIGHTS
from contacts.addresses.models import Address
from contacts.db import db
from contacts.purchases.models import Purchase
from tests.factories import add, make_customer, numbers, writing

CHAIRS = {
    "purchased_on": "2026-07-01",
    "currency": "EUR",
    "status": "completed",
    "items-0-description": "Chairs",
    "items-0-quantity": "3",
    "items-0-unit_price": "19.99",
}
HOME = {"line1": "Obere Str. 57", "postal_code": "12209", "city": "Berlin", "country": "DE"}


@pytest.fixture
def customer_id(app):
    with writing():
        customer_id = make_customer().id
        add(Address(customer_id=customer_id, kind="billing", is_default=True, **HOME))
        add(Address(customer_id=customer_id, kind="shipping", is_default=True, **{**HOME, "line1": "Dock 4"}))
        add(Address(customer_id=customer_id, kind="other", **{**HOME, "line1": "Summer house"}))
        return customer_id


@pytest.fixture
def path(customer_id):
    return f"/customers/{customer_id}/purchases"


def kept():
    with unrestricted("a test looks") as session:
        return session.scalars(select(Purchase)).one()


def address_ids():
    with unrestricted("a test looks") as session:
        return session.scalars(select(Address.id).order_by(Address.id)).all()


def test_the_defaults_are_taken_and_stay_when_the_address_changes(sign_in, path):
    client = sign_in("sales rep")
    url = client.post(path, data=CHAIRS).location
    assert kept().billing_address == "Obere Str. 57\n12209 Berlin\nGermany"
    assert kept().shipping_address == "Dock 4\n12209 Berlin\nGermany"
    with writing():
        for address in db.session.scalars(select(Address)):
            db.session.delete(address) if address.kind == "billing" else setattr(address, "line1", "Moved")
            add(address) if address.kind != "billing" else None
    page = client.get(url).text
    assert "<bdi>Obere Str. 57</bdi><br><bdi>12209 Berlin</bdi><br><bdi>Germany</bdi>" in page
    assert "Dock 4" in page
    assert "Moved" not in page


def test_another_address_or_none_is_chosen(sign_in, path):
    client = sign_in("sales rep")
    client.post(path, data={**CHAIRS, "billing_address": address_ids()[2], "shipping_address": ""})
    assert kept().billing_address.startswith("Summer house")
    assert kept().shipping_address is None
    url = f"{path}/{kept().id}"
    form = client.get(f"{url}/edit").text
    assert re.findall(r'<option selected value="([^"]*)">(Summer[^<]*)', form) == [
        ("kept", "Summer house, 12209 Berlin, Germany")
    ]
    client.post(url, data=CHAIRS)
    assert kept().billing_address.startswith("Summer house")
    client.post(url, data={**CHAIRS, "billing_address": address_ids()[0], "shipping_address": address_ids()[1]})
    assert kept().billing_address.startswith("Obere")
    assert kept().shipping_address.startswith("Dock")


@pytest.mark.parametrize("id", ["theirs", "999", "x", "9" * 50, "-1"])
def test_an_address_of_somebody_else_is_refused(sign_in, path, id):
    with writing():
        theirs = add(Address(customer_id=make_customer("Other").id, kind="billing", **HOME)).id
    answer = sign_in("manager").post(path, data={**CHAIRS, "billing_address": theirs if id == "theirs" else id})
    assert answer.status_code == 422
    assert 'id="billing_address-error"' in answer.text


@pytest.fixture(params=["hidden", "no right"])
def role(request, app):
    """The name of a role that records purchases and may not read addresses: by level, or by right."""
    name, rights = f"clerk {next(numbers)}", dict(RIGHTS["sales rep"])
    if request.param == "no right":
        del rights["addresses"]
    with writing():
        role = add(Role(name=name, rights=rights))
        if request.param == "hidden":
            add(FieldRule(role_id=role.id, table_name="addresses", column_name="*", level="hidden"))
    return name


def test_who_may_not_read_addresses_neither_sees_nor_reads_them(role, sign_in, path):
    clerk = sign_in(role)
    url = sign_in("manager").post(path, data=CHAIRS).location
    for page in (url, f"{url}/edit", f"{path}/new"):
        answer = clerk.get(page)
        assert answer.status_code == 200
        assert "Obere" not in answer.text
        assert "address" not in answer.text.partition("<main")[2].replace("<address", "").partition("</main")[0].lower()
    assert clerk.post(url, data={**CHAIRS, "items-0-quantity": "4", "billing_address": ""}).status_code == 303
    assert (kept().total, kept().billing_address) == (7996, "Obere Str. 57\n12209 Berlin\nGermany")
    with acting_as(actor_of(role), writes=False):
        with pytest.raises(Forbidden):
            db.session.execute(select(Purchase.billing_address)).all()
        assert db.session.scalars(select(Purchase.total)).all() == [7996]
    for statement in (
        "SELECT billing_address FROM purchases",
        "SELECT id FROM purchases WHERE shipping_address LIKE 'D%'",
        "SELECT count(*) FROM purchases GROUP BY billing_address",
    ):
        with acting_as(actor_of(role), writes=False), pytest.raises(DatabaseError):
            db.session.execute(text(statement)).all()


def test_what_they_record_has_no_address(role, sign_in, path):
    assert sign_in(role).post(path, data=CHAIRS).status_code == 303
    assert kept().billing_address is None


def actor_of(name):
    with unrestricted("a test looks") as session:
        found = session.execute(select(Role.id, Role.version).where(Role.name == name)).one()
    return Actor(None, rights=rights_of(found.id, found.version))
