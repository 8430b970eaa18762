"""What is told elsewhere of fields that were added to the records of a customer: its history, and all that is kept."""

import json

import pytest

from tests.customfields.kinds import KINDS, OF_A_CUSTOMER, newest, set_level

OF_CUSTOMERS = [name for name, kind in KINDS.items() if kind.at.startswith(OF_A_CUSTOMER)]


@pytest.fixture
def customer(admin, add_field, request):
    """The address of a customer whose record has values, changed once."""
    kind = request.getfixturevalue("kind")
    add_field("choice", kind.name, label="Level", options="Gold\nTin")
    add_field("text", kind.name, label="Locker code", sensitive="y")
    url = kind.make(admin, c_level="gold", c_locker_code="code-7788")
    kind.change(admin, url, c_level="tin", c_locker_code="code-9900")
    return url.rpartition(f"/{kind.name}/")[0]


@pytest.fixture(params=OF_CUSTOMERS)
def kind(request):
    return KINDS[request.param]


def test_the_customers_history_says_it_by_its_label_as_far_as_one_may_read(app, admin, sign_in, kind, customer):
    html = admin.get(f"{customer}/history").text
    for words in ("Level", "gold", "tin", "Locker code", "code-7788", "code-9900"):
        assert words in html, words
    html = sign_in(kind.role).get(f"{customer}/history").text
    assert "tin" in html
    assert "Locker code" not in html
    assert "code-9900" not in html
    set_level(app, kind, "c_level", "hidden")
    assert "Level" not in sign_in(kind.role).get(f"{customer}/history").text


def test_it_is_part_of_what_is_downloaded_of_a_person(admin, sign_in, kind, customer):
    whole = json.loads(admin.get(f"{customer}/data").text)
    assert whole[kind.name][0]["custom_fields"] == {"Level": "Tin", "Locker code": "code-9900"}
    theirs = sign_in("manager").get(f"{customer}/data").text
    assert "Locker code" not in theirs
    assert json.loads(theirs)[kind.name][0]["custom_fields"] == {"Level": "Tin"}


def test_deleting_the_customer_and_undoing_brings_all_of_it_back(admin, kind, customer):
    admin.post(f"{customer}/delete")
    assert admin.get(f"{customer}/{kind.name}").status_code == 404
    assert admin.post(f"/history/{newest('customers.delete')}/undo").status_code == 303
    whole = json.loads(admin.get(f"{customer}/data").text)
    assert whole[kind.name][0]["custom_fields"] == {"Level": "Tin", "Locker code": "code-9900"}


@pytest.mark.parametrize("name", KINDS)
def test_the_dictionary_and_the_matrix_know_it(admin, add_field, name):
    add_field("text", name, label="Locker code", help="Where the key hangs.")
    page = admin.get(f"/data-model/tables/{name}_custom/c_locker_code").text
    assert "Locker code: Where the key hangs." in page
    assert f"{name}_custom.c_locker_code" in admin.get("/admin/fields").text
