"""At the foot of the list: how many fit and what they bought for. And the way to a letter."""

import re
from datetime import date
from html import unescape

import pytest

from contacts.purchases.models import Purchase
from tests.conftest import HTMX
from tests.customers.test_paging import BACK, ON, link, rows
from tests.factories import add, make_customer, make_role, writing

TOTALS = "/customers/totals"


def text_of(response):
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


@pytest.fixture
def buyers(app):
    with writing():
        for number in range(3):
            id = make_customer(f"Buyer {number}", status="lead" if number else "active").id
            add(Purchase(customer_id=id, purchased_on=date(2026, 1, 1), currency="EUR", total=10000 + number))
        add(Purchase(customer_id=id, purchased_on=date(2026, 1, 1), currency="CHF", total=500))


def test_the_count_and_the_sums_of_what_fits(sign_in, buyers):
    client = sign_in("manager")
    said = text_of(client.get(TOTALS, headers=HTMX))
    assert said.startswith("3 customers Lifetime value €300.03 Lifetime value CHF")
    assert text_of(client.get(f"{TOTALS}?status=active", headers=HTMX)) == "1 customer Lifetime value €100.00"
    assert "€200.03" in client.get(f"{TOTALS}?q=buyer&status=lead").text


def test_the_list_leads_to_its_totals(sign_in, buyers):
    client = sign_in("manager")
    url = unescape(re.search(rf'href="({TOTALS}[^"]*)"', client.get("/customers?status=lead").text)[1])
    assert "status=lead" in url
    page = client.get(url).text
    assert "2 customers" in page
    assert 'href="/customers?status=lead' in unescape(page)


def test_nobody_counts_or_adds_up_more_than_a_lot(sign_in, buyers, monkeypatch, count_queries):
    monkeypatch.setattr("contacts.customers.totals.MOST", 2)
    client = sign_in("manager")
    client.get(TOTALS)
    with count_queries() as queries:
        assert text_of(client.get(TOTALS, headers=HTMX)) == "More than 2 customers"
    assert len(queries) == 2


def test_values_are_for_who_reads_them(sign_in, buyers):
    assert text_of(sign_in("read-only").get(TOTALS, headers=HTMX)) == "3 customers"
    with writing():
        rights = {"customers": {"read": "own"}, "purchases": {"read": "all"}}
        role = make_role(rights)
    assert text_of(sign_in(role).get(TOTALS, headers=HTMX)) == "0 customers"
    with writing():
        role = make_role({"companies": {"read": "all"}})
    assert sign_in(role).get(TOTALS).status_code == 403
    assert sign_in("manager").post(TOTALS).status_code == 405


@pytest.fixture
def alphabet(app):
    """Three of each letter but z."""
    with writing():
        for letter in "abcdefghijklmnopqrstuvwxy":
            for number in range(3):
                make_customer(f"{letter.upper()}name {number}")


def names(text):
    return re.findall(r'class="cover[^>]*><bdi>([^<]*)', text)


@pytest.mark.parametrize(("sort", "first"), [("name", "Mname 0"), ("-name", "Mname 2")])
def test_jump_to_a_letter_and_on_and_back_from_there(sign_in, alphabet, sort, first):
    client = sign_in("manager")
    text = client.get(f"/customers?sort={sort}&from=m").text
    assert names(text)[0] == first
    before = client.get(link(text, BACK)).text
    assert len(rows(before)) == 50
    if link(text, ON):
        assert names(client.get(link(text, ON)).text)[0] > first
    assert f"/customers?sort={sort}&from=q" in unescape(text)


def test_where_nothing_begins_so_is_the_end(sign_in, alphabet):
    text = sign_in("manager").get("/customers?sort=name&from=z").text
    assert names(text)[-1] == "Yname 2"
    assert len(rows(text)) == 50
    assert link(text, ON) == ""
    assert link(text, BACK)


@pytest.mark.parametrize("word", ["", "\0", "\ud7ff", "\U0010ffff", "\u0301", "é", "%", "x" * 500, "ａ"])
def test_any_word_is_a_place_or_none(sign_in, alphabet, word):
    for sort in ("name", "-name", "created"):
        assert sign_in("manager").get("/customers", query_string={"from": word, "sort": sort}).status_code == 200


def test_only_the_order_of_names_has_letters(sign_in, alphabet):
    client = sign_in("manager")
    assert "Jump to a letter" in client.get("/customers?sort=-name").text
    assert "Jump to a letter" not in client.get("/customers?sort=created").text
    assert names(client.get("/customers?sort=created&from=m").text)[0] == "Aname 0"
