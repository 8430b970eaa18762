"""What is laid over the diagram: for whom, with which words, and without counting what is large."""

import re

import pytest

from contacts.data_model import filling, personal
from contacts.data_model.describing import schema_of
from contacts.db import Base
from tests.factories import make_customer, make_role, writing

PAGE = "/data-model"
ROW = re.compile(r'<text x="12" y="\d+">(\w+)</text>\s*(?:<use[^>]*/>)?\s*<text class="t"[^>]*>([^<]*)<')


def notes_in(html, table):
    """`{column: note}` of a table as it is drawn."""
    box = html.partition(f'id="er-{table}"')[2].partition("</g></a>")[0]
    return dict(ROW.findall(box))


def title_in(html, table):
    box = html.partition(f'id="er-{table}"')[2].partition("</g></a>")[0]
    return re.search(r'class="t" x="\d+" y="21"[^>]*>([^<]+)<', box)[1].replace("&gt;", ">")


@pytest.fixture
def administrator(sign_in):
    return sign_in("administrator")


def shown(client, **asked):
    return client.get(PAGE, query_string=asked).text


def test_what_a_role_sees(administrator):
    notes = notes_in(shown(administrator, show="role", role="sales rep"), "customers")
    assert (notes["name"], notes["birth_date"], notes["tax_id"]) == ("edit", "masked", "hidden")
    assert notes_in(shown(administrator, show="role", role="manager"), "customers")["bank_account"] == "masked"
    assert notes_in(shown(administrator, show="role", role="no such role"), "customers")["tax_id"] == "edit"


def test_where_personal_data_lies(sign_in):
    html = shown(sign_in("manager"), show="personal")
    assert notes_in(html, "customers")["tax_id"] == "sealed"
    assert notes_in(html, "emails")["value"] == notes_in(html, "customers")["sort_name"] == "personal"
    assert "status" not in notes_in(html, "customers")


def test_every_column_called_personal_is_there():
    schema = schema_of(Base.metadata)
    known = {column.full_name for table in schema.tables.values() for column in table.columns}
    assert known >= personal.PERSONAL


def test_what_is_indexed(sign_in):
    html = shown(sign_in("manager"), show="indexed")
    notes = notes_in(html, "customers")
    assert (notes["id"], notes["uid"], notes["sort_name"], notes["external_id"]) == ("key", "unique", "index", "with")
    assert "notes" not in notes


def test_since_when(administrator):
    notes = notes_in(shown(administrator, show="since"), "customers")
    assert (notes["name"], notes["tax_id_lookup"]) == ("0003", "0014")


def test_how_full_it_is(administrator):
    with writing():
        for number in range(4):
            make_customer(f"Customer {number}", notes="x" if number == 0 else None)
    html = shown(administrator, show="filled", all=1)
    assert title_in(html, "customers") == "4"
    notes = notes_in(html, "customers")
    assert (notes["name"], notes["notes"], notes["tax_id"]) == ("100 %", "25 %", "0 %")
    assert title_in(html, "sessions") == "1"
    assert notes_in(html, "phones") == {}  # of no row nothing is said


def test_it_is_said_in_words_too(administrator, sign_in):
    with writing():
        make_customer("Ada", notes="x")
    html = shown(administrator, show="filled", table="customers")
    assert re.search(r">job_title<.*?<td>0 %</td>", html, re.S)
    assert "sells to. 1 row." in html
    assert "1 row." not in shown(sign_in("manager"), table="customers")


def test_a_large_table_is_neither_counted_nor_read_whole(administrator, monkeypatch):
    with writing():
        for number in range(12):
            make_customer(f"Customer {number}", notes="new" if number >= 10 else None)
    monkeypatch.setattr(filling, "MOST", 5)
    monkeypatch.setattr(filling, "SAMPLE", 2)
    monkeypatch.setattr("contacts.data_model.overlays.MOST", 5)
    html = shown(administrator, show="filled")
    assert title_in(html, "customers") == "> 5"
    assert notes_in(html, "customers")["notes"] == "100 %"  # of the newest


def test_numbers_tell_nothing_of_what_one_may_not_read(app, sign_in):
    with writing():
        make_customer("Ada", notes="x")
        whole = {kind: {"read": "all"} for kind in ("users", "customers")}
        hiding = make_role(whole, customers__notes="hidden")
        own = make_role({**whole, "customers": {"read": "own"}})
    assert "notes" not in notes_in(shown(sign_in(hiding), show="filled"), "customers")
    assert "name" in notes_in(shown(sign_in(hiding), show="filled"), "customers")
    assert notes_in(shown(sign_in(own), show="filled"), "customers") == {}


@pytest.mark.parametrize("overlay", ["role", "filled"])
def test_these_are_for_administrators(sign_in, overlay):
    client = sign_in("manager")
    html = shown(client, show=overlay, role="sales rep")
    assert notes_in(html, "customers") == notes_in(shown(client), "customers")
    assert f"show={overlay}" not in html


@pytest.mark.parametrize(
    ("asked", "statements"), [({"show": "filled"}, 4), ({"show": "role"}, 4), ({"show": "since"}, 3)]
)
def test_it_asks_the_database_a_few_times_at_most(administrator, count_queries, asked, statements):
    shown(administrator, **asked)
    with count_queries() as queries:
        shown(administrator, **asked, all=1)
    assert len(queries) == statements + 1, queries  # the sidebar
