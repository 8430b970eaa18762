"""Products: find, add, edit, delete, undo."""

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.categories.models import Category, Product, ProductCategory
from tests.conftest import HTMX
from tests.factories import add, writing

CHAI = {"name": "Chaï", "sku": "T-1", "price": "18.50", "currency": "EUR", "active": "y"}


def kept(model=Product):
    with unrestricted("a test looks") as session:
        return session.scalars(select(model).order_by(model.id)).all()


@pytest.fixture
def category_ids(app):
    with writing():
        return [str(add(Category(name=name)).id) for name in ("Drinks", "Gifts")]


def test_add_find_and_edit(sign_in, category_ids):
    client = sign_in("manager")
    assert client.post("/products", data={**CHAI, "category_ids": category_ids}).status_code == 303
    assert (kept()[0].price, kept()[0].sort_name, len(kept(ProductCategory))) == (1850, "chai", 2)
    for url in ("?q=chai", f"?category={category_ids[0]}", "?sort=-price", "?active=yes", "?q=t-1"):
        assert "€18.50" in client.get(f"/products{url}", headers=HTMX).text
    assert "18.50" not in client.get("/products?active=no").text
    path = f"/products/{kept()[0].id}"
    assert 'value="18.50"' in client.get(f"{path}/edit").text
    assert client.post(path, data={**CHAI, "price": "20", "category_ids": category_ids[:1]}).status_code == 303
    assert (kept()[0].price, len(kept(ProductCategory))) == (2000, 1)
    assert client.post(path, data={**CHAI, "version": "1"}).status_code == 409


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sku", ""),
        ("name", ""),
        ("price", "-1"),
        ("price", "1.234"),
        ("price", "x"),
        ("currency", "XYZ"),
        ("category_ids", "999"),
    ],
)
def test_bad_input_writes_nothing(sign_in, name, value):
    answer = sign_in("manager").post("/products", data={**CHAI, "description": "Spiced", name: value})
    assert answer.status_code == 422
    assert "Spiced" in answer.text
    assert kept() == []


def test_a_product_has_a_page_of_its_own(sign_in, category_ids):
    manager = sign_in("manager")
    manager.post("/products", data={**CHAI, "description": "Spiced", "category_ids": category_ids[:1]})
    path = f"/products/{kept()[0].id}"
    assert f'href="{path}"' in manager.get("/products").text
    page = manager.get(path).text
    for words in ("Chaï", "T-1", "€18.50", "Drinks", "Spiced", f'href="{path}/edit"'):
        assert words in page
    reader = sign_in("read-only").get(path)
    assert "Spiced" in reader.text
    assert f"{path}/edit" not in reader.text
    assert manager.get("/products/99").status_code == 404
    assert manager.put(path).status_code == 405


def test_its_page_asks_the_same_whatever_it_is_in(sign_in, category_ids, count_queries):
    client = sign_in("manager")
    for sku, inside in (("1", []), ("2", category_ids)):
        client.post("/products", data={**CHAI, "sku": sku, "category_ids": inside})
    first, second = (f"/products/{product.id}" for product in kept())
    client.get(first)
    with count_queries() as few:
        client.get(first)
    with count_queries() as many:
        client.get(second)
    assert len(many) == len(few) <= 5


def test_a_code_is_given_once(sign_in, app):
    client = sign_in("manager")
    client.post("/products", data=CHAI)
    assert "Another product has this code." in client.post("/products", data=CHAI).text
    assert len(kept()) == 1


def test_a_deleted_product_comes_back_with_its_categories(sign_in, category_ids):
    client = sign_in("manager")
    client.post("/products", data={**CHAI, "category_ids": category_ids})
    client.get("/products")  # the toasts so far
    assert client.post(f"/products/{kept()[0].id}/delete").status_code == 303
    assert kept() == []
    undo = client.get("/products").text.partition('action="/history/')[2].partition('"')[0]
    client.post(f"/history/{undo}")
    assert (len(kept()), len(kept(ProductCategory))) == (1, 2)


def test_refused_unknown_and_few_queries(sign_in, app, count_queries):
    client = sign_in("sales rep")
    assert client.post("/products", data=CHAI).status_code == 403
    assert sign_in("manager").get("/products/999/edit").status_code == 404
    assert sign_in("manager").get("/products/1/delete").status_code == 405
    client.get("/products")  # on Postgres the first request of a role makes its login
    with count_queries() as queries:
        client.get("/products")
    assert len(queries) <= 4
