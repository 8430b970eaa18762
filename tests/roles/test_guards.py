"""Nobody removes the last administrator's powers or locks themselves out: by rights, roles, undo, or two at once."""

import os
import threading

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.users.models import User
from tests.factories import make_role, make_user, writing
from tests.roles.choosing import ROLES, chosen_rights, last_operation, role_of

KEEPER = {"users": {"read": "all", "edit": "all", "create": "all", "delete": "all"}, "customers": {"read": "all"}}


@pytest.fixture
def keeper(app):
    """A role of our own that manages people."""
    with writing():
        return make_role(KEEPER)


def dropping(role):
    """The address and the form that take the management of people from a role."""
    return {"path": f"{ROLES}/{role_of(role).id}", "data": chosen_rights(role, users_edit="none")}


def drop_powers(client, role):
    return client.post(**dropping(role))


def test_the_administrators_role_is_fixed(sign_in):
    client, role = sign_in("administrator"), role_of("administrator")
    for path, data, words in (
        (f"/{role.id}", chosen_rights("administrator", customers_read="none"), "Nothing would change"),
        (f"/{role.id}", {"name": "boss", "version": role.version}, "Nothing would change"),
        (f"/{role.id}/delete", {}, "may always do everything"),
    ):
        response = client.post(ROLES + path, data=data)
        assert response.status_code == 422
        assert words in response.text
    assert role_of("administrator") == role
    assert "<select" not in client.get(f"{ROLES}/{role.id}").text.partition("<h1")[2]


def test_the_last_who_manage_people_keep_it(sign_in, keeper):
    response = drop_powers(sign_in(keeper), keeper)
    assert response.status_code == 422
    assert "last active administrator" in response.text
    assert role_of(keeper).rights == KEEPER


def test_nobody_takes_it_from_themselves(sign_in, keeper):
    client = sign_in(keeper)
    with writing():
        make_user("administrator")
    response = drop_powers(client, keeper)
    assert response.status_code == 422
    assert "You would no longer be able to manage people" in response.text
    assert role_of(keeper).rights == KEEPER


def test_somebody_else_may_take_it(sign_in, keeper):
    client = sign_in("administrator")
    with writing():
        make_user(keeper)
    assert drop_powers(client, keeper).status_code == 303
    assert "edit" not in role_of(keeper).rights["users"]


def test_nobody_demotes_themselves(sign_in, keeper):
    client = sign_in("administrator")
    with writing():
        make_user("administrator")
    me = found(client.user_id)
    data = {"name": me.name, "email": me.email, "role_id": role_of("support").id, "version": me.version}
    response = client.post(f"/admin/users/{me.id}", data=data)
    assert response.status_code == 422
    assert "You would no longer be able to manage people" in response.text
    assert found(me.id).role_id == role_of("administrator").id


def found(id):
    with unrestricted("a test looks") as session:
        return session.get(User, id)


def test_undo_takes_it_from_nobody(sign_in):
    """An administrator gives the right to a role; who has the role undoes that, alone and with others."""
    with writing():
        role = make_role({"users": {"read": "all"}, "customers": {"read": "all"}})
    client, theirs = sign_in("administrator"), sign_in(role)
    client.post(f"{ROLES}/{role_of(role).id}", data=chosen_rights(role, users_edit="all"))
    operation = last_operation("roles.edit")
    response = theirs.post(f"/history/{operation}/undo")
    assert response.status_code == 409
    assert "You would no longer be able to manage people" in response.text
    with unrestricted("a test writes", writes=True) as session:
        session.get(User, client.user_id).active = False
    response = theirs.post(f"/history/{operation}/undo")
    assert response.status_code == 409
    assert "last active administrator" in response.text
    assert role_of(role).rights["users"]["edit"] == "all"


@pytest.mark.skipif(not os.environ.get("TEST_DATABASE_URL"), reason="SQLite has one writer")
def test_two_who_take_it_from_each_other_at_once(sign_in):
    with writing():
        first, second = make_role(KEEPER), make_role({**KEEPER, "tasks": {"read": "all"}})
    clients = {second: sign_in(first), first: sign_in(second)}
    threads = [threading.Thread(target=client.post, kwargs=dropping(role)) for role, client in clients.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    left = [role for role in (first, second) if "edit" in role_of(role).rights["users"]]
    assert len(left) == 1
    with unrestricted("a test looks") as session:
        assert session.scalars(select(User.id).where(User.role_id == role_of(left[0]).id, User.active)).all()
