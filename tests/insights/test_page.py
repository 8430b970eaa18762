"""The page of insights: what it says, where its numbers lead, and what it costs."""

import csv
import io
import re
from datetime import date
from html import unescape

import pytest

from contacts.purchases.models import Purchase
from tests.conftest import HTMX
from tests.factories import add, make_customer, make_role, writing

LINK = re.compile(r'<a class="link" href="([^"]+)">(?:<bdi>)?([^<]+)')


def links(html):
    """`[(what it says, where it leads)]` of the tables."""
    return [(unescape(text), unescape(url)) for url, text in LINK.findall(html)]


def lead(client, html, said):
    """The page behind a number, and how many rows it lists."""
    url = next(url for text, url in links(html) if text == said)
    answer = client.get(url)
    return answer, len(re.findall(r'<tr role="row" id="', answer.text))


def test_it_says_what_was_bought_and_in_which_currency(sign_in, bought):
    html = sign_in("manager").get("/insights").text
    assert "1998, in EUR" in html
    assert "The best was April 1998, with €1,434.50." in html
    assert "Ada Byron bought for €1,234.50." in html
    assert "Beverages brought the most, €1,434.50." in html
    assert "One customer bought for the first time." in html  # the other one had bought in 1997
    assert "$70.00" not in html


def test_another_currency_and_period_are_kept_apart(sign_in, bought):
    client = sign_in("manager")
    assert "$70.00" in client.get("/insights?currency=USD").text
    assert "€50.00" in client.get("/insights?period=1997-Q2").text
    html = client.get("/insights?period=all").text
    assert "All years, in EUR" in html
    assert "€1,284.50" in html  # Ada's 1997 and 1998
    assert 'id="insight-buyers"' not in html


def test_an_owner_is_a_filter(sign_in, bought):
    client = sign_in("manager")
    assert "Bob Marsh" not in (html := client.get(f"/insights?owner={bought.seller}").text)
    assert "€1,234.50" in html
    assert "Ada Byron" not in client.get("/insights?owner=nobody").text


def test_every_number_leads_to_the_list_it_was_made_of(sign_in, bought):
    client = sign_in("manager")
    html = client.get("/insights?period=1998").text
    purchases, count = lead(client, html, "€1,434.50")  # April
    assert count == 2
    assert "Bob Marsh" in purchases.text
    assert "cancelled" not in purchases.text.casefold().partition("<tbody")[2]
    assert lead(client, html, "€200.00")[1] == 1  # what Bob bought
    for said, url in links(html):
        answer = client.get(url)
        assert answer.status_code == 200, said
        if said.isdecimal():
            assert len(re.findall(r'<tr role="row" id="', answer.text)) == int(said), url


def test_a_csv_file_has_the_same_figures(sign_in, bought):
    client = sign_in("manager")

    def rows(name):
        answer = client.get(f"/insights/{name}.csv?period=1998")
        assert answer.mimetype == "text/csv"
        return list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))

    assert rows("top")[1] == ["Ada Byron", "1234.50", "1", "EUR"]
    assert rows("categories") == [["Category", "Revenue", "Currency"], ["Beverages", "1434.50", "EUR"]]
    assert rows("revenue")[4] == ["April 1998", "1434.50", "50.00", "EUR"]
    assert rows("buyers")[4] == ["April 1998", "1", "1"]
    assert client.get("/insights/nothing.csv").status_code == 404
    assert client.post("/insights").status_code == 405


def test_the_fragment_is_a_piece_of_the_page(sign_in, bought):
    client = sign_in("manager")
    fragment = client.get("/insights", headers=HTMX).text
    assert fragment.startswith('\n<div class="dash"') or fragment.lstrip().startswith('<div class="dash"')
    assert fragment.strip() in client.get("/insights").text


@pytest.mark.parametrize("value", ["1998-13", "0", "x" * 300, "1998-Q5", "9999"])
def test_a_period_that_is_none_shows_the_latest_year(sign_in, bought, value):
    assert "1998, in EUR" in sign_in("manager").get("/insights", query_string={"period": value}).text


def test_an_empty_database_has_a_page_too(sign_in):
    answer = sign_in("manager").get("/insights")
    assert answer.status_code == 200
    assert "Nothing in this period" in answer.text


def test_without_totals_there_is_no_revenue(sign_in, bought):
    with writing():
        rights = {kind: {"read": "all"} for kind in ("customers", "purchases", "products", "categories")}
        role = make_role(rights, purchases__total="hidden")
        lines = make_role(rights, purchase_items__amount="hidden")
    html = sign_in(role).get("/insights").text
    assert "Your role sees no figures here." in html
    assert "434.50" not in html
    html = sign_in(lines).get("/insights").text
    assert "€1,434.50" in html
    assert "Beverages" not in html


@pytest.mark.parametrize("narrow", ["customers", "purchases"])
def test_who_reads_only_their_own_counts_only_their_own(sign_in, bought, narrow):
    with writing():
        rights = {kind: {"read": "all"} for kind in ("customers", "purchases", "products", "categories")}
        role = make_role({**rights, narrow: {"read": "own"}})
    client = sign_in(role)
    with writing():
        own_customer(client.user_id)
    html = client.get("/insights?period=1998").text
    assert "€3.00" in html
    assert "434.50" not in html
    assert "Ada Byron" not in html
    for other in (bought.seller, "nobody"):
        assert "434.50" not in client.get(f"/insights?period=1998&owner={other}").text
        assert "€2" not in client.get(f"/insights?period=1998&owner={other}").text.partition("<h1>")[2]


def own_customer(owner_id):
    customer = make_customer("Mine", owner_id=owner_id).id
    add(Purchase(customer_id=customer, purchased_on=date(1998, 4, 4), currency="EUR", total=300))
