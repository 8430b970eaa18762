"""Who has a button that puts right what a check found, and where everything else is put right by hand."""

import re

import pytest

from contacts.addresses.models import Address
from contacts.customers.models import Phone
from tests.data_model.breaking import bought, break_it, reached
from tests.data_model.test_integrity import PAGE, counts
from tests.factories import add, make_customer, make_role, writing


@pytest.fixture
def administrator(sign_in):
    return sign_in("administrator")


@pytest.mark.parametrize("role", ["manager", "finance", "sales rep", "support", "read-only"])
def test_it_is_for_administrators(sign_in, role):
    assert sign_in(role).post(f"{PAGE}/totals/repair").status_code == 403


def test_who_may_not_change_all_of_it_has_no_button(sign_in):
    with writing():
        bought(reached(), total=600)
        rights = {"users": {"read": "all", "edit": "all"}, "customers": {"read": "all"}}
        role = make_role({**rights, "purchases": {"read": "all", "edit": "own"}})
    client = sign_in(role)
    assert "the total is not the sum" in client.get(f"{PAGE}/totals").text
    assert "/repair" not in client.get(f"{PAGE}/totals").text
    assert "/repair" not in client.get(PAGE).text
    assert client.post(f"{PAGE}/totals/repair").status_code == 403
    assert counts() == {"totals": 1}


@pytest.mark.parametrize("name", ["orphans", "out-of-reach", "no-such", "%00"])
def test_what_a_person_decides_has_no_repair(administrator, name):
    assert administrator.post(f"{PAGE}/{name}/repair").status_code == 404
    assert administrator.get(f"{PAGE}/totals/repair").status_code == 405


def test_each_finding_leads_to_where_it_is_put_right(administrator):
    with writing():
        customer = make_customer().id
        phone = add(Phone(customer_id=customer, value="1")).id
        home = add(Address(customer_id=customer, kind="billing", country="IT")).id
        bought(customer, total=600)
    html = administrator.get(f"{PAGE}/none-to-use").text
    for path in (f"/customers/{customer}/phones/{phone}/edit", f"/customers/{customer}/addresses/{home}/edit"):
        assert f'href="{path}"' in html
        assert administrator.get(path).status_code == 200
    path = re.search(rf'href="(/customers/{customer}/purchases/\d+/edit)"', administrator.get(f"{PAGE}/totals").text)[1]
    assert administrator.get(path).status_code == 200


def test_what_is_out_of_reach_leads_nowhere(app, administrator):
    with writing():
        id = reached()
    break_it(f"DELETE FROM customers WHERE id = {id}")
    html = administrator.get(f"{PAGE}/orphans").text
    assert "<code>phones " in html
    assert f"/customers/{id}/" not in html


def test_records_out_of_reach_are_not_changed(sign_in):
    with writing():
        bought(reached(), total=600)
        rights = {"users": {"read": "all", "edit": "all"}, "customers": {"read": "own"}}
        role = make_role({**rights, "purchases": {"read": "all", "edit": "all"}})
    assert sign_in(role).post(f"{PAGE}/totals/repair").status_code == 403
    assert counts() == {"totals": 1}


def test_fields_that_one_may_not_write_are_not_changed(sign_in):
    with writing():
        add(Phone(customer_id=make_customer().id, value="1"))
        rights = {"users": {"read": "all", "edit": "all"}, "customers": {"read": "all"}}
        both = {key: {"read": "all", "edit": "all"} for key in ("contacts", "addresses")}
        role = make_role({**rights, **both}, phones__is_primary="view")
    assert sign_in(role).post(f"{PAGE}/none-to-use/repair").status_code == 403
    assert counts() == {"none-to-use": 1}
