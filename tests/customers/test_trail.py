"""From a list to its records and back: the state of the list is carried, and nobody is led elsewhere."""

import re
from html import unescape

import pytest

from tests.factories import make_customer, make_role, writing


@pytest.fixture
def names(app):
    """`{id: name}` of sixty customers, in the order of their names."""
    with writing():
        made = [
            make_customer(f"Ada {at:02}", sort_name=f"ada {at:02}", status="lead" if at % 2 else "active")
            for at in range(60)
        ]
        return {customer.id: customer.name for customer in made}


def rows(text):
    return [unescape(href) for href in re.findall(r'class="cover b clip" href="([^"]*)"', text)]


def crumb(text):
    return unescape(re.search(r'aria-label="Breadcrumb">\s*<a href="([^"]*)"', text)[1])


def way(text, name):
    return unescape(re.search(rf'href="(/customers/\d+/{name}\?[^"]*)"', text)[1])


def walk(client, url, name):
    """The ids of the records that one comes to, up to the list; the first and the last record show the links."""
    found, list_state = [], way(client.get(url).text, name).partition("?")[2]
    while (id := url.partition("?")[0].removeprefix("/customers/")).isdecimal():
        found.append(int(id))
        last, link = url, f"/customers/{id}/{name}?{list_state}"
        url = client.get(link).location
    told = client.get(url).text
    assert way(client.get(last).text, name) == link
    return found, url, told


@pytest.mark.parametrize(
    "query", ["", "?sort=-created", "?status=lead", "?sort=-last_contact&status=active", "?q=ada", "?q=ada+1&sort=name"]
)
def test_one_walks_through_the_list_as_it_stood(sign_in, names, query):
    client = sign_in("manager")
    first = client.get(f"/customers{query}")
    second = client.get(unescape(found[1])) if (found := re.search(r'href="([^"]*after=[^"]*)"', first.text)) else first
    listed = rows(first.text) + (rows(second.text) if found else [])
    ids = [int(href.partition("?")[0].rpartition("/")[2]) for href in listed]
    walked, end, page = walk(client, listed[0], "next")
    assert walked == ids
    assert end.startswith("/customers?")
    assert "That was the last one of the list." in page
    assert walk(client, listed[1], "previous")[0] == [ids[1], ids[0]]


def test_the_breadcrumb_leads_back_to_the_page_of_the_list(sign_in, names):
    client = sign_in("manager")
    listed = client.get("/customers?status=active&sort=-name").text
    record = client.get(rows(listed)[3]).text
    assert rows(client.get(crumb(record)).text) == rows(listed)


def test_a_record_that_left_the_list_leads_back_to_it(sign_in, names):
    client, id = sign_in("manager"), next(iter(names))
    assert client.get(f"/customers/{id}/next?status=inactive").location == "/customers?status=inactive"


FOREIGN = [
    "https://evil.example",
    "//evil.example",
    "/\\evil",
    "javascript:alert(1)",
    "next=//evil.example",
    "%0d%0aSet-Cookie:x",
]


@pytest.mark.parametrize(
    "asked", [*FOREIGN, "\x00", "a&" * 500, "q=" + "x" * 9000, "sort=\x00", "q=%ff", "&&&==", "after=x"]
)
def test_nobody_is_led_elsewhere(sign_in, names, asked):
    client, id = sign_in("manager"), next(iter(names))
    answer = client.get(f"/customers/{id}", query_string={"list": asked})
    assert answer.status_code == 200
    assert crumb(answer.text).partition("?")[0] == "/customers"
    for name in ("next", "previous"):
        answer = client.get(f"/customers/{id}/{name}", query_string=asked.replace("\x00", "%00"))
        assert answer.status_code in (302, 400)
        assert re.match(r"/customers(/\d+)?(\?|$)", answer.location or "/customers")


def test_without_a_list_there_is_no_next(sign_in, names):
    text = sign_in("manager").get(f"/customers/{next(iter(names))}").text
    assert "Next in the list" not in text
    assert crumb(text) == "/customers"


def test_what_is_hidden_orders_nothing(sign_in, names):
    with writing():
        role = make_role({"customers": {"read": "all"}}, customers__status="hidden", customer_stats="hidden")
    client, ids = sign_in(role), list(names)
    for query in ("sort=-last_contact", "status=lead"):
        assert client.get(f"/customers/{ids[0]}/next?{query}").location.startswith(f"/customers/{ids[1]}?")


def test_out_of_reach(sign_in, names):
    with writing():
        role = make_role({"customers": {"read": "own"}})
    client, id = sign_in(role), next(iter(names))
    assert client.get(f"/customers/{id}/next").status_code == 404
    assert client.post(f"/customers/{id}/next").status_code == 405


def test_a_step_takes_few_questions(sign_in, names, count_queries):
    client, id = sign_in("manager"), list(names)[3]
    client.get(f"/customers/{id}/next?sort=name")
    with count_queries() as queries:
        client.get(f"/customers/{id}/next?sort=name")
    assert len(queries) <= 5
