"""What follows a field whose type changes: levels, indexes, words, seals."""

from sqlalchemy import text

from contacts.access import FieldRule, unrestricted
from contacts.customfields.structure import index_names
from tests.customfields.conftest import PAGE
from tests.customfields.test_retyping import change, operation


def test_rights_indexes_and_words_follow(app, admin, sign_in, add_field, add_customer):
    id = add_field(label="Shoe", key="own", filterable="y", searchable="y")
    add_customer(name="Ada Byron", c_own="12345")
    with unrestricted("a test changes the matrix", writes=True) as session:
        role = session.scalar(text("SELECT id FROM roles WHERE name = 'sales rep'"))
        session.add(FieldRule(role_id=role, table_name="customers_custom", column_name="c_own", level="hidden"))
    rep = sign_in("sales rep")
    assert change(admin, id, "number", 0).status_code == 303
    assert "Shoe" not in rep.get("/customers?columns=c_own").text
    assert "Ada Byron" in admin.get("/customers?c_own-from=12000&sort=c_own").text
    with unrestricted("a test looks for the index") as session:
        names = index_names(session.connection(), "customers_custom")
    assert {"ix_customers_custom_c_own_2"} == {name for name in names if name.startswith("ix_")}
    assert "Ada Byron" not in admin.get("/customers?q=12345").text
    admin.post(f"/history/{operation()}/undo")
    assert "Ada Byron" in admin.get("/customers?q=12345").text
    assert "Ada Byron" in admin.get("/customers?c_own-is=12345").text
    assert "Shoe" not in rep.get("/customers?columns=c_own").text


def test_words_are_found_in_the_new_column(admin, add_field, add_customer):
    id = add_field(label="Own", searchable="y")
    add_customer(name="Ada Byron", c_own="lighthouse")
    assert change(admin, id, "long_text", 0).status_code == 303
    assert "Ada Byron" in admin.get("/customers?q=lighthouse").text
    add_customer(name="Grace Hopper", c_own="windmill")
    assert "Grace Hopper" in admin.get("/customers?q=windmill").text


def test_what_is_sealed_stays_sealed(app, admin, add_field, add_customer):
    id = add_field(label="Own", sensitive="y")
    url = add_customer(c_own="12345.5")
    assert change(admin, id, "number", 0).status_code == 303
    assert "12,345.5" in admin.get(url).text
    with unrestricted("a test looks") as session:
        assert "12345" not in session.scalar(text("SELECT c_own_2 FROM customers_custom"))


def test_who_does_not_read_it_is_told_how_many_alone(admin, add_field, add_customer):
    id = add_field(label="Own", sensitive="y")
    add_customer(c_own="hush-hush")
    with unrestricted("a test changes the matrix", writes=True) as session:
        role = session.scalar(text("SELECT id FROM roles WHERE name = 'administrator'"))
        session.add(FieldRule(role_id=role, table_name="customers_custom", column_name="c_own", level="hidden"))
    page = admin.get(f"{PAGE}/{id}/type?type=number").text
    assert "1 of them would not convert" in page
    assert "hush" not in page
