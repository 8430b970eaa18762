"""Who goes quiet, how recently and often people buy, who comes back, and what their purchases suggest."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select

from contacts.categories.models import Category, Product, ProductCategory
from contacts.communications.models import Communication
from contacts.customers.stats_commands import stats_commands
from contacts.db import utcnow
from contacts.interests.models import Interest
from contacts.purchases.models import Purchase, PurchaseItem
from tests.factories import add, found, make_customer, make_role, make_user, writing

TODAY = utcnow().date()


def buy(customer_id, days_ago, total=1000, product_id=None, **fields):
    day = TODAY - timedelta(days=days_ago)
    purchase = add(Purchase(customer_id=customer_id, purchased_on=day, currency="EUR", total=total, **fields)).id
    line = {"quantity": 1, "unit_price": total, "amount": total, "description": "Tea", "product_id": product_id}
    add(PurchaseItem(purchase_id=purchase, position=1, **line))


@pytest.fixture
def ids(app):
    """`quiet` bought every ten days until forty days ago; `busy` still does; `once` did once."""
    with writing():
        ids = {name: make_customer(name.capitalize()).id for name in ("quiet", "busy", "once")}
        for days in (40, 50, 60):
            buy(ids["quiet"], days)
        for days in (1, 11, 21):
            buy(ids["busy"], days)
        buy(ids["once"], 400)
    return ids


def card(html, name):
    return html.partition(f'id="insight-{name}"')[2].partition("</section>")[0]


def listed(client, url):
    return re.findall(r'class="cover b clip"[^>]*><bdi>([^<]+)', client.get(unescape(url)).text)


def talk(customer_id, days_ago):
    with writing():
        add(
            Communication(
                customer_id=customer_id, channel="call", body="Hello", happened_at=utcnow() - timedelta(days_ago)
            )
        )


def test_who_bought_more_often_than_lately_goes_quiet(app, sign_in, ids):
    client = sign_in("manager")
    html = card(client.get("/insights").text, "quiet")
    assert re.findall(r"<bdi>(\w+)</bdi>", html) == ["Quiet"]
    assert "Busy" not in html
    assert listed(client, "/customers?quiet=EUR") == ["Quiet"]
    assert app.test_cli_runner().invoke(stats_commands, ["check"]).exit_code == 0


def test_whoever_was_talked_to_within_their_rhythm_is_not_quiet(sign_in, ids):
    talk(ids["quiet"], 12)
    assert listed(sign_in("manager"), "/customers?quiet=EUR") == ["Quiet"]
    talk(ids["quiet"], 3)
    assert listed(sign_in("manager"), "/customers?quiet=EUR") == []
    assert listed(sign_in("finance"), "/customers?quiet=EUR") == ["Quiet"]  # they do not read conversations


def test_each_cell_leads_to_those_it_counts(sign_in, ids):
    client = sign_in("manager")
    for name in ("grid", "lifetime", "cohorts"):
        cells = re.findall(r'<a class="link" href="([^"]+)">(\d+)</a>', card(client.get("/insights").text, name))
        assert cells, name
        for url, said in cells:
            assert len(listed(client, url)) == int(said), url
    grid = card(client.get("/insights").text, "grid")
    assert "€30.00" in grid
    assert "€10.00" in grid


def test_a_filter_that_means_nothing_is_none(sign_in, ids):
    client = sign_in("manager")
    for value in ("EUR.4..", "EUR.3..", "EUR.2.2026.2026", "eur.1..", "x", "EUR.1.2026-13.", "....", "1.1.1.1"):
        assert client.get("/customers", query_string={"standing": value, "quiet": value}).status_code == 200


def test_whose_totals_are_hidden_are_not_sorted_by_them(sign_in, ids):
    with writing():
        role = make_role({"customers": {"read": "all"}, "purchases": {"read": "all"}}, purchases__total="hidden")
    client = sign_in(role)
    assert card(client.get("/insights").text, "grid") == ""
    assert len(listed(client, "/customers?quiet=EUR")) == 3  # the filter does not exist for them


@pytest.fixture
def tea(ids):
    """The id of a category that `quiet` bought of twice."""
    with writing():
        tea, once = (add(Category(name=name)).id for name in ("Tea", "Kettles"))
        for category, times in ((tea, 2), (once, 1)):
            product = add(Product(sku=f"P{category}", name="P", sort_name="p", price=1, currency="EUR")).id
            add(ProductCategory(product_id=product, category_id=category))
            for day in range(times):
                buy(ids["quiet"], 70 + day, product_id=product)
    return tea


def test_what_was_bought_twice_is_suggested_and_written_when_confirmed(sign_in, ids, tea):
    client, record = sign_in("sales rep"), f"/customers/{ids['quiet']}"
    assert "Add Tea" in (html := client.get(record).text)
    assert "Add Kettles" not in html
    assert found(select(Interest.origin)) == []
    answer = client.post(f"{record}/interests/suggested", data={"category_id": tea})
    assert answer.status_code == 303
    assert found(select(Interest.origin)) == ["stated"]
    html = client.get(record).text
    assert "Add Tea" not in html
    operation = re.search(r'action="/history/(\d+)/undo"', html)
    assert operation
    client.post(f"/history/{operation[1]}/undo")
    assert "Add Tea" in client.get(record).text


def test_what_is_not_suggested_is_not_written(sign_in, ids, tea):
    client, url = sign_in("sales rep"), f"/customers/{ids['quiet']}/interests/suggested"
    for data in ({"category_id": tea + 1}, {}, {"category_id": "x"}, {"category_id": "9" * 30}):
        assert client.post(url, data=data).status_code == 422
    assert client.post(f"/customers/{ids['busy']}/interests/suggested", data={"category_id": tea}).status_code == 422
    assert client.post("/customers/999999/interests/suggested", data={"category_id": tea}).status_code == 404
    assert client.get(url).status_code in (404, 405)
    assert sign_in("support").post(url, data={"category_id": tea}).status_code == 403


def test_an_owner_sees_their_own(sign_in, ids):
    with writing():
        seller = make_user("sales rep").id
        mine = make_customer("Mine", owner_id=seller).id
        for days in (40, 50, 60):
            buy(mine, days)
    html = sign_in("manager").get(f"/insights?owner={seller}").text
    assert "Mine" in card(html, "quiet")
    assert ">Quiet<" not in card(html, "quiet")
