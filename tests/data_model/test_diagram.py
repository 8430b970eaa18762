"""The page of the diagram: for whom what is drawn, how it is chosen, and that it is drawn from what is there."""

import re

import pytest
from sqlalchemy import text

from contacts.access import unrestricted
from contacts.db import Base
from tests.conftest import HTMX
from tests.factories import make_role, writing

PAGE = "/data-model"
ROLES = ["administrator", "manager", "finance", "sales rep", "support", "read-only"]


def drawn_in(html):
    return set(re.findall(r'<a id="er-(\w+)"', html))


def listed_in(html):
    return set(re.findall(r'<code class="clip">(\w+)</code>', html))


@pytest.fixture
def administrator(sign_in):
    return sign_in("administrator")


def test_administrators_read_about_every_table(administrator):
    assert drawn_in(administrator.get(f"{PAGE}?all=1").text) == set(Base.metadata.tables)
    assert listed_in(administrator.get(PAGE).text) == set(Base.metadata.tables)
    assert "operations" not in drawn_in(administrator.get(PAGE).text)  # unless they ask


@pytest.mark.parametrize(
    ("role", "not_theirs"),
    [
        ("manager", {"operations", "sessions"}),
        ("finance", {"operations", "communications", "tickets"}),
        ("read-only", {"purchases", "purchase_items", "addresses", "communications", "changes"}),
    ],
)
def test_others_read_about_what_their_role_may_see(sign_in, role, not_theirs):
    html = sign_in(role).get(f"{PAGE}?all=1").text
    assert drawn_in(html) == listed_in(html)
    assert "customers" in drawn_in(html)
    assert drawn_in(html) & not_theirs == set()
    assert not any(f"<code>{name}" in html for name in not_theirs)


@pytest.mark.parametrize("role", ROLES)
def test_the_fragment_is_the_pages_own_markup(sign_in, role):
    client = sign_in(role)
    piece, whole = (client.get(f"{PAGE}?table=customers", headers=headers).text for headers in (HTMX, {}))
    assert "".join(piece.split()) in "".join(whole.split())


def test_a_chosen_table_lights_up_its_neighbours(administrator):
    html = administrator.get(f"{PAGE}?table=purchases").text
    assert re.findall(r'id="er-(\w+)"[^>]*aria-current="true"', html) == ["purchases"]
    on = set(re.findall(r'id="er-(\w+)"[^>]*><g[^>]* class="on"', html))
    assert on == {"purchases", "customers", "purchase_items", "attachments", "purchases_custom"}
    assert html.count('class="wire on') == 4
    assert re.search('<h2 id="table-title"><a[^>]*><code>purchases</code>', html)


def test_only_the_neighbours_are_drawn_when_that_is_asked(administrator):
    html = administrator.get(f"{PAGE}?table=purchases&near=1").text
    assert drawn_in(html) == {"purchases", "customers", "purchase_items", "attachments", "purchases_custom"}


def test_every_table_can_be_reached_and_says_what_it_is_linked_with(administrator):
    html = administrator.get(PAGE).text
    link = re.search(r'<a id="er-emails" href="([^"]+)" aria-label="([^"]+)"', html)
    assert link[1] == "/data-model?table=emails#er-emails"
    assert link[2] == "emails: 10 fields, linked with customers"
    assert "<code>emails.customer_id</code>" in html  # and in words


def test_it_is_made_larger_and_smaller_by_links(administrator):
    sizes = {zoom: size_of(administrator.get(f"{PAGE}?zoom={zoom}").text) for zoom in ("50", "100", "150")}
    assert sizes["50"] * 2 == pytest.approx(sizes["100"], abs=2)
    assert sizes["150"] == pytest.approx(sizes["100"] * 1.5, abs=2)
    assert size_of(administrator.get(f"{PAGE}?zoom=fit").text) is None


def size_of(html):
    found = re.search(r'<svg class="er[^>]*viewBox="[^"]*" width="(\d+)"', html)
    return int(found[1]) if found else None


NONSENSE = [{"table": "\x00"}, {"table": "no_such"}, {"zoom": "9" * 50}, {"near": "1"}, {"show": "²", "role": "'"}]


@pytest.mark.parametrize("asked", NONSENSE, ids=str)
def test_what_means_nothing_is_left_out(administrator, asked):
    answer = administrator.get(PAGE, query_string=asked)
    assert answer.status_code == 200
    assert drawn_in(answer.text) == drawn_in(administrator.get(PAGE).text)


def test_a_table_that_is_not_theirs_is_as_if_it_were_not_there(sign_in):
    client = sign_in("read-only")
    pages = [client.get(f"{PAGE}?table={name}").text for name in ("purchases", "no_such")]
    assert pages[0] == pages[1].replace("no_such", "purchases")


def test_a_column_that_came_while_running_joins_by_itself(administrator, sign_in):
    """As those of custom fields do: for whoever may read about what they are the fields of."""
    with writing():
        role = make_role({"companies": {"read": "all"}})
    nobody = sign_in(role)
    change("ALTER TABLE customers_custom ADD COLUMN shoe_size text")
    try:
        html = administrator.get(f"{PAGE}?table=customers_custom").text
        assert "customers_custom" in drawn_in(html)
        assert "shoe_size" in html
        assert "shoe_size" not in nobody.get(f"{PAGE}?table=customers_custom").text
    finally:
        change("ALTER TABLE customers_custom DROP COLUMN shoe_size")
    assert "shoe_size" not in administrator.get(f"{PAGE}?table=customers_custom").text


def change(statement):
    with unrestricted("a test changes the schema", writes=True) as session:
        session.execute(text(statement))


def test_it_asks_the_database_twice(administrator, count_queries):
    administrator.get(PAGE)
    with count_queries() as queries:
        administrator.get(f"{PAGE}?all=1")
    assert len(queries) == 4, queries  # who is signed in, the sidebar, whether the catalogue is the same, how many rows


def test_nobody_else_sees_it(app):
    assert app.test_client().get(PAGE).status_code == 302


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_read(administrator, method):
    assert getattr(administrator, method)(PAGE).status_code == 405
