"""Segments ask about the fields that people added: every question of the type, its sentence, why, and who may not."""

import json
import re

import pytest
from sqlalchemy import select

from contacts.access import SYSTEM, FieldRule, Role, acting_as, unrestricted
from contacts.customfields.words import Type
from contacts.segments.exact import Exact
from contacts.segments.fields import allowed_fields
from contacts.segments.models import Segment
from contacts.segments.questions import QUESTIONS
from contacts.segments.uses import columns_of
from tests.factories import found

FIRST, SECOND, NONE = "Ada", "Grace", "Carl"
# type: (what the field is asked for, the first customer's value, the second's, [(question, value, who, in words)])
ASKED = {
    "text": ({}, "North Tower", "South", [
        ("contains", "tower", FIRST, "Own contains tower"), ("lacks", "tower", "Carl Grace", None),
        ("is", "south", SECOND, None), ("begins", "nor", FIRST, None), ("empty", None, NONE, "Own is empty")]),
    "long_text": ({}, "one\ntwo", "three", [("contains", "TWO", FIRST, None)]),
    "link": ({}, "https://one.example", "https://two.example", [("begins", "https://one", FIRST, None)]),
    "email": ({}, "a@one.example", "b@two.example", [("contains", "@two", SECOND, None)]),
    "phone": ({}, "+41 44 668 18 00", "+1 555 010 9999", [("begins", "+41", FIRST, None)]),
    "number": ({}, "2.3", "10", [
        ("least", "2.3", "Ada Grace", "Own is at least 2.3"), ("least", "2.30001", SECOND, None),
        ("most", "2,3", FIRST, None), ("equals", "2.3", FIRST, None), ("equals", "2.30001", "", None)]),
    "money": ({"currency": "EUR"}, "12.50", "100", [
        ("least", "12.51", SECOND, "Own (EUR) is at least 12.51"), ("most", "12.505", FIRST, None),
        ("equals", "100", SECOND, None)]),
    "date": ({}, "2026-05-04", "2026-06-01", [
        ("since", "2026-05-05", SECOND, None), ("before", "2026-05-05", FIRST, None),
        ("not_within", "1", "Ada Carl Grace", None), ("given", None, "Ada Grace", None)]),
    "moment": ({}, "2026-05-04T16:30", "2026-06-01T08:00", [("since", "2026-05-05", SECOND, None)]),
    "yes_no": ({}, "yes", "no", [("yes", None, FIRST, "Own is so"), ("no", None, "Carl Grace", None)]),
    "choice": ({"options": "Gold\nTin"}, "gold", "tin", [
        ("any_of", ["gold"], FIRST, "Own is one of Gold"), ("none_of", ["gold"], "Carl Grace", None)]),
    "several": ({"options": "Red\nBlue\nDark red"}, ["red", "blue"], ["dark_red"], [
        ("any_of", ["red"], FIRST, "Own is one of Red"), ("any_of", ["red", "dark_red"], "Ada Grace", None),
        ("none_of", ["blue"], "Carl Grace", None), ("empty", None, NONE, None)]),
}  # fmt: skip
ROW = "conditions-0-0"


@pytest.fixture
def fill(admin, add_field, add_customer):
    """`fill(type)`: three customers, of whom the last has no value; their addresses."""

    def made(type, first=None, second=None, **asked):
        add_field(type, label="Own", **asked)
        return [
            add_customer(name=name, **({"c_own": value} if value else {}))
            for name, value in ((FIRST, first), (SECOND, second), (NONE, None))
        ]

    return made


def asking(asks, value):
    values = value if isinstance(value, list) else [] if value is None else [value]
    return {f"{ROW}-field": "customers.c_own", f"{ROW}-asks": asks, f"{ROW}-value": values}


def save(client, asks, value, **more):
    answer = client.post("/segments", data={"name": "Own", "sharing": "private", **asking(asks, value), **more})
    assert answer.status_code == 303, answer.text
    return answer.location


def members(client, url):
    text = client.get(f"/customers?segment={url.rpartition('/')[2]}").text
    return " ".join(sorted(re.findall(r'<a class="cover b clip"[^>]*><bdi>([^<]*)</bdi>', text)))


@pytest.mark.parametrize("type", ASKED)
def test_its_questions_find_and_are_said(admin, fill, type):
    asked, first, second, questions = ASKED[type]
    fill(type, first, second, **asked)
    for asks, value, names, words in questions:
        url = save(admin, asks, value)
        assert members(admin, url) == names, (asks, value)
        if words:
            assert words in admin.get(url).text
    kept = found(select(Segment.definition))
    assert all(json.loads(one)["parts"][0]["parts"][0]["field"] == "customers.c_own" for one in kept)


