"""`flask demo` adds fields of the team's own and fills them in, once; people's own are left alone."""

from sqlalchemy import select, text

from contacts.access import unrestricted
from contacts.customfields.models import CustomField
from tests.demo.test_commands import load
from tests.factories import found

FILLED = "SELECT id, c_level, c_contract_until, c_discount FROM customers_custom ORDER BY id"


def rows():
    with unrestricted("a test looks") as session:
        return session.execute(text(FILLED)).all()


def test_two_in_three_have_a_contract(app):
    load(app)
    assert sorted(found(select(CustomField.key))) == ["contract_until", "discount", "level"]
    assert 10 <= len(rows()) <= 28
    assert {row.c_level for row in rows()} <= {"gold", "silver", "bronze"}
    assert all(row.c_contract_until and row.c_discount is not None for row in rows())


def test_the_same_seed_gives_the_same_values_and_no_second_field(app):
    load(app)
    first = [tuple(row)[1:] for row in rows()]
    load(app)
    assert [tuple(row)[1:] for row in rows()] == first * 2
    assert len(found(select(CustomField.id))) == 3


def test_they_are_fields_like_others(app, sign_in):
    load(app)
    client = sign_in("administrator")
    page = client.get("/customers?c_level=gold&sort=-c_discount&columns=c_level,c_contract_until")
    assert page.status_code == 200
    assert "Contract until" in page.text
    assert "Gold" in page.text


def test_what_people_made_otherwise_is_left_as_it_is(app, sign_in):
    admin = sign_in("administrator")
    admin.post("/admin/custom-fields?record=customers&type=text", data={"label": "Level"})
    load(app)
    assert [str(one) for one in found(select(CustomField.type).where(CustomField.key == "level"))] == ["text"]
    assert {row.c_level for row in rows()} == {None}
