"""The pages of the list of customers: on and back, in every order, with filters."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from contacts.communications.models import Communication
from tests.conftest import HTMX, TOKEN
from tests.factories import add, make_customer, writing

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
ORDERS = ["name", "-name", "created", "-created", "last_contact", "-last_contact"]
ON, BACK = r'class="btn" href="([^"]*)" data-more', r'rel="prev" href="([^"]*)"'


def rows(text):
    return [int(id) for id in re.findall(r'id="customer-(\d+)"', text)]


def link(text, pattern):
    return unescape(next(iter(re.findall(pattern, text)), ""))


def pages(client, url, way=ON):
    """The rows' ids on every page from this address on (or back), and the last address."""
    found = []
    while url:
        text, last = client.get(url).text, url
        found.append(rows(text))
        url = link(text, way)
    return found, last


@pytest.fixture
def many(app):
    """120 customers, many of the same name, a third of whom nobody ever talked to."""
    with writing():
        for number in range(120):
            id = make_customer(f"Customer {number % 7}", status="lead" if number % 2 else "active").id
            if number % 3:
                add(Communication(customer_id=id, channel="call", body="x", happened_at=MONDAY - timedelta(number % 5)))


@pytest.mark.parametrize("sort", ORDERS)
def test_paging_goes_through_everyone_once_and_back_the_same_way(sign_in, many, sort):
    client = sign_in("manager")
    there, last = pages(client, f"/customers?sort={sort}")
    assert [len(page) for page in there] == [50, 50, 20]
    assert len({id for page in there for id in page}) == 120
    back, start = pages(client, last, BACK)
    assert back == there[::-1]
    assert link(client.get(start).text, BACK) == ""  # nothing lies before the start


@pytest.mark.parametrize("sort", ORDERS)
def test_the_way_back_keeps_words_and_filters(sign_in, many, sort):
    client = sign_in("manager")
    there, last = pages(client, f"/customers?status=lead&sort={sort}")
    assert [len(page) for page in there] == [50, 10]
    assert "status=lead" in last
    assert pages(client, last, BACK)[0] == there[::-1]


def test_the_best_come_first_on_the_way_back_too(sign_in, many):
    there, last = pages(client := sign_in("manager"), "/customers?q=customer")
    assert len(there) == 3
    assert pages(client, last, BACK)[0] == there[::-1]


def test_less_than_a_page_before_is_the_first_page(sign_in, many):
    client = sign_in("manager")
    first = client.get("/customers?sort=created")
    second = client.get(link(first.text, ON)).text
    back = link(second, BACK)
    with writing():
        make_customer("Newcomer")
    ids = rows(client.get(back).text)
    assert ids == rows(first.text)


def test_a_page_before_is_a_whole_piece_for_htmx(sign_in, many):
    client = sign_in("manager")
    back = link(client.get(link(client.get("/customers").text, ON)).text, BACK)
    piece = TOKEN.sub("", client.get(back, headers=HTMX).text)
    assert piece.strip() in TOKEN.sub("", client.get(back).text)
    assert len(rows(piece)) == 50


@pytest.mark.parametrize("side", ["after", "before"])
@pytest.mark.parametrize("place", ["x", "e30.bad", "%00"])
def test_a_forged_place_is_refused(sign_in, side, place):
    assert sign_in("manager").get(f"/customers?{side}={place}").status_code == 400


def test_a_place_of_another_order_is_refused(sign_in, many):
    client = sign_in("manager")
    on = link(client.get("/customers?sort=name").text, ON)
    assert client.get(on.replace("sort=name", "sort=created")).status_code == 400
