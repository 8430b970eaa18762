"""What stands in a field may not be offered any more, or lie beyond one's reach: it stays as it is."""

from sqlalchemy import select

from contacts.access.policy import RECORDS, everything
from contacts.customers.models import Customer
from tests.factories import found, make_customer, make_role, make_user, writing


def job_of(id):
    return found(select(Customer.job_title).where(Customer.id == id))


def test_a_colleague_who_left_is_still_named_and_stays(admin, add_field, add_customer):
    add_field("person", label="Guide")
    with writing():
        left, other = make_user("support", name="Grace Hopper").id, make_user("support", name="Gone").id
    url = add_customer(c_guide=str(left))
    for id in (left, other):
        assert admin.post(f"/admin/users/{id}/deactivate").status_code == 303
    typed = {"name": "Ada Byron", "kind": "person", "status": "lead", "job_title": "Countess"}
    assert admin.post(url, data={**typed, "c_guide": str(left)}).status_code == 303
    assert job_of(int(url.rpartition("/")[2])) == ["Countess"]
    assert "Grace Hopper" in admin.get(url).text
    assert admin.post(url, data={**typed, "c_guide": str(other)}).status_code == 422


def test_a_record_beyond_ones_reach_stays_and_is_not_named(sign_in, admin, add_field):
    add_field("record", label="Sister", target="customers")
    with writing():
        role = make_role({kind: everything() for kind in RECORDS} | {"customers": everything("own")})
        strange, other = make_customer("Strange").id, make_customer("Stranger").id
    me = sign_in(role)
    with writing():
        id = make_customer("Mine", owner_id=me.user_id).id
    assert admin.post(f"/customers/{id}/facts/c_sister", data={"c_sister": str(strange)}).status_code == 303
    typed = {"name": "Mine", "kind": "person", "status": "lead", "owner_id": me.user_id, "job_title": "Countess"}
    assert me.post(f"/customers/{id}", data={**typed, "c_sister": str(strange)}).status_code == 303
    assert job_of(id) == ["Countess"]
    assert "Strange" not in me.get(f"/customers/{id}").text
    assert me.post(f"/customers/{id}", data={**typed, "c_sister": str(other)}).status_code == 422


def test_what_is_not_allowed_any_more_stays_until_another_is_chosen(admin, add_field, add_customer):
    one, several = (add_field(type, label=type, options="Gold\nTin") for type in ("choice", "several"))
    standing = {"c_choice": "gold", "c_several": ["gold", "tin"]}
    url = add_customer(**standing)
    for id, label in ((one, "choice"), (several, "several")):
        answer = admin.post(f"/admin/custom-fields/{id}", data={"label": label, "options": "Tin\nLead"})
        assert answer.status_code == 303
    typed = {"name": "Ada Byron", "kind": "person", "status": "lead", "job_title": "Countess"}
    assert admin.post(url, data={**typed, **standing}).status_code == 303
    assert job_of(int(url.rpartition("/")[2])) == ["Countess"]
    refused = admin.post(url, data={**typed, **standing, "name": ""})
    assert '<option selected value="gold">' in refused.text
    fresh = {**typed, "c_choice": "gold", "c_several": ["gold"]}
    assert admin.post("/customers", data=fresh).status_code == 422
