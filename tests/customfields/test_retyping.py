"""Changing the type of a field: what would be lost is said before, and one undo brings everything back."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from contacts.customfields import converting
from contacts.customfields.models import CustomField
from contacts.customfields.words import Type
from contacts.history.models import Operation
from tests.customfields.conftest import PAGE
from tests.factories import found

# (type before, what it is asked for, values as typed, type after, as the file says them then; None is lost)
CHANGES = [
    ("text", {}, ["2.5", "-3", "much"], "number", ["2.5", "'-3", None]),
    ("text", {}, ["12.50", "12.50 EUR", "12.505"], "money", ["12.50 EUR", "12.50 EUR", None]),
    ("text", {}, ["2026-05-04", "soon"], "date", ["2026-05-04", None]),
    ("text", {}, ["2026-05-04 16:30", "x"], "moment", ["2026-05-04T16:30:00Z", None]),
    ("text", {}, ["Yes", "0", "perhaps"], "yes_no", ["yes", "no", None]),
    ("text", {}, ["Gold", "gold", "T" * 61], "choice", ["Gold", "Gold", None]),
    ("text", {}, ["Red, Blue", "blue"], "several", ["Blue; Red", "Blue"]),
    ("text", {}, ["https://one.example", "x y"], "link", ["https://one.example", None]),
    ("text", {}, ["a@one.example", "a"], "email", ["a@one.example", None]),
    ("text", {}, ["+41 44 668 18 00", "x"], "phone", ["'+41 44 668 18 00", None]),
    ("long_text", {}, ["short", "x" * 501], "text", ["short", None]),
    ("number", {}, ["2.5", "2.555"], "money", ["2.50 EUR", None]),
    ("number", {}, ["2.50"], "text", ["2.5"]),
    ("money", {"currency": "EUR"}, ["12.50"], "number", ["12.5"]),
    ("money", {"currency": "EUR"}, ["12.50"], "text", ["12.50"]),
    ("date", {}, ["2026-05-04"], "moment", ["2026-05-04T00:00:00Z"]),
    ("moment", {}, ["2026-05-04T16:30"], "date", ["2026-05-04"]),
    ("yes_no", {}, ["yes", "no"], "text", ["yes", "no"]),
    ("choice", {"options": "Gold\nTin"}, ["gold", "tin"], "text", ["Gold", "Tin"]),
    ("choice", {"options": "Gold\nTin"}, ["gold", "tin"], "several", ["Gold", "Tin"]),
    ("several", {"options": "Red\nBlue"}, [["red"], ["red", "blue"]], "choice", ["Red", None]),
    ("several", {"options": "Red\nBlue"}, [["red", "blue"]], "long_text", ["Red; Blue"]),
    ("email", {}, ["a@one.example"], "date", [None]),
]


def change(client, id, type, lost, **more):
    return client.post(f"{PAGE}/{id}/type", data={"type": type, "currency": "EUR", "lost": str(lost), **more})


def said(client):
    """`[what the file says of the field]` of each customer."""
    client.post("/customers/columns", data={"column": "c_own"})
    lines = client.get("/customers/export.csv?all=1").text.splitlines()[1:]
    return [line.split(",", 2)[2].strip('"') or None for line in lines]


def operation():
    return found(select(Operation.id).where(Operation.kind == "custom_fields.edit").order_by(Operation.id))[-1]


@pytest.mark.parametrize(("before", "asked", "typed", "after", "expected"), CHANGES, ids=lambda one: str(one)[:24])
def test_values_convert_or_are_said_to_be_lost(admin, add_field, add_customer, before, asked, typed, after, expected):
    id = add_field(before, label="Own", **asked)
    urls = [add_customer(c_own=value) for value in typed]
    old, lost = said(admin), expected.count(None)
    page = admin.get(f"{PAGE}/{id}/type?type={after}&currency=EUR").text
    assert ("All of them convert." in page) is (lost == 0)
    assert (f"{lost} of them would not convert" in page) is (lost > 0)
    assert said(admin) == old  # a preview changes nothing
    assert change(admin, id, after, lost).status_code == 303
    assert found(select(CustomField.type)) == [Type(after)]
    assert said(admin) == expected
    assert admin.get(urls[0]).status_code == 200
    assert admin.post(f"/history/{operation()}/undo").status_code == 303
    assert said(admin) == old
    assert found(select(CustomField.type)) == [Type(before)]


@pytest.mark.parametrize("before", Type)
def test_every_type_can_be_asked_to_become_every_other(admin, add_field, before):
    more = {"choice": {"options": "Gold"}, "several": {"options": "Gold"}, "record": {"target": "customers"}}
    id = add_field(before, label="Own", **more.get(before, {}))
    page = admin.get(f"{PAGE}/{id}/type").text
    offered = set(re.findall(r'<option value="([a-z_]+)"', page))
    assert offered == set(Type) - {before, "person", "record"}
    for after in sorted(offered):
        assert "All of them convert." in admin.get(f"{PAGE}/{id}/type?type={after}").text


def test_who_it_leads_to_becomes_a_name(admin, add_field, add_customer):
    id = add_field("record", label="Own", target="customers")
    first = add_customer(name="Ada Byron").rpartition("/")[2]
    add_customer(name="Grace Hopper", c_own=first)
    assert change(admin, id, "text", 0).status_code == 303
    assert said(admin) == [None, "Ada Byron"]


def test_a_few_of_what_would_be_lost_are_shown(admin, add_field, add_customer):
    id = add_field(label="Own")
    for number in range(12):
        add_customer(c_own=f"much {number}")
    text = unescape(admin.get(f"{PAGE}/{id}/type?type=number").text)
    assert "12 of them would not convert" in text
    assert [f"much {number}" in text for number in range(12)] == [True] * 10 + [False] * 2


def test_nothing_is_lost_that_nobody_was_told_of(admin, add_field, add_customer):
    id = add_field(label="Own")
    add_customer(c_own="much")
    answer = change(admin, id, "number", 0)
    assert answer.status_code == 422
    assert "confirm it" in answer.text
    assert said(admin) == ["much"]
    assert change(admin, id, "number", 1).status_code == 303


@pytest.mark.parametrize("type", ["", "blob", "text", "person", "record"])
def test_what_is_no_other_type_is_refused(admin, add_field, type):
    id = add_field(label="Own")
    assert change(admin, id, type, 0).status_code == 422
    assert admin.get(f"{PAGE}/{id}/type?type={type}").status_code == 200


def test_somebody_elses_change_is_noticed(admin, add_field):
    id = add_field(label="Own")
    admin.post(f"{PAGE}/{id}", data={"label": "Own 2"})
    assert change(admin, id, "number", 0, version="1").status_code == 409


def test_too_many_values_are_refused_honestly(admin, add_field, add_customer, monkeypatch):
    id = add_field(label="Own")
    add_customer(c_own="1"), add_customer(c_own="2")
    monkeypatch.setattr(converting, "MOST", 1)
    assert "One undo cannot take that back" in admin.get(f"{PAGE}/{id}/type?type=number").text
    assert change(admin, id, "number", 0).status_code == 422
    assert said(admin) == ["1", "2"]


def test_too_many_different_values_are_no_choice(admin, add_field, add_customer, monkeypatch):
    monkeypatch.setattr(converting, "MOST_OPTIONS", 1)
    id = add_field(label="Own")
    add_customer(c_own="1"), add_customer(c_own="2")
    assert "different values" in admin.get(f"{PAGE}/{id}/type?type=choice").text


@pytest.mark.parametrize("role", ["manager", "read-only"])
def test_only_administrators_may(sign_in, add_field, role):
    id = add_field(label="Own")
    other = sign_in(role)
    assert other.get(f"{PAGE}/{id}/type").status_code == 403
    assert change(other, id, "number", 0).status_code == 403


def test_what_is_not_there_is_404(admin):
    assert admin.get(f"{PAGE}/77/type").status_code == 404
    assert change(admin, 77, "number", 0).status_code == 404
    assert admin.delete(f"{PAGE}/77/type").status_code == 405
