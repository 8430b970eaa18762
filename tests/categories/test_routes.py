"""The tree of categories: add, move, refuse cycles, delete, undo."""

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.categories.models import Category
from tests.conftest import HTMX
from tests.factories import add, writing


@pytest.fixture
def ids(app):
    with writing():
        parent = add(Category(name="Drinks")).id
        return parent, add(Category(name="Tea", parent_id=parent)).id


def kept():
    with unrestricted("a test looks") as session:
        return {row.name: row.parent_id for row in session.scalars(select(Category))}


def test_add_rename_and_move(sign_in, ids):
    client = sign_in("manager")
    assert client.post("/categories", data={"name": "Green", "parent_id": str(ids[1]), "color": "5"}).status_code == 303
    assert "Green" in client.get("/categories").text
    assert client.get(f"/categories/{ids[1]}/edit").status_code == 200
    assert client.post(f"/categories/{ids[1]}", data={"name": "Teas", "color": "0"}).status_code == 303
    assert kept() == {"Drinks": None, "Teas": None, "Green": ids[1]}


def test_a_cycle_is_refused_with_a_sentence(sign_in, ids):
    for parent in ids:
        answer = sign_in("manager").post(f"/categories/{ids[0]}", data={"name": "Drinks", "parent_id": str(parent)})
        assert answer.status_code == 422
        assert "cannot go under itself" in answer.text
    assert kept()["Drinks"] is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", ""),
        ("name", "x" * 101),
        ("name", "Drinks"),
        ("parent_id", "999"),
        ("parent_id", "x"),
        ("parent_id", "9" * 40),
        ("color", "77"),
    ],
)
def test_bad_input_writes_nothing(sign_in, ids, name, value):
    data = {"name": "Cups", "description": "For tea", name: value}
    answer = sign_in("manager").post("/categories", data=data)
    assert answer.status_code == 422
    assert "For tea" in answer.text
    assert len(kept()) == 2


def test_only_a_leaf_can_be_deleted_and_comes_back(sign_in, ids):
    client = sign_in("manager")
    assert "has others under it" in client.post(f"/categories/{ids[0]}/delete").text
    assert client.post(f"/categories/{ids[1]}/delete").status_code == 303
    assert "Tea" not in kept()
    undo = client.get("/categories").text.partition('action="/history/')[2].partition('"')[0]
    client.post(f"/history/{undo}")
    assert kept()["Tea"] == ids[0]


def test_refused_unknown_and_wrong(sign_in, ids, count_queries):
    reader = sign_in("sales rep")
    assert reader.get("/categories", headers=HTMX).text.startswith('<div id="categories"')
    assert reader.post("/categories", data={"name": "Cups"}).status_code == 403
    assert sign_in("manager").get("/categories/999/edit").status_code == 404
    assert sign_in("manager").get("/categories/1/delete").status_code == 405
    with count_queries() as queries:
        reader.get("/categories")
    assert len(queries) <= 8
