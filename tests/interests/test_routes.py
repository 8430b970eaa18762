"""Interests: tick, untick, undo."""

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.categories.models import Category
from contacts.interests.models import Interest
from tests.conftest import HTMX
from tests.factories import add, make_customer, writing


@pytest.fixture
def path(app):
    with writing():
        for name in ("Coffee", "Grinders"):
            add(Category(name=name))
        return f"/customers/{make_customer().id}/interests"


def kept(model=Interest):
    with unrestricted("a test looks") as session:
        return session.scalars(select(model).order_by(model.id)).all()


def test_tick_untick_and_undo(sign_in, path):
    client, ids = sign_in("sales rep"), [category.id for category in kept(Category)]
    assert "Grinders" in client.get(f"{path}/edit").text
    assert client.post(path, data={"category": ids}).status_code == 303
    assert [interest.category_id for interest in kept()] == ids
    client.get(path)
    text = client.post(path, data={"category": ids[:1]}, headers=HTMX).text
    assert text.lstrip().startswith('<section id="interests"')
    assert len(kept()) == 1
    client.post("/history/" + text.partition('action="/history/')[2].partition('"')[0])
    assert len(kept()) == 2


@pytest.mark.parametrize("category", ["999", "x", "-1", "9" * 40])
def test_what_does_not_exist_is_not_ticked(sign_in, path, category):
    assert sign_in("manager").post(path, data={"category": category}).status_code == 303
    assert kept() == []


def test_refused_unknown_and_wrong(sign_in, path):
    assert sign_in("read-only").get(path).status_code == 200
    assert sign_in("support").post(path).status_code == 403
    assert sign_in("manager").get("/customers/999/interests").status_code == 404
    assert sign_in("manager").delete(path).status_code == 405
