"""A field that people added, set for many customers: one operation by set, undone as one, for whoever may."""

import re

import pytest
from sqlalchemy import select, text

from contacts.access import FieldRule, Role, unrestricted
from contacts.customfields.words import Type
from contacts.history.models import Operation
from tests.factories import found, make_customer, writing

BULK = "/customers/bulk"
# type: (what the field is asked for, what is typed, as the file says it)
TYPED = {
    "text": ({}, "North 100%", "North 100%"),
    "long_text": ({}, "one\ntwo", "one"),
    "number": ({}, "2.5", "2.5"),
    "money": ({"currency": "EUR"}, "12.50", "12.50 EUR"),
    "date": ({}, "2026-05-04", "2026-05-04"),
    "moment": ({}, "2026-05-04T16:30", "2026-05-04T16:30:00Z"),
    "yes_no": ({}, "no", "no"),
    "choice": ({"options": "Gold\nTin"}, "gold", "Gold"),
    "several": ({"options": "Red\nBlue"}, ["red", "blue"], "Red; Blue"),
    "link": ({}, "https://one.example", "https://one.example"),
    "email": ({}, "a@one.example", "a@one.example"),
    "phone": ({}, "+41446681800", "+41446681800"),
}


@pytest.fixture
def shop(app):
    with writing():
        return [make_customer(f"Buyer {number}", status="lead" if number % 2 else "active").id for number in range(10)]


def values(app):
    """`{customer: value}` of those who have one."""
    with app.app_context(), unrestricted("a test looks") as session:
        return dict(session.execute(text("SELECT id, c_own FROM customers_custom WHERE c_own IS NOT NULL")).all())


def operations():
    return found(select(Operation.id).where(Operation.kind == "customers.bulk_field"))


@pytest.mark.parametrize("type", TYPED)
def test_it_is_set_for_many_and_undone_as_one(app, admin, add_field, shop, type):
    asked, typed, said = TYPED[type]
    add_field(type, label="Own", **asked)
    admin.post(f"/customers/{shop[0]}/facts/c_own", data={"c_own": TYPED[type][1]})
    before = values(app)
    answer = admin.post(f"{BULK}?deed=c_own&all=1", data={"c_own": typed})
    assert answer.status_code == 303, answer.text
    after = values(app)
    assert set(after) == set(shop)
    assert len(set(after.values())) == 1
    [operation] = operations()
    number = len(shop) - len(before)
    sentence = f"Set a field of {number} customers"
    assert found(select(Operation.sentence).where(Operation.id == operation)) == [sentence]
    admin.post("/customers/columns", data={"column": "c_own"})
    assert said in admin.get("/customers/export.csv?all=1").text
    assert admin.post(f"/history/{operation}/undo").status_code == 303
    assert values(app) == before


def test_a_person_is_set(app, admin, add_field, shop):
    add_field("person", label="Own")
    admin.post(f"{BULK}?deed=c_own&all=1", data={"c_own": str(admin.user_id)})
    assert set(values(app).values()) == {admin.user_id}


def test_it_is_emptied_too(app, admin, add_field, shop):
    add_field("number", label="Own")
    admin.post(f"{BULK}?deed=c_own&id={shop[0]},{shop[1]}", data={"c_own": "5"})
    answer = admin.post(f"{BULK}?deed=c_own&all=1", data={"c_own": ""})
    assert answer.status_code == 303
    assert values(app) == {}
    assert "Done for 2 customers." in admin.get("/customers?sort=name").text


def test_those_that_fit_a_filter_of_the_same_field(app, admin, add_field, shop):
    add_field("choice", label="Own", options="Gold\nTin", filterable="y")
    admin.post(f"{BULK}?deed=c_own&all=1&status=lead", data={"c_own": "gold"})
    admin.post(f"{BULK}?deed=c_own&all=1&c_own=gold", data={"c_own": "tin"})
    assert len(values(app)) == 5
    assert set(values(app).values()) == {"tin"}


