"""Own and team on the pages: what one adds is one's own, what one edits may be handed on, others' records stay shut."""

import pytest
from sqlalchemy import select

from contacts.access import Team
from contacts.access.policy import RECORDS, everything
from contacts.customers.models import Customer, Email
from contacts.tasks.models import Task
from tests.factories import add, found, make_customer, make_role, make_user, writing

OWNED = ("customers", "contacts", "tasks")


@pytest.fixture
def people(app):
    """The roles, and a colleague of the team and a stranger with a customer each."""
    with writing():
        mine = {kind: everything() for kind in RECORDS}
        reads = {**mine, **{kind: {**everything("own"), "read": "all"} for kind in OWNED}}
        roles = {
            "own": make_role(mine | {kind: everything("own") for kind in OWNED}),
            "team": make_role(mine | {kind: everything("team") for kind in OWNED}),
            "reads all": make_role(reads),
        }
        team = add(Team(name="North")).id
        colleague, stranger = make_user("support", team_id=team).id, make_user("support").id
        theirs = {"colleague": make_customer("Theirs", owner_id=colleague).id}
        theirs["stranger"] = make_customer("Strange", owner_id=stranger).id
    return {"roles": roles, "team": team, "colleague": colleague, "stranger": stranger, "customers": theirs}


@pytest.fixture
def client(sign_in, people):
    """`client("own")`: a browser of somebody of that role in the team."""
    return lambda role: sign_in(people["roles"][role], team_id=people["team"])


def new(client, **fields):
    return client.post("/customers", data={"name": "New", "kind": "person", "status": "active", **fields})


def owner_of(name):
    return found(select(Customer.owner_id).where(Customer.name == name))


def test_what_one_adds_is_ones_own(client, people):
    me = client("own")
    assert new(me, owner_id=me.user_id).status_code == 303
    assert owner_of("New") == [me.user_id]
    for owner in ("", people["colleague"], people["stranger"]):
        response = new(me, name="Other", owner_id=owner)
        assert response.status_code == 422
        assert 'id="owner_id-error"' in response.text
    assert owner_of("Other") == []


def test_in_a_team_it_may_be_anybodys_of_the_team(client, people):
    me = client("team")
    assert new(me, name="A", owner_id=people["colleague"]).status_code == 303
    assert new(me, name="B", owner_id=people["stranger"]).status_code == 422


def test_what_one_may_edit_may_be_handed_on(client, people):
    me = client("own")
    new(me, owner_id=me.user_id)
    customer = found(select(Customer).where(Customer.name == "New"))[0]
    data = {"name": "New", "kind": "person", "status": "active", "version": customer.version}
    response = me.post(f"/customers/{customer.id}", data={**data, "owner_id": people["stranger"]})
    assert (response.status_code, response.location) == (303, "/customers")
    assert owner_of("New") == [people["stranger"]]
    assert me.get(f"/customers/{customer.id}").status_code == 404


def test_others_customers_are_not_there(client, people):
    me, theirs = client("own"), people["customers"]["colleague"]
    for path in (f"/customers/{theirs}", f"/customers/{theirs}/tasks", f"/customers/{theirs}/addresses"):
        assert me.get(path).status_code == 404
    assert me.post(f"/customers/{theirs}/tasks", data={"title": "x"}).status_code == 404
    assert "Theirs" not in me.get("/customers").text
    assert "Theirs" in client("team").get("/customers").text
    assert "Strange" not in client("team").get("/customers").text


def test_who_reads_all_adds_to_their_own_only(client, people):
    me, theirs = client("reads all"), people["customers"]["stranger"]
    assert me.get(f"/customers/{theirs}").status_code == 200
    assert me.post(f"/customers/{theirs}/emails", data={"value": "x@example.com"}).status_code == 403
    assert found(select(Email.id)) == []
    assert me.post(f"/customers/{theirs}/edit").status_code == 405
    assert me.post(f"/customers/{theirs}", data={"name": "Mine"}).status_code == 403
    assert me.post(f"/customers/{theirs}/delete").status_code == 403


def test_a_task_of_ones_own_is_ones_own(client, people):
    me, theirs = client("reads all"), people["customers"]["stranger"]
    url = f"/customers/{theirs}/tasks"
    assert me.post(url, data={"title": "x", "assignee_id": people["colleague"]}).status_code == 422
    assert me.post(url, data={"title": "x", "assignee_id": me.user_id}).status_code == 303
    assert found(select(Task.assignee_id)) == [me.user_id]
