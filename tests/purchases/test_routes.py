"""Purchases: exact amounts, and every way a form can be wrong."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.categories.models import Product
from contacts.purchases.amounts import line_amount
from contacts.purchases.models import Purchase, PurchaseItem
from tests.conftest import HTMX
from tests.factories import add, make_customer, writing

CHAIRS = {
    "purchased_on": "2026-07-01",
    "currency": "EUR",
    "status": "completed",
    "items-0-description": "Chairs",
    "items-0-quantity": "3",
    "items-0-unit_price": "19.99",
    "items-0-discount": "12.5",
}


@pytest.fixture
def path(app):
    with writing():
        return f"/customers/{make_customer().id}/purchases"


def kept(model=Purchase):
    with unrestricted("a test looks") as session:
        return session.scalars(select(model)).all()


exact = st.decimals(min_value=0, max_value=10**6, places=4)


@given(exact, exact, st.integers(0, 10_000))
def test_amounts_are_rounded_half_up(quantity, price, discount):
    true = Fraction(quantity) * Fraction(price) * (10_000 - discount) / 10_000
    assert line_amount(quantity, price, discount) == (true + Fraction(1, 2)).__floor__()


def test_a_half_cent_goes_up():
    assert line_amount(Decimal("0.5"), Decimal(1)) == 1


def test_a_purchase_is_recorded_shown_deleted_and_undone(sign_in, path):
    client = sign_in("manager")
    response = client.post(path, data=CHAIRS)
    assert response.status_code == 303
    assert [(p.total, p.currency) for p in kept()] == [(5247, "EUR")]
    assert "Chairs" in client.get(response.location).text
    assert "52.47" in client.get(path.removesuffix("/purchases")).text
    text = client.post(f"{response.location}/delete", follow_redirects=True).text
    assert kept() == []
    client.post("/history/" + text.partition('action="/history/')[2].partition('"')[0])
    assert len(kept(PurchaseItem)) == len(kept()) == 1


def test_a_product_brings_its_name_and_price(sign_in, path):
    with writing():
        product = add(Product(sku="C1", name="Chair", sort_name="chair", price=1999, currency="EUR"))
    data = {**CHAIRS, "items-0-description": "", "items-0-unit_price": "", "items-0-product_id": product.id}
    sign_in("sales rep").post(path, data=data)
    assert [(item.description, item.amount) for item in kept(PurchaseItem)] == [("Chair", 5247)]


def test_a_price_is_never_carried_into_another_currency(sign_in, path):
    with writing():
        product = add(Product(sku="C1", name="Chair", sort_name="chair", price=1999, currency="JPY"))
    data = {**CHAIRS, "items-0-unit_price": "", "items-0-product_id": product.id}
    answer = sign_in("manager").post(path, data=data)
    assert answer.status_code == 422
    assert "priced in JPY. Give its price in EUR." in answer.text
    assert kept() == []
    assert sign_in("manager").post(path, data={**data, "items-0-unit_price": "12"}).status_code == 303


def test_a_list_price_times_many_can_be_too_much(sign_in, path):
    with writing():
        product = add(Product(sku="C1", name="Chair", sort_name="chair", price=10**12, currency="EUR"))
    data = {**CHAIRS, "items-0-unit_price": "", "items-0-quantity": "10", "items-0-product_id": product.id}
    answer = sign_in("manager").post(path, data=data)
    assert answer.status_code == 422
    assert "more than can be kept" in answer.text


def test_a_form_sent_twice_is_recorded_once(sign_in, path):
    client, data = sign_in("sales rep"), {**CHAIRS, "idempotency_key": "a" * 32}
    first, second = client.post(path, data=data), client.post(path, data=data)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert len(kept()) == len(kept(PurchaseItem)) == 1
    sign_in("manager").post(path, data=data)  # somebody else's key is another key
    assert len(kept()) == 2


BAD = [
    ("items-0-product_id", "9" * 40),
    ("items-0-quantity", "-1"),
    ("items-0-quantity", "0"),
    ("items-0-quantity", "x"),
    ("items-0-quantity", "1e400"),
    ("items-0-discount", "101"),
    ("items-0-discount", "1.005"),
    ("items-0-unit_price", "x"),
    ("items-0-unit_price", ""),
    ("items-0-unit_price", "0.0000001"),
    ("items-0-unit_price", "0." + "1" * 38),
    ("items-0-unit_price", "-5"),
    ("items-0-unit_price", "99999999999"),
    ("items-0-product_id", "999"),
    ("items-0-description", ""),
    ("currency", "XXZ"),
    ("purchased_on", "2026-02-30"),
    ("purchased_on", ""),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_bad_input(sign_in, path, name, value):
    response = sign_in("manager").post(path, data={**CHAIRS, "reference": "PO-17", name: value})
    assert response.status_code == 422
    assert 'class="err"' in response.text
    assert 'value="PO-17"' in response.text
    assert kept() == []


def test_the_list(sign_in, path, count_queries):
    client = sign_in("sales rep")
    client.post(path, data=CHAIRS)
    client.get("/purchases")  # Postgres makes the role's login when it is first needed
    with count_queries() as queries:
        assert "52.47" in client.get("/purchases").text
    assert len(queries) == 3
    assert "52.47" in client.get("/purchases?q=ada&sort=-total").text
    assert "52.47" not in client.get("/purchases?status=refunded").text
    assert client.get("/purchases", headers=HTMX).text.lstrip().startswith('<div class="scroll" id="purchases"')


def test_refused_unknown_and_wrong(sign_in, path):
    assert sign_in("read-only").get("/purchases").status_code == 403
    assert sign_in("support").post(path, data=CHAIRS).status_code == 403
    client = sign_in("manager")
    assert client.get(f"{path}/new").status_code == 200
    assert client.get(f"{path}/99").status_code == 404
    assert client.get(f"{path}/1/delete").status_code == 405
    url = client.post(path, data=CHAIRS).location
    with writing():
        other = make_customer("Other").id
    assert client.get(f"/customers/{other}/purchases/{url.rpartition('/')[2]}").status_code == 404


def test_one_more_line_goes_on_from_the_last_and_one_that_is_ticked_goes(sign_in, path):
    client = sign_in("sales rep")
    more = client.get("/purchases/lines?at=7", headers=HTMX).text
    assert 'name="items-7-product_id"' in more
    assert "/purchases/lines?at=8" in more
    assert 'name="items-0-product_id"' in client.get("/purchases/lines?at=no").text
    assert client.post("/purchases/lines").status_code == 405
    assert sign_in("support").get("/purchases/lines").status_code == 403
    gone = {"items-7-description": "Tables", "items-7-quantity": "1", "items-7-unit_price": "5", "items-7-gone": "y"}
    at = client.post(path, data={**CHAIRS, **gone}).location
    assert "Chairs" in client.get(at).text
    assert "Tables" not in client.get(at).text