def test_it_takes_as_many_statements_for_two_as_for_ten(admin, add_field, shop, count_queries):
    add_field("number", label="Own")
    admin.post(f"{BULK}?deed=c_own&id={shop[0]}", data={"c_own": "3"})  # the column is known from here on
    numbers = []
    for chosen, value in ((f"id={shop[0]},{shop[1]}", "1"), ("all=1", "2")):
        with count_queries() as queries:
            assert admin.post(f"{BULK}?deed=c_own&{chosen}", data={"c_own": value}).status_code == 303
        numbers.append(len([one for one in queries if not one.startswith("UPDATE sessions")]))
    assert numbers[0] == numbers[1] < 16


def test_nothing_to_change_is_no_operation(admin, add_field, shop):
    add_field("number", label="Own")
    admin.post(f"{BULK}?deed=c_own&all=1", data={"c_own": ""})
    assert operations() == []


def test_the_field_is_chosen_first_then_its_value_is_asked(admin, add_field, shop):
    add_field("choice", label="Own 50%", options="Gold\nTin")
    assert 'value="field"' in admin.get("/customers").text
    choose = admin.get(f"{BULK}?deed=field&id={shop[0]}").text
    url = re.search(r'href="([^"]*deed=c_own_50[^"]*)"', choose)[1].replace("&amp;", "&")
    page = admin.get(url).text
    assert "For 1 customer<" in page
    assert "Set Own 50%, 1 customer" in page
    assert "<select" in page
    assert "Tick some in the list first" in admin.get(f"{BULK}?deed=field").text


@pytest.mark.parametrize(
    ("type", "asked", "typed"),
    [
        ("number", {}, "much"),
        ("number", {"maximum": "5"}, "6"),
        ("text", {"required": "y"}, ""),
        ("text", {"pattern": "[A-Z]+"}, "abc"),
        ("choice", {"options": "Gold"}, "lead"),
        ("date", {}, "soon"),
        ("person", {}, "99999"),
    ],
)
def test_what_does_not_fit_is_refused_and_kept(app, admin, add_field, shop, type, asked, typed):
    add_field(type, label="Own", **asked)
    answer = admin.post(f"{BULK}?deed=c_own&all=1", data={"c_own": typed})
    assert answer.status_code == 422
    assert values(app) == {}
    if type in ("number", "text", "date") and typed:
        assert f'value="{typed}"' in answer.text


def test_what_is_sealed_or_unique_is_not_offered(admin, add_field, shop):
    add_field(label="Sealed", sensitive="y")
    add_field(label="Number", is_unique="y")
    assert 'value="field"' not in admin.get("/customers").text
    for name in ("c_sealed", "c_number", "field", "c_nil"):
        assert admin.get(f"{BULK}?deed={name}&all=1").status_code == 404
        assert admin.post(f"{BULK}?deed={name}&all=1", data={name: "x"}).status_code == 404


@pytest.mark.parametrize("level", ["hidden", "view"])
def test_who_may_not_edit_it_is_answered_as_if_there_were_none(app, sign_in, add_field, shop, level):
    add_field("number", label="Own")
    with app.app_context(), unrestricted("a test changes the matrix", writes=True) as session:
        role = session.scalar(select(Role.id).where(Role.name == "sales rep"))
        session.add(FieldRule(role_id=role, table_name="customers_custom", column_name="c_own", level=level))
    rep = sign_in("sales rep")
    assert 'value="field"' not in rep.get("/customers").text
    mine, unknown = (rep.post(f"{BULK}?deed={name}&all=1", data={name: "5"}) for name in ("c_own", "c_nil"))
    assert (mine.status_code, unknown.status_code) == (404, 404)
    assert rep.get(f"{BULK}?deed=field&all=1").status_code == 404
    assert values(app) == {}


def test_only_customers_within_reach(app, sign_in, add_field, shop):
    add_field("number", label="Own")
    rep = sign_in("read-only")
    assert rep.post(f"{BULK}?deed=c_own&all=1", data={"c_own": "5"}).status_code == 404
    assert values(app) == {}


def test_each_type_is_here():
    assert set(Type) - set(TYPED) == {"person", "record"}
