"""Whom deeds for many reach, who may do them, and what is no deed at all."""

import re

import pytest

from contacts.customers.models import Customer
from contacts.interests.models import Interest
from tests.bulk.deeds import BULK, DEEDS, all_of, do, operations, ticked
from tests.factories import add, make_customer, make_role, writing


def test_what_is_beyond_reach_is_said_and_stays(sign_in, shop):
    rep = sign_in("sales rep")
    with writing():
        for number in range(3):
            make_customer(f"Mine {number}", owner_id=rep.user_id)
    text = rep.get(f"{BULK}?deed=delete&all=1").text
    assert "For 3 customers" in text
    assert "10 chosen customers are beyond" in text
    assert do(rep, "delete", "all=1").status_code == 303
    assert len(all_of(Customer.id)) == 10
    assert "within what your role" in rep.get(f"{BULK}?deed=delete&{ticked(shop, 1)}").text


@pytest.mark.parametrize("kind", ["interests", "customers"])
@pytest.mark.parametrize("scope", ["own", "team"])
def test_scopes_hold_for_every_deed(sign_in, shop, kind, scope):
    verbs = dict.fromkeys(("read", "create", "edit", "delete"), "all")
    rights = {"customers": verbs, "interests": verbs, "categories": {"read": "all"}}
    with writing():
        role = make_role({**rights, kind: dict.fromkeys(verbs, scope) | {"read": "all"}})
    client = sign_in(role)
    with writing():
        mine = make_customer("Mine", owner_id=client.user_id).id
        add(Interest(customer_id=mine, category_id=shop["coffee"]))
    if kind == "interests":
        do(client, "remove-interest", "all=1", category_id=shop["coffee"])
        do(client, "add-interest", "all=1", category_id=shop["tea"])
        wanted = all_of(Interest.customer_id, Interest.category_id)
        assert [customer for customer, category in wanted if category == shop["tea"]] == [mine]
        assert len([customer for customer, category in wanted if category == shop["coffee"]]) == 3
    else:
        do(client, "status", "all=1", status="inactive")
        assert [name for name, status in all_of(Customer.name, Customer.status) if status == "inactive"] == ["Mine"]


def test_what_a_role_does_not_reach_is_not_even_counted(sign_in, shop):
    with writing():
        role = make_role({"customers": dict.fromkeys(("read", "edit"), "own")})
    client = sign_in(role)
    with writing():
        make_customer("Mine", owner_id=client.user_id)
    text = client.get(f"{BULK}?deed=status&all=1").text
    assert "For 1 customer<" in text
    assert "chosen customer" not in text
    do(client, "status", "all=1", status="inactive")
    assert [name for name, status in all_of(Customer.name, Customer.status) if status == "inactive"] == ["Mine"]


BAD = {
    "owner": [{"owner_id": "x"}, {"owner_id": "987654"}],
    "status": [{"status": ""}, {"status": "x"}],
    "add-interest": [{"category_id": ""}],
    "task": [{"title": " "}, {"title": "x", "assignee": "x"}],
}


@pytest.mark.parametrize(("deed", "fields"), [(deed, one) for deed, bad in BAD.items() for one in bad])
def test_bad_input_is_said_and_changes_nothing(boss, shop, deed, fields):
    response = do(boss, deed, "all=1", **fields)
    assert response.status_code == 422
    assert 'class="err"' in response.text
    assert "For 10 customers" in response.text
    assert operations() == []


@pytest.mark.parametrize("chosen", ["", "id=", "id=x", "id=\0", "id=-1", "all=2", "id=" + "9" * 30])
def test_nobody_chosen(boss, shop, chosen):
    assert "No customer is chosen" in boss.get(f"{BULK}?deed=status", query_string=None).text
    assert do(boss, "delete", chosen).status_code == 422
    assert len(all_of(Customer.id)) == 10


def test_who_may_do_what(sign_in, shop):
    reader = sign_in("read-only")
    assert 'class="sel"' not in reader.get("/customers").text
    for deed in DEEDS:
        assert do(reader, deed, "all=1").status_code == 403
        assert reader.get(f"{BULK}?deed={deed}&all=1").status_code == 403
    assert reader.get("/customers/export.csv?all=1").status_code == 403
    assert sign_in("manager").get(f"{BULK}?deed=nonsense").status_code == 404
    assert sign_in("manager").put(BULK).status_code == 405
    offered = re.findall(r'name="deed" value="([\w-]+)"', sign_in("finance").get("/customers").text)
    assert offered == []  # finance views names only


def test_a_hidden_field_is_not_edited_in_bulk(sign_in, shop):
    verbs = dict.fromkeys(("read", "edit"), "all")
    with writing():
        role = make_role({"customers": verbs}, customers__owner_id="hidden", customers__status="view")
    client = sign_in(role)
    assert do(client, "owner", "all=1", owner_id="").status_code == 403
    assert do(client, "status", "all=1", status="lead").status_code == 403
