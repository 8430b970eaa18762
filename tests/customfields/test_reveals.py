"""Behind the mask of a field that people added: with a reason, for a minute, on record, for whom it is a mask."""

import re

import pytest
from sqlalchemy import select, text

from contacts.access import FieldRule, Role, SecurityEvent, unrestricted
from contacts.customfields.words import Type
from tests.conftest import HTMX
from tests.factories import found

# type: (what the field is asked for, what is typed, its mask, how it is shown)
KEPT = {
    "text": ({}, "hush-hush-9876", "•••• 9876", "hush-hush-9876"),
    "long_text": ({}, "hush-hush\n9876", "•••• 9876", "hush-hush"),
    "link": ({}, "https://hush.example", "•••• mple", "https://hush.example"),
    "email": ({}, "hush@one.example", "•••• mple", "hush@one.example"),
    "phone": ({}, "+41 44 668 18 00", "•••• 1800", "+41 44 668 18 00"),
    "number": ({}, "12345.5", "••••", "12345.5"),
    "money": ({"currency": "EUR"}, "12.50", "••••", "€12.50"),
    "date": ({}, "2026-05-04", "••••", "4 May 2026"),
    "moment": ({}, "2026-05-04T16:30", "••••", "4 May 2026"),
    "yes_no": ({}, "no", "••••", "<bdi>No</bdi>"),
    "choice": ({"options": "Gold\nTin"}, "gold", "••••", "Gold"),
    "several": ({"options": "Red\nBlue"}, ["red", "blue"], "••••", "Red; Blue"),
}


@pytest.fixture
def masked(app, add_field, add_customer):
    """`masked(type)`: the address of the reveals of a customer whose value sales reps see masked, and what it asks."""

    def make(type="text", level="masked"):
        asked, typed, _mask, _shown = KEPT[type]
        add_field(type, label="Own", sensitive="y", **asked)
        url = add_customer(c_own=typed)
        with unrestricted("a test changes the matrix", writes=True) as session:
            role = session.scalar(select(Role.id).where(Role.name == "sales rep"))
            cell = select(FieldRule).where(FieldRule.role_id == role, FieldRule.column_name == "c_own")
            session.scalars(cell).one().level = level
        return f"{url}/reveals", {"field": "customers_custom.c_own", "row": url.rpartition("/")[2]}

    return make


def reveals():
    return found(select(SecurityEvent.detail).where(SecurityEvent.kind == "reveal"))


def test_each_type_is_here():
    assert set(Type) - set(KEPT) == {"person", "record"}  # told by the names that they lead to, as everywhere


@pytest.mark.parametrize("type", KEPT)
def test_a_reason_reveals_it(app, sign_in, masked, type):
    path, asked = masked(type)
    _options, _typed, mask, shown = KEPT[type]
    rep = sign_in("sales rep")
    record = rep.get(path.removesuffix("/reveals")).text
    assert mask in record
    assert shown not in record
    assert "Reveal Own" in record
    form = rep.get(f"{path}/new", query_string=asked, headers=HTMX).text
    assert "Why do you need it?" in form
    answer = rep.post(path, query_string=asked, data={"reason": "Needed"}, headers=HTMX)
    assert answer.status_code == 200
    assert shown in answer.text
    assert "delay:60s" in answer.text
    assert mask in rep.get(path, query_string=asked, headers=HTMX).text
    assert reveals() == ["Needed"]


def test_without_javascript_the_page_leaves_by_itself(sign_in, masked):
    path, asked = masked()
    answer = sign_in("sales rep").post(path, query_string=asked, data={"reason": "Needed"})
    assert answer.headers["Refresh"].startswith("60; url=/customers/")


def test_the_log_calls_it_by_its_label(admin, sign_in, masked):
    path, asked = masked()
    sign_in("sales rep").post(path, query_string=asked, data={"reason": "Needed"})
    assert "Own" in re.sub(r"<[^>]+>", "", admin.get("/admin/log").text)


@pytest.mark.parametrize("reason", ["", " ", "x" * 201])
def test_without_a_reason_nothing_is_shown_or_kept(sign_in, masked, reason):
    path, asked = masked()
    answer = sign_in("sales rep").post(path, query_string=asked, data={"reason": reason}, headers=HTMX)
    assert answer.status_code == 422
    assert "hush" not in answer.text
    assert reveals() == []


@pytest.mark.parametrize("level", ["hidden", "view", "edit"])
def test_what_is_no_mask_is_answered_like_what_does_not_exist(sign_in, masked, level):
    path, asked = masked(level=level)
    rep = sign_in("sales rep")
    answers = [
        rep.post(path, query_string={**asked, "field": field}, data={"reason": "Please"}, headers=HTMX)
        for field in (asked["field"], "customers_custom.c_nil")
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].data == answers[1].data
    assert reveals() == []


@pytest.mark.parametrize("row", ["", "0", "x", "99999"])
def test_a_row_that_is_not_the_customers_is_unknown(sign_in, masked, row):
    path, asked = masked()
    assert sign_in("sales rep").get(path, query_string={**asked, "row": row}).status_code == 404


def test_another_customers_row_is_unknown(sign_in, masked, add_customer):
    path, asked = masked()
    other = add_customer(name="Other", c_own="other-value").rpartition("/")[2]
    assert sign_in("sales rep").get(path, query_string={**asked, "row": other}).status_code == 404


def test_nothing_is_revealed_of_a_field_that_was_put_away(admin, sign_in, masked):
    path, asked = masked()
    with unrestricted("a test looks") as session:
        id = session.scalar(text("SELECT id FROM custom_fields WHERE key = 'own'"))
    admin.post(f"/admin/custom-fields/{id}/archive")
    assert sign_in("sales rep").get(path, query_string=asked).status_code == 404
