"""Addresses: one default of each kind, written as the country writes them."""

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.addresses.formats import address_lines
from contacts.addresses.models import Address
from tests.conftest import HTMX
from tests.factories import make_customer, writing

HOME = {"kind": "billing", "line1": "Obere Str. 57", "city": "Berlin", "postal_code": "12209", "country": "DE"}


@pytest.fixture
def path(app):
    with writing():
        return f"/customers/{make_customer().id}/addresses"


def kept():
    with unrestricted("a test looks") as session:
        return session.scalars(select(Address).order_by(Address.id)).all()


def test_the_first_of_a_kind_is_its_default_and_another_takes_over(sign_in, path):
    client = sign_in("sales rep")
    assert client.post(path, data=HOME).status_code == 303
    client.post(path, data={**HOME, "line1": "Second"})
    assert [address.is_default for address in kept()] == [True, False]
    client.post(path, data={**HOME, "line1": "Third", "is_default": "y"})
    assert [address.is_default for address in kept()] == [False, False, True]
    client.post(f"{path}/{kept()[2].id}/delete")
    assert [address.is_default for address in kept()] == [True, False]


def test_htmx_gets_the_panel(sign_in, path):
    client = sign_in("finance")
    assert 'name="line1"' in client.get(f"{path}/new", headers=HTMX).text
    text = client.post(path, data=HOME, headers=HTMX).text
    assert text.lstrip().startswith('<section id="addresses"')
    assert "12209 Berlin" in text


@pytest.mark.parametrize(
    ("name", "value"), [("line1", ""), ("city", ""), ("country", "XX"), ("kind", "moon"), ("city", "x" * 121)]
)
def test_bad_input(sign_in, path, name, value):
    response = sign_in("manager").post(path, data={**HOME, name: value})
    assert response.status_code == 422
    assert f'id="{name}-error"' in response.text
    assert kept() == []


def test_edit_stale_and_undo(sign_in, path):
    client = sign_in("manager")
    client.post(path, data=HOME)
    url = f"{path}/{kept()[0].id}"
    assert "Obere Str. 57" in client.get(f"{url}/edit").text
    assert client.post(url, data={**HOME, "city": "Bonn", "version": 1}).status_code == 303
    assert client.post(url, data={**HOME, "city": "Köln", "version": 1}).status_code == 409
    assert kept()[0].city == "Bonn"


def test_refused_unknown_and_wrong(sign_in, path):
    assert sign_in("read-only").get(path).status_code == 403
    assert sign_in("support").post(path, data=HOME).status_code == 403
    client = sign_in("manager")
    assert client.get("/customers/999/addresses").status_code == 404
    assert client.get(f"{path}/999/edit").status_code == 404
    assert client.get(f"{path}/1/delete").status_code == 405
    client.post(path, data=HOME)
    with writing():
        other = make_customer("Other").id
    assert client.post(f"/customers/{other}/addresses/{kept()[0].id}/delete").status_code == 404


@pytest.mark.parametrize(
    ("country", "line"),
    [
        ("DE", "12209 Berlin"),
        ("US", "Berlin, NY 12209"),
        ("CA", "Berlin NY 12209"),
        ("IN", "Berlin 12209"),
        ("BR", "Berlin - NY"),
    ],
)
def test_each_country_has_its_order(country, line):
    address = Address(line1="Street 1", city="Berlin", region="NY", postal_code="12209", country=country)
    assert line in address_lines(address)
