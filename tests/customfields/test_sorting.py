"""The order of the list of customers by fields of each type that has one: on and back, with those who have none."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import insert, text

from contacts.access import unrestricted
from contacts.customfields import narrowing
from contacts.customfields.structure import index_names
from contacts.customfields.words import SORTED
from contacts.db import Base
from tests.customers.test_paging import BACK, link, pages
from tests.factories import make_customer, writing

VALUES = {
    "text": ["apple", "Banana", "cherry"],
    "link": ["https://a.example", "https://b.example", "https://c.example"],
    "email": ["a@one.example", "B@one.example", "c@one.example"],
    "phone": ["+41 1", "+41 2", "+41 3"],
    "number": [Decimal("-2"), Decimal("2.5"), Decimal("10")],
    "money": [-500, 1250, 100_000],
    "date": [date(2025, 12, 31), date(2026, 5, 4), date(2026, 5, 5)],
    "moment": [datetime(2026, 5, day, 10, tzinfo=UTC) for day in (3, 4, 5)],
    "yes_no": [False, True],
    "choice": ["gold", "tin"],
}
NOT_SORTED = {"long_text", "several", "person", "record"}


def test_each_type_that_has_an_order_is_here():
    assert set(VALUES) == {str(type) for type in SORTED}


@pytest.fixture
def many(app, admin, add_field):
    """120 customers, two thirds of whom have one of a few values."""

    def make(type):
        more = {"options": "Gold\nTin"} if type == "choice" else {}
        add_field(type, label="Own", filterable="y", **more)
        admin.get("/customers")  # which learns of the column
        values, given = VALUES[type], {}
        with writing():
            for number in range(120):
                id = make_customer(f"Customer {number}", status="lead" if number % 2 else "active").id
                if number % 3:
                    given[id] = number % len(values)
        with app.app_context(), unrestricted("a test fills a field in", writes=True) as session:
            table = Base.metadata.tables["customers_custom"]
            rows = [{"id": id, "c_own": values[at]} for id, at in given.items()]
            session.execute(insert(table), rows)
        return given

    return make


@pytest.mark.parametrize("sort", ["c_own", "-c_own"])
@pytest.mark.parametrize("type", VALUES)
def test_the_list_is_sorted_by_it_on_and_back(admin, many, type, sort):
    given = many(type)
    there, last = pages(admin, f"/customers?sort={sort}")
    assert [len(page) for page in there] == [50, 50, 20]
    ids = [id for page in there for id in page]
    falling = sort.startswith("-")
    filled = sorted(given, key=lambda id: (given[id], id), reverse=falling)
    assert ids[: len(given)] == filled
    assert ids[len(given) :] == sorted(set(ids) - set(given), reverse=falling)  # who has none comes last
    back, start = pages(admin, last, BACK)
    assert back == there[::-1]
    assert link(admin.get(start).text, BACK) == ""


@pytest.mark.parametrize("few", [1000, 0], ids=["found", "walked"])
@pytest.mark.parametrize("asked", ["status=lead", "c_own-from=2", "c_own-to=100&status=lead", "q=customer"])
@pytest.mark.parametrize("sort", ["c_own", "-c_own"])
def test_the_way_keeps_filters_and_words(admin, many, monkeypatch, sort, asked, few):
    monkeypatch.setattr(narrowing, "FEW", few)
    many("number")
    there, last = pages(admin, f"/customers?{asked}&sort={sort}")
    ids = [id for page in there for id in page]
    assert len(set(ids)) == len(ids) >= 40
    assert pages(admin, last, BACK)[0] == there[::-1]


def test_the_next_record_is_the_next_of_this_order(admin, many):
    many("number")
    there, _last = pages(admin, "/customers?sort=-c_own")
    ids = [id for page in there for id in page]
    for at in (0, 60, 79, 80, 118):  # between values, and where those begin who have none
        answer = admin.get(f"/customers/{ids[at]}/next?sort=-c_own")
        assert answer.location.startswith(f"/customers/{ids[at + 1]}?")


def test_its_heading_and_the_menu_sort_the_list(admin, many):
    many("number")
    page = admin.get("/customers?columns=c_own").text
    assert 'id="customers-by-c_own"' in page
    assert page.count("sort=c_own") >= 3


@pytest.mark.parametrize("type", sorted(NOT_SORTED))
def test_what_has_no_order_is_not_offered(admin, add_field, type):
    more = {"several": {"options": "Gold"}, "record": {"target": "customers"}}.get(type, {})
    add_field(type, label="Own", filterable="y", **more)
    assert "sort=c_own" not in admin.get("/customers?columns=c_own").text


@pytest.mark.parametrize("type", VALUES)
def test_an_index_is_walked(app, admin, many, type):
    many(type)
    with app.app_context(), unrestricted("a test asks for the plan") as session:
        if session.connection().dialect.name != "sqlite":
            pytest.skip("Postgres scans a table as small as this")
        column = "lower(c_own)" if type in ("text", "link", "email", "phone") else "c_own"
        asked = f"SELECT id FROM customers_custom WHERE {column} IS NOT NULL ORDER BY {column}, id LIMIT 51"
        plan = session.execute(text(f"EXPLAIN QUERY PLAN {asked}")).all()
    assert "ix_customers_custom_c_own" in plan[0][3]
    assert not any("TEMP B-TREE" in row[3] for row in plan)


def test_the_index_goes_when_it_is_not_marked_any_more(app, admin, add_field):
    id = add_field("text", label="Own", filterable="y")
    assert admin.post(f"/admin/custom-fields/{id}", data={"label": "Own"}).status_code == 303
    assert "sort=c_own" not in admin.get("/customers").text
    with app.app_context(), unrestricted("a test looks for the index") as session:
        assert "ix_customers_custom_c_own" not in index_names(session.connection(), "customers_custom")
