"""A file of customers fills in fields that people added; what is exported is imported again as it was."""

import pytest
from sqlalchemy import func, select, text

from contacts.access import SYSTEM, Actor, acting_as, unrestricted
from contacts.customers.models import Customer
from contacts.customfields.words import Type
from contacts.exchange.reader import Refused
from contacts.exchange.run import run_import
from contacts.history import undo
from contacts.web.unit import commit
from tests.exchange.test_import import run
from tests.factories import found, make_role, writing
from tests.proof.cast import rights

HEAD = "external_id,name,c_own\n"
# type: (what the field is asked for, what somebody types in the form)
TYPED = {
    "text": ({}, "=SUM(A1)"),
    "long_text": ({}, 'one\ntwo, "three"'),
    "number": ({}, "-2.5"),
    "money": ({"currency": "EUR"}, "12.50"),
    "date": ({}, "2026-05-04"),
    "moment": ({}, "2026-05-04T16:30"),
    "yes_no": ({}, "no"),
    "choice": ({"options": "Gold\nTin"}, "gold"),
    "several": ({"options": "Red\nBlue\nGreen"}, ["red", "green"]),
    "link": ({}, "https://one.example/?a=1"),
    "email": ({}, "a@one.example"),
    "phone": ({}, "+41 44 668 18 00"),
    "person": ({}, None),
    "record": ({"target": "customers"}, None),
}
WRONG = {
    "number": "much", "money": "12.505", "date": "soon", "moment": "noon", "yes_no": "perhaps", "choice": "lead",
    "several": "Red; Pink", "link": "javascript:x", "email": "nobody", "phone": "x", "person": "Nobody Here",
    "record": "99999", "text": "x" * 501,
}  # fmt: skip
MAPPING = '[columns]\nexternal_id = "Number"\nname = "Customer"\nc_own = "Own"\n'


def values():
    with unrestricted("a test looks") as session:
        return session.scalars(text("SELECT c_own FROM customers_custom WHERE c_own IS NOT NULL ORDER BY id")).all()


def test_each_type_is_here():
    assert set(TYPED) == {str(type) for type in Type}


@pytest.mark.parametrize("type", TYPED)
def test_what_is_exported_is_imported_again(app, admin, add_field, add_customer, tmp_path, type):
    asked, typed = TYPED[type]
    add_field(type, label="Own", **asked)
    target = add_customer(name="Only One").rpartition("/")[2]
    first = add_customer(c_own=typed or (target if type == "record" else str(admin.user_id)))
    admin.post("/customers/columns", data={"column": "c_own"})
    exported = admin.get("/customers/export.csv?all=1").data
    with app.app_context():
        before = values()
        assert len(before) == 1
        admin.post(f"{first}/delete")
        if type != "record":
            admin.post(f"/customers/{target}/delete")
        else:
            exported = exported.replace(f"\r\n{target},Only One,\r\n".encode(), b"\r\n")
        summary = run("customers", exported, tmp_path, MAPPING)
        assert summary.problems == []
        assert values() == before
        again = run("customers", exported, tmp_path, MAPPING)
        assert (again.created, again.updated, again.operation) == (0, 0, None)
        assert found(select(func.count()).select_from(Customer)) == [2]


@pytest.mark.parametrize("type", WRONG)
def test_what_does_not_fit_is_named_and_nothing_is_imported(app, admin, add_field, tmp_path, type):
    add_field(type, label="Own", **TYPED[type][0])
    with app.app_context():
        summary = run("customers", f"{HEAD}1,Ada,\n2,Bob,{WRONG[type]}\n", tmp_path)
        assert summary.sentence().startswith("given.csv, line 3: c_own: ")
        assert found(select(Customer.id)) == []


def test_a_changed_cell_is_an_update_that_can_be_undone(app, admin, add_field, tmp_path):
    add_field("number", label="Own")
    with app.app_context():
        run("customers", f"{HEAD}1,Ada,5\n2,Bob,6\n", tmp_path)
        before = values()
        summary = run("customers", f"{HEAD}1,Ada,7\n2,Bob,\n", tmp_path)
        assert (summary.created, summary.updated) == (0, 1)
        assert values() != before
        with acting_as(SYSTEM):
            undo(summary.operation)
            commit()
        assert values() == before


def test_without_a_mapping_a_heading_is_its_name_or_its_label(app, admin, add_field, tmp_path):
    add_field(label="Shoe size")
    with app.app_context():
        run("customers", "external_id,name,Shoe Size\n1,Ada,43\n", tmp_path)
        run("customers", "external_id,name,C_SHOE_SIZE\n2,Bob,44\n", tmp_path)
        with unrestricted("a test looks") as session:
            query = text("SELECT c_shoe_size FROM customers_custom ORDER BY id")
            assert session.scalars(query).all() == ["43", "44"]


def test_formats_and_tables_of_values_hold_for_it(app, admin, add_field, tmp_path):
    add_field("date", label="Own")
    add_field("choice", label="Level", options="Gold\nTin")
    mapping = '[columns]\nexternal_id="id"\nname="name"\nc_own="day"\nc_level="l"\n'
    mapping += '[formats]\nc_own="%d.%m.%Y"\n[values.c_level]\n1="Gold"\n'
    with app.app_context():
        run("customers", "id,name,day,l\n1,Ada,04.05.2026,1\n", tmp_path, mapping)
        assert [str(value) for value in values()] == ["2026-05-04"]


def test_a_new_customer_begins_with_the_default(app, admin, add_field, tmp_path):
    add_field("number", label="Own", default_text="3")
    with app.app_context():
        run("customers", "external_id,name\n1,Ada\n", tmp_path)
        assert len(values()) == 1
        assert run("customers", "external_id,name\n1,Ada\n", tmp_path).updated == 0


def test_no_two_records_get_the_same_where_that_is_asked(app, admin, add_field, tmp_path):
    add_field(label="Own", is_unique="y")
    with app.app_context():
        assert run("customers", f"{HEAD}1,Ada,x\n2,Bob,y\n", tmp_path).problems == []
        summary = run("customers", f"{HEAD}3,Cleo,z\n4,Dora,z\n5,Eve,x\n", tmp_path)
        assert [line for line, _reason in summary.problems] == [3, 4]
        assert "another record has “z” already" in summary.sentence()
        assert len(values()) == 2


def test_what_is_sealed_is_sealed(app, admin, add_field, tmp_path):
    add_field(label="Own", sensitive="y")
    with app.app_context():
        run("customers", f"{HEAD}1,Ada,hush-hush\n", tmp_path)
        assert "hush" not in values()[0]
        assert run("customers", f"{HEAD}1,Ada,hush-hush\n", tmp_path).updated == 0
        (id,) = found(select(Customer.id))
    assert "hush-hush" in admin.get(f"/customers/{id}").text


def test_whoever_does_not_edit_it_has_no_such_field(app, admin, add_field, tmp_path):
    add_field(label="Own", sensitive="y")
    with writing():
        all_of_them = dict.fromkeys(("create", "read", "edit", "import"), "all")
        role = make_role({"customers": all_of_them}, customers_custom__c_own="hidden")
    file, mapping = tmp_path / "given.csv", tmp_path / "map.toml"
    file.write_text("id,name,x\n1,Ada,secret\n")
    said = []
    for name in ("c_own", "c_nil"):
        mapping.write_text(f'[columns]\nexternal_id="id"\nname="name"\n{name}="x"\n')
        with acting_as(Actor(rights=rights(role))), pytest.raises(Refused) as refusal:
            run_import("customers", file, mapping)
        said.append(str(refusal.value).replace(name, ""))
    assert said[0] == said[1]
