"""Every type on the form, the record, in place, in history and back again; rights at both lines; seals."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from werkzeug.exceptions import Forbidden

from contacts.access import Actor, FieldRule, Role, acting_as, rights_of, unrestricted
from contacts.customers.models import Customer
from contacts.db import Base, db
from tests.factories import found

# type: (what its form asks for, what is typed, how the record shows it, what is refused and why)
TYPES = {
    "text": ({}, "forty-three", "forty-three", ("x" * 501, "Use at most 500 characters.")),
    "long_text": ({}, "line one\nline two", "line two", ("a\u202eb", "turns the text around")),
    "number": ({"maximum": "100"}, "2.5", "2.5", ("101", "Give 100 or less.")),
    "money": ({"currency": "EUR"}, "12.50", "€12.50", ("12.345", "at most 2 decimals")),
    "date": ({"minimum": "2020-01-01"}, "2026-05-04", "4 May 2026", ("2019-12-31", "Give 2020-01-01 or more.")),
    "moment": ({}, "2026-05-04T16:30", "16:30", ("2026-05-04", "Give a day and a time")),
    "yes_no": ({}, "yes", "Yes", ("perhaps", "Choose one of those that are offered.")),
    "choice": ({"options": "Gold = Amber\nTin"}, "gold", "Gold", ("lead", "Choose one of those that are offered.")),
    "several": ({"options": "Red\nBlue"}, ["red", "blue"], "Blue", ("pink", "Choose one of those that are offered.")),
    "link": ({}, "example.com", "https://example.com", ("javascript:alert(1)", "Give a web address")),
    "email": ({}, "ada@example.com", "ada@example.com", ("ada", "name@example.com")),
    "phone": ({}, "+49 30 5550142", "+49 30 5550142", ("no", "Write the digits")),
}


@pytest.mark.parametrize("type", TYPES)
def test_a_field_of_each_type_is_typed_shown_refused_and_undone(admin, add_field, add_customer, type):
    asked, typed, shown, (bad, sentence) = TYPES[type]
    add_field(type, label="Own", **asked)
    assert "Own" in admin.get("/customers/new").text
    url = add_customer(c_own=typed)
    assert shown in admin.get(url).text
    refused = admin.post(f"{url}/facts/c_own", data={"c_own": bad})
    assert refused.status_code == 422
    assert sentence in refused.text
    assert admin.post(f"{url}/facts/c_own", data={"c_own": ""}).status_code == 303
    assert shown not in admin.get(url).text
    admin.post(f"/history/{newest_edit()}/undo")
    assert shown in admin.get(url).text


def newest_edit():
    return found(text("SELECT max(id) FROM operations WHERE kind = 'customers.edit'"))[0]


def test_a_person_and_a_record_are_within_reach(admin, add_field, add_customer):
    add_field("person", label="Guide"), add_field("record", label="Sister", target="customers")
    first = add_customer(name="Grace Hopper")
    url = add_customer(c_guide=str(admin.user_id), c_sister=first)
    page = admin.get(url).text
    assert "Grace Hopper" in page
    refused = admin.post(f"{url}/facts/c_sister", data={"c_sister": "999"})
    assert refused.status_code == 422
    assert "There is no such record that you may read." in refused.text


def test_required_and_unique_are_kept(admin, add_field, add_customer):
    add_field(label="Badge", required="y", is_unique="y")
    assert "Fill this in." in admin.post("/customers", data={"name": "Ada"}).text
    add_customer(c_badge="7")
    again = admin.post("/customers", data={"name": "Bob", "c_badge": "7"})
    assert again.status_code == 422
    assert "Another record has this already." in again.text


def test_a_default_is_what_a_new_record_begins_with(admin, add_field):
    add_field(label="Source of it", default_text="Fair in Lisbon")
    assert "Fair in Lisbon" in admin.get("/customers/new").text


def test_a_second_tab_notices_that_a_field_changed(admin, add_field, add_customer):
    add_field(label="Shoe")
    url = add_customer(c_shoe="43")
    admin.post(url, data={"name": "Ada Byron", "kind": "person", "status": "active", "c_shoe": "44", "version": "1"})
    late = admin.post(
        url, data={"name": "Ada Byron", "kind": "person", "status": "active", "c_shoe": "45", "version": "1"}
    )
    assert late.status_code == 409
    assert "44" in late.text
    assert "45" in late.text


def actor_of(client):
    with unrestricted("a test looks") as session:
        role = session.execute(select(Role.id, Role.version).where(Role.name == "sales rep")).one()
    return Actor(client.user_id, None, rights_of(*role))


def test_a_hidden_field_is_refused_by_both_lines(app, admin, sign_in, add_field, add_customer):
    add_field(label="Secret", sensitive="y"), add_field(label="Open")
    url = add_customer(c_secret="hush-hush-9876", c_open="plain to see")
    rep = sign_in("sales rep")
    page = rep.get(url)
    assert "plain to see" in page.text
    assert "hush" not in page.text
    rep.post(f"{url}/facts/c_secret", data={"c_secret": "mine"})
    assert "hush-hush-9876" in admin.get(url).text
    with app.app_context(), acting_as(actor_of(rep), writes=False):
        table = Base.metadata.tables["customers_custom"]
        with pytest.raises(Forbidden):
            db.session.execute(select(table.c.id).where(table.c.c_secret.is_not(None)))
        with pytest.raises(DatabaseError):
            db.session.execute(text("SELECT c_secret FROM customers_custom"))


def test_the_matrix_opens_and_masks_it(app, admin, sign_in, add_field, add_customer):
    add_field(label="Secret", sensitive="y")
    url = add_customer(c_secret="hush-hush-9876")
    assert "customers_custom.c_secret" in admin.get("/admin/fields").text
    with app.app_context(), unrestricted("a test changes the matrix", writes=True) as session:
        role = session.scalar(select(Role.id).where(Role.name == "sales rep"))
        session.scalar(
            select(FieldRule).where(FieldRule.role_id == role, FieldRule.column_name == "c_secret")
        ).level = "masked"
    page = sign_in("sales rep").get(url).text
    assert "9876" in page
    assert "hush-hush" not in page


def test_it_lies_sealed(add_field, add_customer):
    add_field(label="Secret", sensitive="y")
    add_customer(c_secret="hush-hush-9876")
    assert found(text("SELECT c_secret FROM customers_custom"))[0].startswith("v1.")
    changes = found(
        text("SELECT CAST(coalesce(after, before) AS text) FROM changes WHERE table_name = 'customers_custom'")
    )
    assert changes
    assert "hush" not in "".join(filter(None, changes))


def test_adding_a_field_is_undone(admin, add_field, add_customer):
    add_field(label="Shoe", searchable="y", is_unique="y")
    url = add_customer(c_shoe="forty-three")
    created = found(text("SELECT id FROM operations WHERE kind = 'custom_fields.create'"))[0]
    assert admin.post(f"/history/{created}/undo").status_code == 303
    assert "Shoe" not in admin.get(url).text
    assert "Shoe" not in admin.get("/customers/new").text
    add_field(label="Shoe")
    assert "Shoe" in admin.get("/customers/new").text
    assert "forty-three" not in admin.get(url).text


def test_deleting_a_customer_is_undone_with_its_fields(admin, add_field, add_customer):
    add_field(label="Shoe")
    url = add_customer(c_shoe="forty-three")
    admin.post(f"{url}/delete")
    assert found(select(Customer.id)) == []
    deleted = found(text("SELECT id FROM operations WHERE kind = 'customers.delete'"))[0]
    admin.post(f"/history/{deleted}/undo")
    assert "forty-three" in admin.get(url).text


def test_search_finds_its_words_until_it_is_put_away(admin, add_field, add_customer):
    id = add_field(label="Nickname", searchable="y")
    add_customer(name="Ada Byron", c_nickname="Enchantress")
    assert "Ada Byron" in admin.get("/customers?q=enchantr").text
    admin.post(f"/admin/custom-fields/{id}/archive")
    assert "Ada Byron" not in admin.get("/customers?q=enchantr").text


def test_who_does_not_see_it_does_not_find_by_it(app, sign_in, add_field, add_customer):
    add_field(label="Nickname", searchable="y")
    add_customer(name="Ada Byron", c_nickname="Enchantress")
    with app.app_context(), unrestricted("a test changes the matrix", writes=True) as session:
        role = session.scalar(select(Role.id).where(Role.name == "sales rep"))
        cell = {"table_name": "customers_custom", "column_name": "c_nickname", "level": "hidden"}
        session.add(FieldRule(role_id=role, **cell))
    assert "Ada Byron" not in sign_in("sales rep").get("/customers?q=enchantr").text
