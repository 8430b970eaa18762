"""The panel of purchases on a customer's page: what they come to, how it went, the latest, and the way to all."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from contacts.db import utcnow
from contacts.purchases.models import Purchase, PurchaseItem
from contacts.purchases.quarters import number_of, quarter
from tests.factories import add, make_customer, writing


def buy(customer_id, total, days_ago=0, **fields):
    day = utcnow().date() - timedelta(days=days_ago)
    purchase = add(Purchase(customer_id=customer_id, purchased_on=day, currency="EUR", total=total, **fields))
    line = {"description": "Burr set", "unit_price": Decimal(total), "amount": total}
    add(PurchaseItem(purchase_id=purchase.id, position=1, quantity=Decimal(4), **line))
    add(PurchaseItem(purchase_id=purchase.id, position=2, quantity=Decimal(1), **line))


@pytest.fixture
def customer_id(app):
    with writing():
        return make_customer().id


def test_it_says_what_they_come_to_and_leads_to_all(sign_in, customer_id):
    with writing():
        other = make_customer("Somebody else").id
        buy(other, 77_777)
        for number in range(7):
            buy(customer_id, 1000 + number, number)
    client = sign_in("manager")
    text = client.get(f"/customers/{customer_id}").text
    assert "7 purchases, " in text
    assert "€10.03" in text  # 70.21 over seven
    assert text.count("4 pcs, 1 more line") == 5
    assert "All 7 purchases" in text
    listed = client.get(f"/purchases?customer={customer_id}").text
    assert listed.count('<tr role="row" id="purchase-') == 7
    assert f'<option value="{customer_id}" selected>' in listed


def test_few_purchases_need_no_way_to_all(sign_in, customer_id):
    with writing():
        buy(customer_id, 1000)
    text = sign_in("manager").get(f"/customers/{customer_id}").text
    assert "on average" not in text
    assert "/purchases?customer=" not in text


def test_the_bars_are_the_quarters_of_three_years(sign_in, customer_id):
    with writing():
        buy(customer_id, 1000)
        buy(customer_id, 500, 366)
        buy(customer_id, 9_999, 366, status="cancelled")
        buy(customer_id, 9_999, 5 * 365)
    text = sign_in("manager").get(f"/customers/{customer_id}").text
    bars = re.findall(r'<rect[^>]*height="([\d.]+)"', text)
    assert (len(bars), bars[-1], sorted(bars)[-2:]) == (12, "38.0", ["19.0", "38.0"])
    assert "€10.00" in re.search(r'<svg class="spark"[^>]*aria-label="([^"]*)"', text)[1]


def test_who_bought_nothing_lately_has_no_bars(sign_in, customer_id):
    with writing():
        buy(customer_id, 1000, 5 * 365)
    assert "spark" not in sign_in("manager").get(f"/customers/{customer_id}").text


def test_a_quarter_has_its_name():
    day = utcnow().date().replace(year=2026, month=5, day=4)
    assert quarter(number_of(day), 5, 10, number_of(day)) == ("Q2 2026", 5, 50, True)


@pytest.mark.parametrize("asked", ["999", "9" * 40, "x", "½"])
def test_a_customer_that_is_not_there_has_none(sign_in, customer_id, asked):
    assert sign_in("manager").get("/purchases", query_string={"customer": asked}).status_code == 200
