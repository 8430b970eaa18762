"""The search page and the palette: everything that fits, in groups, and one sentence for what cannot be searched."""

import re

import pytest

from contacts.categories.models import Product
from contacts.communications.models import Communication
from contacts.customers.models import Company
from contacts.search.offers import ACTIONS, PAGES
from tests.conftest import HTMX
from tests.factories import add, make_customer, make_role, writing


@pytest.fixture
def client(sign_in):
    with writing():
        company = add(Company(name="Byron & Co", sort_name="byron & co"))
        ada = make_customer("Ada Byron", company_id=company.id, status="lead")
        make_customer("Bob <b>Byron</b>", sort_name="bob byron")
        add(Product(name="Byron chair", sort_name="byron chair", sku="BC-1", currency="EUR"))
        add(Communication(customer_id=ada.id, channel="call", body="Byron wants forty chairs & a <table>"))
    client = sign_in("administrator")
    client.ada = ada.id
    return client


def test_everything_that_fits_is_shown_in_groups(client):
    page = client.get("/search?q=byron").text
    heads = re.findall(r'<h2 id="found-[^>]*>([^<]*)</h2>', page)
    assert heads == ["Customers", "Companies", "Conversations", "Products"]
    assert "Ada <mark>Byron</mark>" in page
    assert "Bob &lt;b&gt;<mark>Byron</mark>&lt;/b&gt;" in page
    assert "wants forty chairs &amp; a &lt;table&gt;" in page


def test_a_piece_is_the_page_without_its_frame(client):
    page, piece = client.get("/search?q=byron").text, client.get("/search?q=byron", headers=HTMX).text
    assert "<html" not in piece
    assert all(line in page for line in map(str.strip, piece.splitlines()) if line)


def test_a_result_says_why_it_is_there(client):
    page = client.get("/search?q=forty+ada").text
    assert '<span class="mut">Conversation:</span>' in page
    assert "wants <mark>forty</mark> chairs" in page


def test_one_group_goes_on_in_pages(client):
    with writing():
        for number in range(60):
            make_customer(f"Fan {number:02}", sort_name=f"fan {number:02}")
    first = client.get("/search?q=fan&in=customers").text
    more = re.search(r'href="(/search\?q=fan&amp;in=customers&amp;after=[^"]*)"', first).group(1).replace("&amp;", "&")
    second = client.get(more).text
    names = [re.findall(r"<mark>Fan</mark> (\d\d)", text) for text in (first, second)]
    assert sorted(names[0] + names[1]) == [f"{number:02}" for number in range(60)]
    assert len(names[0]) == 50


def test_a_typo_is_forgiven_when_nothing_else_fits(client):
    for q in ("byrron", "bryon", "BYRN"):
        assert "This is close to it: “byron”" in client.get(f"/search?q={q}").text, q
    assert "Nothing fits “qwxyz”" in client.get("/search?q=qwxyz").text


KEYS = ["status:lead", "STATUS:Lead byron", "has:company", "company:byron", "ada status:lead no:email"]
OTHERS = ["status:inactive", "no:company ada", "has:email", "company:byr no:conversation"]


def test_keys_narrow_the_search(client):
    for q in KEYS:
        assert f"/customers/{client.ada}" in client.get("/search", query_string={"q": q}).text, q
    for q in OTHERS:
        assert ">Ada" not in client.get("/search", query_string={"q": q}).text, q


@pytest.mark.parametrize("q", ["since:never", "status:dead", "has:wings", "owner:zzz"])
def test_a_value_that_does_not_exist_is_answered_in_a_sentence(client, q):
    key, value = q.split(":")
    for url in ("/search", "/customers", "/search/palette"):
        answer = client.get(url, query_string={"q": q})
        assert answer.status_code == 200
        assert f"“{value}” does not fit “{key}:”. Try {key}:" in answer.text, url


def test_a_forbidden_key_is_as_unknown_as_one_that_does_not_exist(client, sign_in):
    with writing():
        role = make_role({"customers": {"read": "all"}}, customers__status="hidden")
    other = sign_in(role)
    for url in ("/search", "/customers", "/search/palette"):
        for headers in ({}, HTMX):
            forbidden, unknown = (
                plain(other.get(url, query_string={"q": f"{key}:lead"}, headers=headers).text, key)
                for key in ("status", "nosuch")
            )
            assert "There is nothing to search by called “key”." in forbidden
            assert forbidden == unknown


