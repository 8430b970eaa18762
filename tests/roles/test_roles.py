"""Roles: list, add, copy, rename, change what they may, delete."""

import re

import pytest
from sqlalchemy import select

from contacts.access import Role, unrestricted
from tests.factories import found, make_role, make_user, writing
from tests.roles.choosing import ROLES, chosen_rights, last_operation, noted, role_of, rules


@pytest.fixture
def client(sign_in):
    return sign_in("administrator")


def names():
    with unrestricted("a test looks") as session:
        return session.scalars(select(Role.name).order_by(Role.id)).all()


def may(role, verb, kind):
    return role_of(role).rights.get(kind, {}).get(verb)


def test_the_list_says_who_has_them(client, count_queries):
    client.get(ROLES)
    with count_queries() as queries:
        text = client.get(ROLES).text
    assert len(queries) == 3
    assert re.findall(r'<a class="cover b" href="[^"]+"><bdi>([^<]+)', text)[0] == "Administrator"
    assert text.count("0 people") == 5


def test_a_new_role_may_nothing(client):
    response = client.post(ROLES, data={"name": "intern", "copied_id": ""})
    assert response.status_code == 303
    assert client.get(response.location).status_code == 200
    assert (role_of("intern").rights, rules("intern")) == ({}, {})
    assert noted()[-1].kind == "role_added"


def test_a_copy_has_everything_and_goes_its_own_way(client):
    source = role_of("support")
    assert f'<option selected value="{source.id}">' in client.get(f"{ROLES}/new?copied={source.id}").text
    client.post(ROLES, data={"name": "Helpdesk", "copied_id": source.id})
    assert (role_of("Helpdesk").rights, rules("Helpdesk")) == (source.rights, rules("support"))
    copy = role_of("Helpdesk")
    client.post(f"{ROLES}/{copy.id}", data=chosen_rights("Helpdesk", purchases_delete="all"))
    assert (may("Helpdesk", "delete", "purchases"), may("support", "delete", "purchases")) == ("all", None)


def test_a_copy_of_the_administrators_role_can_be_changed(client):
    client.post(ROLES, data={"name": "deputy", "copied_id": role_of("administrator").id})
    response = client.post(f"{ROLES}/{role_of('deputy').id}", data=chosen_rights("deputy", users_edit="none"))
    assert response.status_code == 303
    assert may("deputy", "edit", "users") is None


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "Support", "SUPPORT", "administrator", "a\u202eb"])
def test_bad_names(client, name):
    before, support = names(), role_of("finance")
    response = client.post(ROLES, data={"name": name, "copied_id": ""})
    assert response.status_code == 422
    assert 'id="name-error"' in response.text
    response = client.post(f"{ROLES}/{support.id}", data={"name": name, "version": support.version})
    assert response.status_code == 422
    assert names() == before


def test_a_review_says_what_it_means(client):
    with writing():
        make_user("sales rep")
    role, form = role_of("sales rep"), chosen_rights("sales rep", customers_read="own", customers_create="own")
    form |= {"right-customers-edit": "own", "right-customers-export": "none", "right-purchases-import": "all"}
    response = client.post(f"{ROLES}/{role.id}/review", data={**form, "name": "field rep"})
    for sentence in (
        "Sales rep is called field rep.",
        "Sales rep may now read their own customers instead of all customers.",
        "Sales rep may no longer export customers.",
        "Sales rep may now import all purchases.",
        "1 person is affected.",
    ):
        assert sentence in response.text, sentence
    assert role_of("sales rep") == role
    text = client.post(f"{ROLES}/{role.id}/review", data={**form, "again": "1"}).text
    assert re.search(r'Read: Customers, changed">\s*<option value="none"', text)


def test_saved_noted_and_undone(client):
    before = role_of("support")
    form = {**chosen_rights("support", purchases_edit="team"), "name": "helpdesk"}
    assert client.post(f"{ROLES}/{before.id}", data=form).status_code == 303
    assert may("helpdesk", "edit", "purchases") == "team"
    assert noted()[-1] == (
        "role_edited",
        "Support is called helpdesk. Support may now edit purchases of their team.",
    )
    assert client.post(f"/history/{last_operation('roles.edit')}/undo").status_code == 303
    assert role_of("support").rights == before.rights
    assert role_of("support").version > before.version


