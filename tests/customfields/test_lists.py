"""Fields that people added in the list of customers and in the file of it."""

import pytest
from sqlalchemy import select

from contacts.access import FieldRule, Role, unrestricted
from tests.conftest import HTMX

ONE = "/customers?columns=c_own"
TYPES = {
    "text": ({}, "forty-three", "forty-three"),
    "number": ({}, "2.5", "2.5"),
    "money": ({"currency": "EUR"}, "12.50", "12.50 EUR"),
    "date": ({}, "2026-05-04", "2026-05-04"),
    "yes_no": ({}, "yes", "yes"),
    "choice": ({"options": "Gold = Amber"}, "gold", "Gold"),
    "several": ({"options": "Red\nBlue"}, ["red", "blue"], "Red; Blue"),
}


@pytest.mark.parametrize("type", TYPES)
def test_it_is_a_column_of_the_list_and_of_the_file(admin, add_field, add_customer, type):
    asked, typed, written = TYPES[type]
    add_field(type, label="Own", **asked)
    add_customer(c_own=typed)
    page = admin.get(ONE)
    assert page.status_code == 200
    assert "Own" in page.text
    admin.post("/customers/columns", data={"column": "c_own"})
    file = admin.get("/customers/export.csv?all=1").text
    assert file.splitlines()[0].endswith("Own")
    assert written in file


def test_who_does_not_see_it_is_not_offered_it(sign_in, add_field, add_customer):
    add_field(label="Secret", sensitive="y")
    add_customer(c_secret="hush-hush-9876")
    page = sign_in("sales rep").get("/customers?columns=c_secret").text
    assert "Secret" not in page
    assert "hush" not in page


def test_a_choice_filters_the_list_by_its_index(admin, add_field, add_customer):
    add_field("choice", label="VIP level", options="Gold\nTin", filterable="y")
    add_customer(name="Ada Byron", c_vip_level="gold")
    add_customer(name="Grace Hopper", c_vip_level="tin")
    page = admin.get("/customers?c_vip_level=gold").text
    assert "VIP level" in page
    assert "Ada Byron" in page
    assert "Grace Hopper" not in page
    assert "Grace Hopper" in admin.get("/customers?c_vip_level=lead").text


def test_yes_and_no_filter_the_list(admin, add_field, add_customer):
    add_field("yes_no", label="Newsletter", filterable="y")
    add_customer(name="Ada Byron", c_newsletter="yes")
    add_customer(name="Grace Hopper", c_newsletter="no")
    assert "Grace Hopper" not in admin.get("/customers?c_newsletter=yes").text
    assert "Ada Byron" not in admin.get("/customers?c_newsletter=no").text


def test_a_hidden_field_does_not_filter(app, sign_in, add_field, add_customer):
    add_field("choice", label="VIP level", options="Gold\nTin", filterable="y")
    add_customer(name="Ada Byron", c_vip_level="gold")
    with app.app_context(), unrestricted("a test changes the matrix", writes=True) as session:
        role = session.scalar(select(Role.id).where(Role.name == "sales rep"))
        cell = {"table_name": "customers_custom", "column_name": "c_vip_level", "level": "hidden"}
        session.add(FieldRule(role_id=role, **cell))
    rep = sign_in("sales rep")
    assert "Ada Byron" in rep.get("/customers?c_vip_level=tin").text
    assert "VIP level" not in rep.get("/customers").text


def test_a_glance_beside_the_row_shows_it(admin, add_field, add_customer):
    add_field(label="Own")
    url = add_customer(c_own="forty-three")
    glance = admin.get(f"{url}/preview?columns=status", headers=HTMX)
    assert glance.status_code == 200
    assert "forty-three" in glance.text
