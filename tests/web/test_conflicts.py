"""Two people edit one record: both versions are shown as people read them, and the chosen one of each field is kept."""

import re

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.categories.models import Category, Product, ProductCategory
from tests.factories import add, writing

CUP = {"name": "Cup", "sku": "C-1", "price": "3.00", "currency": "EUR", "active": "y", "version": "1"}


@pytest.fixture
def ids(app):
    with writing():
        categories = [str(add(Category(name=name)).id) for name in ("Drinks", "Gifts", "Sale")]
        product = add(Product(sku="C-1", name="Cup", sort_name="cup", price=300, currency="EUR"))
        add(ProductCategory(product_id=product.id, category_id=int(categories[0])))
        return product.id, categories


def inputs(text):
    """What the form of the conflict page would send, as the browser does."""
    sent = []
    for tag in re.findall(r"<input [^>]*>", text.partition('id="conflict"')[2].partition("</section>")[0]):
        values = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if values.get("type") != "radio" or "checked" in tag:
            sent.append((values["name"], values.get("value", "")))
    return sent


def posted(pairs):
    data = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    return data


def kept():
    with unrestricted("a test looks") as session:
        product = session.scalars(select(Product)).one()
        links = session.scalars(select(ProductCategory.category_id).order_by(ProductCategory.category_id)).all()
        return product.price, product.active, [str(id) for id in links]


def test_several_ticks_and_a_box_survive_a_conflict(sign_in, ids):
    product_id, (drinks, gifts, sale) = ids
    client, url = sign_in("manager"), f"/products/{product_id}"
    client.post(url, data={**CUP, "price": "4.00", "active": "", "category_ids": [drinks, gifts]})
    answer = client.post(url, data={**CUP, "price": "5.00", "category_ids": [gifts, sale]})
    assert answer.status_code == 409
    for words in ("4.00", "5.00", "Drinks, Gifts", "Gifts, Sale", "Yes", "No"):
        assert f'<bdi class="pre">{words}</bdi>' in answer.text
    assert kept() == (400, False, [drinks, gifts])
    data = posted(inputs(answer.text)) | {"choice-price": "theirs", "choice-active": "theirs"}
    assert client.post(url, data=data).status_code == 303
    assert kept() == (400, False, [gifts, sale])


def test_what_is_sent_with_a_conflict_is_held_against_the_rules_too(sign_in, ids):
    client, url = sign_in("manager"), f"/products/{ids[0]}"
    data = {**CUP, "choice-price": "mine", "mine-price": "x", "choice-category_ids": "mine", "mine-category_ids": "999"}
    assert client.post(url, data=data).status_code == 422
    assert kept()[0] == 300