def plain(text, key):
    """An answer without what is random in it, and without the key that was asked."""
    text = re.sub(r'value="[0-9a-f]{32}"|"I[\w-]+\.[\w-]{6}\.[\w-]{27}"', "", text)
    return text.replace(f"{key}:", "key:").replace(f"{key}%3A", "key:").replace(f"“{key}”", "“key”")


HOSTILE = [
    "%",
    "*",
    '"',
    '""',
    "NEAR(",
    "NEAR(a b)",
    "a OR b",
    "AND",
    "NOT a",
    "^a",
    "a*",
    "col:x",
    "{a}: b",
    "-a",
    "'",
]
HOSTILE += ["(", ")", "\\", "a' | 'b", "!a", "<->", "\0", "\ud83d", "🙂", "a" * 5000, "a " * 10_000, ":", "a:", ":a"]
HOSTILE += [
    "^(a+)+$",
    "[[:alpha:]]",
    "\u202e",
    "ﷺ" * 50,
    "=ab",
    "1" * 5000,
    "+",
    '"a" "b',
    "city:",
    "x:y:z",
    "since:9999",
]
HOSTILE += ["since:2026-02-31", "since:0000", "\u0e33" * 30, "田" * 300, ">", "#", ">x", "#x", "has:", "no:x"]


@pytest.mark.parametrize("q", HOSTILE, ids=lambda q: repr(q[:12]))
def test_whatever_is_typed_is_answered(client, count_queries, q):
    for url in ("/search", "/search/palette", "/customers", "/companies"):
        with count_queries() as queries:
            answer = client.get(url, query_string={"q": q.encode("utf-8", "surrogatepass")})
        assert answer.status_code == 200, url
        assert len(queries) < 30


@pytest.mark.parametrize(
    "asked", ["in=nothing", "in=customers&after=x", "in=customers&after=1.2.3", "after=٣&in=tasks"]
)
def test_an_address_that_means_nothing_is_refused(client, asked):
    assert client.get(f"/search?q=a&{asked}").status_code == 400


def test_the_palette_offers_ways_to_go_on(client):
    text = client.get("/search/palette?q=byr", headers=HTMX).text
    heads = re.findall(r'class="heading"[^>]*>([^<]*)<', text)
    assert heads == ["Customers", "Companies", "For Ada Byron", "Pages"]
    assert ">8 results</p>" in text
    assert "New customer named “byr”" in text
    assert 'href="/customers/new?name=byr"' in text
    assert "Ada <mark>Byr</mark>on" in text


def test_the_palette_knows_actions_categories_and_keys(client):
    assert "<mark>New</mark> company" in client.get("/search/palette?q=%3Enew").text
    assert 'data-fill="byron status:lead"' in client.get("/search/palette?q=byron+status:l").text
    assert 'data-fill="status:"' in client.get("/search/palette?q=sta").text


def test_the_palette_starts_with_what_one_worked_on(client):
    assert "Recently worked on" not in client.get("/search/palette").text
    client.post(f"/customers/{client.ada}/tasks", data={"title": "Ring back"})
    text = client.get("/search/palette").text
    assert "Recently worked on" in text
    assert "Ada Byron" in text


def test_a_new_customer_has_the_name_that_was_typed(client):
    assert 'value="Ada Lovelace"' in client.get("/customers/new?name=Ada+Lovelace").text


def test_few_statements_find_much(client, count_queries):
    with writing():
        for number in range(60):
            make_customer(f"Fan {number}", sort_name=f"fan {number}")
    for url, most in (("/search?q=fan", 20), ("/search?q=fan&in=customers", 4), ("/search/palette?q=fan", 6)):
        client.get(url)
        with count_queries() as queries:
            client.get(url, headers=HTMX)
        assert len(queries) <= most, url


def test_the_palette_offers_each_page_and_action_once(app):
    for offered in (PAGES, ACTIONS):
        endpoints = [one[0] for one in offered]
        assert sorted(set(endpoints)) == sorted(endpoints)
        assert set(endpoints) <= set(app.view_functions)