@pytest.mark.parametrize("name", ["administrator", "support"])
def test_a_role_may_require_a_second_factor(client, name):
    role, form = role_of(name), {**chosen_rights(name), "requires_second_factor": "y"}
    text = client.post(f"{ROLES}/{role.id}/review", data=form).text
    assert "has to sign in with a second factor; who has none sets it up first." in text
    assert 'name="requires_second_factor" value="y"' in text
    assert client.post(f"{ROLES}/{role.id}", data=form).status_code == 303
    assert found(select(Role.requires_second_factor).where(Role.name == name)) == [True]


def test_what_may_be_done_reaches_no_further_than_what_is_read(client):
    role = role_of("support")
    for choices in ({"customers_edit": "all", "customers_read": "own"}, {"attachments_read": "none"}):
        for path in (f"{ROLES}/{role.id}", f"{ROLES}/{role.id}/review"):
            response = client.post(path, data=chosen_rights("support", **choices))
            assert response.status_code == 422
            assert "A role reads at least what it may do something with" in response.text
    assert role_of("support") == role


@pytest.mark.parametrize("choice", ["companies_read", "products_edit", "categories_delete", "users_read"])
def test_what_belongs_to_nobody_is_for_all_or_none(client, choice):
    role = role_of("sales rep")
    response = client.post(f"{ROLES}/{role.id}", data=chosen_rights("sales rep", **{choice: "own"}))
    assert response.status_code == 422
    assert role_of("sales rep") == role
    kind, verb = choice.split("_")
    cell = client.get(f"{ROLES}/{role.id}").text.partition(f'name="right-{kind}-{verb}"')[2].partition("</select>")[0]
    assert "own" not in cell


def test_two_administrators_at_once(client, sign_in):
    role, mine = role_of("support"), chosen_rights("support", purchases_edit="all")
    sign_in("administrator").post(f"{ROLES}/{role.id}", data=chosen_rights("support", tasks_edit="all"))
    response = client.post(f"{ROLES}/{role.id}", data=mine)
    assert response.status_code == 409
    assert "Somebody changed this role since you began" in response.text
    assert "Support may now edit all purchases." in response.text
    assert (may("support", "edit", "purchases"), may("support", "edit", "tasks")) == (None, "all")
    again = dict(re.findall(r'name="((?:right-|name|version)[^"]*)" value="([^"]+)"', response.text))
    assert client.post(f"{ROLES}/{role.id}", data=again).status_code == 303
    assert (may("support", "edit", "purchases"), may("support", "edit", "tasks")) == ("all", "all")


def test_a_role_that_nobody_has_is_deleted_and_comes_back_whole(client):
    role, before = role_of("support"), rules("support")
    assert client.post(f"{ROLES}/{role.id}/delete").status_code == 303
    assert "support" not in names()
    assert noted()[-1] == ("role_deleted", "support")
    assert client.post(f"/history/{last_operation('roles.delete')}/undo").status_code == 303
    assert (role_of("support").id, role_of("support").rights, rules("support")) == (role.id, role.rights, before)


def test_a_role_that_somebody_has_stays(client):
    with writing():
        make_user("support", active=False)
    response = client.post(f"{ROLES}/{role_of('support').id}/delete")
    assert response.status_code == 422
    assert "1 person has this role. Give them another one first." in response.text
    assert "support" in names()


@pytest.mark.parametrize("role", ["manager", "sales rep", "support", "finance", "read-only"])
def test_only_administrators(sign_in, role):
    client, id, before = sign_in(role), role_of("support").id, names()
    for path in ("", "/new", f"/{id}"):
        assert client.get(ROLES + path).status_code == 403
    for path in ("", f"/{id}", f"/{id}/review", f"/{id}/delete"):
        assert client.post(ROLES + path, data={"name": "x", "version": 1}).status_code == 403
    assert names() == before


def test_unknown_and_wrong(client):
    with writing():
        make_role({})
    assert client.get(f"{ROLES}/999999").status_code == 404
    assert client.post(f"{ROLES}/{9**30}/delete").status_code == 404
    assert client.get(f"{ROLES}/1/delete").status_code == 405
    assert client.get(f"{ROLES}/new?copied=x").status_code == 200
    assert client.post(ROLES, data={"name": "x", "copied_id": "77777"}).status_code == 422
