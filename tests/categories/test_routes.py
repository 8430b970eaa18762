"""Categories grow as a tree that never bites its tail; products are listed."""

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.categories.models import Category, Product
from tests.factories import add, writing


@pytest.fixture
def coffee(app):
    with writing():
        return add(Category(name="Coffee")).id


def kept():
    with unrestricted("a test looks") as session:
        return {c.name: c for c in session.scalars(select(Category))}


def test_a_tree_grows_and_is_listed(sign_in, coffee):
    client = sign_in("manager")
    assert client.post("/categories", data={"name": "Green", "parent_id": coffee, "color": 5}).status_code == 303
    assert kept()["Green"].parent_id == coffee
    assert "Green" in sign_in("read-only").get("/categories").text


def test_a_cycle_and_a_second_name_are_refused(sign_in, coffee):
    client = sign_in("manager")
    client.post("/categories", data={"name": "Green", "parent_id": coffee})
    green = kept()["Green"].id
    response = client.post(f"/categories/{coffee}", data={"name": "Coffee", "parent_id": green})
    assert response.status_code == 422
    assert 'id="parent_id-error"' in response.text
    assert client.post("/categories", data={"name": "Coffee"}).status_code == 422
    assert client.post(f"/categories/{coffee}/delete").status_code == 409
    assert kept()["Coffee"].parent_id is None


def test_edit_stale_delete(sign_in, coffee):
    client = sign_in("manager")
    assert "Coffee" in client.get(f"/categories/{coffee}/edit").text
    assert client.post(f"/categories/{coffee}", data={"name": "Tea", "version": 1}).status_code == 303
    assert client.post(f"/categories/{coffee}", data={"name": "Mate", "version": 1}).status_code == 409
    assert client.post(f"/categories/{coffee}/delete").status_code == 303
    assert kept() == {}


def test_refused_unknown_and_wrong(sign_in, coffee):
    assert sign_in("sales rep").get("/categories/new").status_code == 403
    assert sign_in("manager").get("/categories/99/edit").status_code == 404
    assert sign_in("manager").get(f"/categories/{coffee}/delete").status_code == 405


def test_products_are_listed(sign_in, count_queries):
    with writing():
        add(Product(sku="C1", name="Chair", sort_name="chair", price=1999, currency="EUR"))
    client = sign_in("support")
    with count_queries() as queries:
        assert "19.99" in client.get("/products?q=cha").text
    assert len(queries) == 2
    assert "19.99" not in client.get("/products?q=zzz").text