def test_a_person_is_whoever_looks(admin, fill):
    fill("person", str(admin.user_id))
    assert members(admin, save(admin, "any_of", ["me"])) == FIRST
    assert members(admin, save(admin, "none_of", [str(admin.user_id)])) == "Carl Grace"


def test_a_record_is_there_or_not(admin, fill, add_customer):
    target = add_customer(name="Target").rpartition("/")[2]
    fill("record", target, target="customers")
    assert members(admin, save(admin, "given", None)) == FIRST


@pytest.mark.parametrize("type", Type)
def test_every_question_of_every_type_is_offered_and_answered(app, admin, add_field, type):
    more = {"choice": {"options": "Gold"}, "several": {"options": "Gold"}, "record": {"target": "customers"}}
    add_field(type, label="Own", **more.get(type, {}))
    form = admin.post("/segments/draft", data=asking("", None)).text
    with app.app_context(), acting_as(SYSTEM, writes=False):
        kind = allowed_fields()["customers.c_own"].kind
        assert columns_of("customers.c_own")[0].startswith("customers_custom.")
    for asks, question in QUESTIONS[kind].items():
        assert f'value="{asks}"' in form
        value = None if question.read is None else {"text": "x", "number": "1", "day": "2026-01-31"}.get(kind)
        value = ["gold" if type != "person" else "me"] if kind == "choice" and question.read else value
        value = "5" if asks in ("within", "not_within", "ahead") else value
        assert "customer" in admin.post("/segments/draft", data=asking(asks, value)).text
        assert members(admin, save(admin, asks, value)) == ""  # nobody is there yet


def test_it_says_why_somebody_is_in_or_out(admin, fill):
    first, _second, last = fill("number", "5", "1")
    url = save(admin, "least", "3")
    for customer in (first, last):
        text = admin.get(f"{url}?customer={customer.rpartition('/')[2]}").text
        assert "Own is at least 3" in text


@pytest.mark.parametrize(
    ("type", "asks", "value"),
    [("number", "least", "much"), ("date", "since", "soon"), ("choice", "any_of", ["lead"]), ("text", "least", "1")],
)
def test_what_does_not_fit_is_refused(admin, add_field, type, asks, value):
    add_field(type, label="Own", **({"options": "Gold"} if type == "choice" else {}))
    answer = admin.post("/segments", data={"name": "Own", "sharing": "private", **asking(asks, value)})
    assert answer.status_code == 422
    assert found(select(Segment.id)) == []


def test_what_is_sealed_or_hidden_is_as_unknown_as_none(app, admin, sign_in, fill, add_field):
    fill("number", "5", "1")
    add_field(label="Sealed", sensitive="y")
    url = save(admin, "least", "3", sharing="everyone")
    with app.app_context(), unrestricted("a test changes the matrix", writes=True) as session:
        role = session.scalar(select(Role.id).where(Role.name == "sales rep"))
        session.add(FieldRule(role_id=role, table_name="customers_custom", column_name="c_own", level="hidden"))
    rep = sign_in("sales rep")
    assert "c_sealed" not in admin.get("/segments/new").text
    assert "c_own" not in rep.get("/segments/new").text
    hidden = rep.post("/segments", data={"name": "Own", "sharing": "private", **asking("least", "3")})
    unknown = rep.post(
        "/segments",
        data={"name": "Own", "sharing": "private", **asking("least", "3"), f"{ROW}-field": "customers.c_nil"},
    )
    assert (hidden.status_code, unknown.status_code) == (422, 422)
    assert "does not read" in hidden.text
    assert "does not read" in rep.get(url).text
    assert members(rep, url) == "Ada Carl Grace"  # the filter is left out


def test_a_field_that_was_put_away_is_not_asked_any_more(admin, add_field, add_customer):
    id = add_field("number", label="Own")
    add_customer(name=FIRST, c_own="5")
    url = save(admin, "least", "3")
    admin.post(f"/admin/custom-fields/{id}/archive")
    assert "does not read" in admin.get(url).text
    admin.post(f"/admin/custom-fields/{id}/restore")
    assert members(admin, url) == FIRST


@pytest.mark.parametrize(("amount", "ways"), [("2.3", (23_000, 23_000)), ("2.30001", (23_001, 23_000))])
def test_a_number_of_more_places_is_rounded_to_what_it_is_compared_with(amount, ways):
    class Column:
        def __ge__(self, value):
            return value

        __le__ = __ge__

    exact = Exact(Column(), 4)
    assert ((exact >= amount), (exact <= amount)) == ways
