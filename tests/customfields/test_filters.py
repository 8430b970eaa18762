"""Filters of the list of customers by fields of every type."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from contacts.access import FieldRule, Role, unrestricted
from contacts.customfields import narrowing
from contacts.customfields.words import Type

# type: (what the field is asked for, the first customer's value, the second's, [(question, value, who fits)])
FIRST, SECOND, BOTH = "Ada Byron", "Grace Hopper", ("Ada Byron", "Grace Hopper")
ASKED = {
    "text": ({}, "North Tower", "50% off", [
        ("c_own", "TOWER", FIRST), ("c_own", "%", SECOND), ("c_own-is", "north tower", FIRST),
        ("c_own-is", "north", "")]),
    "long_text": ({}, "one\ntwo", "three", [("c_own", "TWO", FIRST)]),
    "link": ({}, "https://one.example", "https://two.example", [("c_own", "two.", SECOND)]),
    "email": ({}, "a@one.example", "b@two.example", [("c_own", "@one", FIRST), ("c_own-is", "B@two.example", SECOND)]),
    "phone": ({}, "+41 44 668 18 00", "+1 555 010 9999", [("c_own", "668", FIRST)]),
    "number": ({}, "2.5", "10", [
        ("c_own-from", "3", SECOND), ("c_own-to", "2.5", FIRST), ("c_own-from", "-1", BOTH), ("c_own-to", "2", "")]),
    "money": ({"currency": "EUR"}, "12.50", "100", [("c_own-from", "12.51", SECOND), ("c_own-to", "12.50", FIRST)]),
    "date": ({}, "2026-05-04", "2026-06-01", [("c_own-from", "2026-05-05", SECOND), ("c_own-to", "2026-05-04", FIRST)]),
    "moment": ({}, "2026-05-04T16:30", "2026-06-01T08:00", [
        ("c_own-from", "2026-05-05", SECOND), ("c_own-to", "2026-05-04", FIRST), ("c_own-to", "2026-05-03", "")]),
    "yes_no": ({}, "yes", "no", [("c_own", "yes", FIRST), ("c_own", "no", SECOND)]),
    "choice": ({"options": "Gold\nTin"}, "gold", "tin", [("c_own", "gold", FIRST)]),
    "several": ({"options": "Red\nBlue\nDark red"}, ["red", "blue"], ["dark_red"], [
        ("c_own", "red", FIRST), ("c_own", "dark_red", SECOND)]),
}  # fmt: skip
NONSENSE = {"number": "c_own-from=many", "money": "c_own-to=x", "date": "c_own-from=soon", "choice": "c_own=lead"}


def names(page):
    return re.findall(r'<a class="cover b clip"[^>]*><bdi>([^<]*)</bdi>', page.text)


@pytest.fixture(params=["named", "walked"])
def way(request, monkeypatch):
    """Few who fit are named; of many each customer is looked at."""
    monkeypatch.setattr(narrowing, "FEW", 1000 if request.param == "named" else 0)


@pytest.mark.parametrize("type", ASKED)
def test_the_list_is_filtered_by_it(admin, add_field, add_customer, way, type):
    asked, first, second, questions = ASKED[type]
    add_field(type, label="Own", filterable="y", **asked)
    add_customer(name=FIRST, c_own=first)
    add_customer(name=SECOND, c_own=second)
    add_customer(name="Has Nothing")
    for name, value, expected in questions:
        page = admin.get("/customers", query_string={name: value})
        assert names(page) == ([*expected] if isinstance(expected, tuple) else [expected] if expected else []), value
        assert value in unescape(page.text)


def test_a_person_filters_it(admin, add_field, add_customer, way):
    add_field("person", label="Own", filterable="y")
    add_customer(name=FIRST, c_own=str(admin.user_id))
    add_customer(name=SECOND)
    assert names(admin.get(f"/customers?c_own={admin.user_id}")) == [FIRST]


def test_a_record_that_is_led_to_filters_it(admin, add_field, add_customer, way):
    add_field("record", label="Own", filterable="y", target="customers")
    first = add_customer(name=FIRST).rpartition("/")[2]
    add_customer(name=SECOND, c_own=first)
    page = admin.get(f"/customers?c_own={first}")
    assert names(page) == [SECOND]
    assert f"<b>{FIRST}</b>" in page.text


@pytest.mark.parametrize("type", NONSENSE)
def test_what_cannot_be_asked_is_left_out_and_said(admin, add_field, add_customer, type):
    add_field(type, label="Own", filterable="y", **ASKED[type][0])
    add_customer(name=FIRST)
    page = admin.get(f"/customers?{NONSENSE[type]}")
    assert names(page) == [FIRST]
    assert ("this filter is left out" in page.text) is (type != "choice")


def test_two_ends_are_two_filters(admin, add_field, add_customer):
    add_field("number", label="Own", filterable="y")
    for name, value in (("One", "1"), ("Two", "2"), ("Three", "3")):
        add_customer(name=name, c_own=value)
    page = admin.get("/customers?c_own-from=2&c_own-to=2.9&sort=c_own")
    assert names(page) == ["Two"]
    assert "Remove filter: Own from 2" in page.text
    assert 'name="c_own-to" value="2.9" form="customers-search"' in page.text


def test_it_is_typed_in_a_form_that_needs_no_script(admin, add_field, add_customer):
    add_field("date", label="Own", filterable="y")
    add_customer(c_own="2026-05-04")
    text = admin.get("/customers?status=lead&sort=-created").text
    form = next(one for one in re.findall(r"<form.*?</form>", text, re.DOTALL) if 'name="c_own-from"' in one)
    assert 'type="date"' in form
    assert 'action="/customers"' in form
    for name, value in (("status", "lead"), ("sort", "-created")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in form


def test_what_is_not_marked_is_not_asked(admin, add_field, add_customer):
    add_field(label="Own")
    add_customer(name=FIRST, c_own="x")
    assert admin.get("/customers?c_own=y&sort=c_own").text.count("Own") == admin.get("/customers").text.count("Own")
    assert names(admin.get("/customers?c_own=y")) == [FIRST]


@pytest.mark.parametrize("type", Type)
def test_what_is_sealed_cannot_be_marked(admin, add_field, type):
    more = {"options": "Gold"} if type in ("choice", "several") else {}
    typed = {"label": "Own", "sensitive": "y", "filterable": "y", **more}
    answer = admin.post(f"/admin/custom-fields?record=customers&type={type}", data=typed)
    assert answer.status_code == 422
    assert "What is sealed cannot be compared" in answer.text


@pytest.mark.parametrize("asked", ["c_own-from=3", "c_own-to=3", "c_own-from=x", "sort=c_own", "sort=-c_own"])
def test_a_hidden_field_is_as_unknown_as_none(app, sign_in, add_field, add_customer, asked):
    add_field("number", label="Own", filterable="y")
    add_customer(name=FIRST, c_own="1")
    add_customer(name=SECOND, c_own="5")
    with app.app_context(), unrestricted("a test changes the matrix", writes=True) as session:
        role = session.scalar(select(Role.id).where(Role.name == "sales rep"))
        session.add(FieldRule(role_id=role, table_name="customers_custom", column_name="c_own", level="hidden"))
    rep = sign_in("sales rep")
    hidden, unknown = (rep.get(f"/customers?{one}") for one in (asked, asked.replace("c_own", "c_nil")))
    assert names(hidden) == [FIRST, SECOND]
    stamp = r'nonce-[^"]*|value="[^"]{40,}"|content="[^"]{40,}"'
    assert re.sub(stamp, "", hidden.text) == re.sub(stamp, "", unknown.text).replace("c_nil", "c_own")


def test_the_data_model_says_which_views_use_it(admin, add_field, add_customer):
    add_field("number", label="Own", filterable="y")
    add_customer(name=FIRST, c_own="5")
    state = {"c_own-from": "3", "sort": "-c_own", "columns": "c_own"}
    answer = admin.post("/customers/views", query_string=state, data={"name": "By size", "sharing": "private"})
    assert answer.status_code == 303, answer.text
    uses = admin.get("/data-model/tables/customers_custom/c_own").text.partition('id="uses-title"')[2]
    assert "By size" in uses
    assert all(way in uses for way in ("shown", "filtered by", "sorted by"))
