"""The matrix: many cells are chosen, reviewed in sentences, and saved as one operation that can be undone."""

import re

import pytest

from contacts.history.chain import broken_links
from tests.conftest import HTMX
from tests.factories import make_role, make_user, writing
from tests.roles.choosing import FIELDS, chosen, last_operation, level, noted, role_of, rules

BANK, TAX, LIMIT = "customers.bank_account", "customers.tax_id", "customers.credit_limit"
THREE = [("support", "customers.birth_date", "hidden"), ("sales rep", LIMIT, "view"), ("finance", BANK, "masked")]


@pytest.fixture
def client(sign_in):
    with writing():
        for _number in range(6):
            make_user("support")
    return sign_in("administrator")


def test_the_matrix_shows_every_role_with_its_people_and_every_level(client, count_queries):
    client.get(FIELDS)
    with count_queries() as queries:
        text = client.get(FIELDS).text
    assert len(queries) == 3  # who asks; the sidebar; the roles with their people
    assert re.search(r"<bdi>Support</bdi></a><span class=\"mut\">6 people", text)
    assert 'aria-label="Bank account for Finance"' in text
    assert 'aria-label="Bank account for Administrator"' not in text


def test_what_is_masked_has_a_mask_and_bookkeeping_is_no_field(client):
    text = client.get(FIELDS).text
    role = role_of("finance").id
    offered = {
        field: cell_of(text, role, field) for field in ("customers.tax_id", "customers.notes", "purchases.total")
    }
    assert offered == {
        "customers.tax_id": ["", "view", "masked", "hidden"],
        "customers.notes": ["edit", "", "hidden"],
        "purchases.total": ["", "hidden"],
    }
    for name in (
        "uid",
        "sort_name",
        "tax_id_lookup",
        "created_at",
        "version",
        "password_hash",
        "customer_id",
        "sha256",
    ):
        assert f".{name}" not in text


def cell_of(text, role, field):
    """The values of the options of one cell."""
    cell = text.partition(f'name="cell-{role}-{field}"')[2].partition("</select>")[0]
    return re.findall(r'<option value="(\w*)"', cell)


def test_a_review_says_what_it_means_and_for_how_many_and_changes_nothing(client):
    before = rules("support")
    response = client.post(f"{FIELDS}/review", data=chosen(*THREE))
    assert response.status_code == 200
    for sentence in (
        "Support loses access to Date of birth.",
        "6 people are affected.",
        "Sales rep can now see Credit limit.",
        "Finance sees only a mask of Bank account.",
        "3 fields change.",
    ):
        assert sentence in response.text, sentence
    assert rules("support") == before
    assert noted() == []


def test_the_bar_says_the_same_while_one_chooses(client):
    response = client.post(f"{FIELDS}/review", data=chosen(THREE[0]), headers=HTMX)
    assert response.text.strip().startswith('<div class="bar" id="matrix-bar"')
    assert "1 change not saved." in response.text
    assert "Support loses access to Date of birth." in response.text
    assert "6 people are affected." in response.text


def test_saved_as_one_operation_and_undone_as_one(client):
    before = {name: rules(name) for name in ("support", "sales rep", "finance")}
    response = client.post(FIELDS, data=chosen(*THREE))
    assert (response.status_code, response.location) == (303, FIELDS)
    assert [str(level(role, field)) for role, field, _level in THREE] == ["hidden", "view", "masked"]
    operation = last_operation("roles.fields")
    assert f'action="/history/{operation}/undo"' in client.get(FIELDS).text
    assert "Changed the fields of finance, sales rep, support" in client.get("/history/").text
    assert client.post(f"/history/{operation}/undo").status_code == 303
    assert {name: rules(name) for name in before} == before
    assert broken_links() == []
    assert [kind for kind, _detail in noted()] == ["role_edited"] * 4
    assert noted()[0].detail == "Finance sees only a mask of Bank account."


def test_the_next_request_of_whoever_has_the_role_knows(app, sign_in, client):
    from_support = sign_in("support")
    assert from_support.get("/purchases").status_code == 200
    client.post(FIELDS, data=chosen(("support", "purchases.*", "hidden")))
    assert from_support.get("/purchases").status_code == 403
    client.post(f"/history/{last_operation('roles.fields')}/undo")
    assert from_support.get("/purchases").status_code == 200


def test_a_cell_that_is_as_its_table_needs_no_rule(client):
    client.post(FIELDS, data=chosen(("manager", "customers.notes", "view"), ("manager", "customers.source", "view")))
    assert rules("manager")["customers", "notes"] == "view"
    client.post(FIELDS, data=chosen(("manager", "customers.notes", "edit")))
    assert ("customers", "notes") not in rules("manager")
    client.post(FIELDS, data=chosen(("manager", "customers.*", "view")))
    client.post(FIELDS, data=chosen(("manager", "customers.status", "edit")))
    assert str(level("manager", "customers.notes")) == "view"
    assert str(level("manager", "customers.status")) == "edit"
    client.post(FIELDS, data=chosen(("manager", "customers.*", "edit")))
    assert str(level("manager", "customers.source")) == "view"  # it was chosen for itself


def test_what_has_no_effect_is_said(client):
    text = client.post(f"{FIELDS}/review", data=chosen(("read-only", "tasks.title", "edit"))).text
    assert "Edit has no more effect than View for Title of Tasks" in text
    text = client.post(f"{FIELDS}/review", data=chosen(("read-only", "customer_stats.last_contact_at", "view"))).text
    assert "Last contact of Figures of customers stays hidden" in text


def test_choosing_more_keeps_what_was_chosen(client):
    text = client.post(f"{FIELDS}/review", data={**chosen(THREE[0]), "again": "1"}).text
    cell = text.partition(f'name="cell-{role_of("support").id}-customers.birth_date"')[2].partition("</select>")[0]
    assert "changed" in cell
    assert '<option value="hidden" data-level="hidden" selected>' in cell


def test_choosing_nothing_or_what_is_there_already_says_so(client):
    for data in ({}, chosen(("support", TAX, "hidden"))):
        response = client.post(FIELDS, data=data)
        assert response.status_code == 422
        assert "Nothing would change" in response.text
    assert noted() == []


def test_undo_leaves_alone_what_was_changed_since(client):
    client.post(FIELDS, data=chosen(("manager", "customers.notes", "view")))
    first = last_operation("roles.fields")
    client.post(FIELDS, data=chosen(("manager", "customers.notes", "hidden")))
    second = last_operation("roles.fields")
    response = client.post(f"/history/{first}/undo")
    assert response.status_code == 409
    assert "changed again since" in response.text
    assert str(level("manager", "customers.notes")) == "hidden"
    assert client.post(f"/history/{second}/undo").status_code == 303
    assert client.post(f"/history/{first}/undo").status_code == 303
    assert str(level("manager", "customers.notes")) == "edit"


def test_hundreds_of_cells_of_many_roles_fit_in_one_form(client):
    with writing():
        role = make_role({"customers": {"read": "all"}})
    empty = {f"cell-{number}-customers.notes": "" for number in range(100, 2400)}
    assert client.post(FIELDS, data=empty | chosen((role, "customers.notes", "view"))).status_code == 303
