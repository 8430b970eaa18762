"""Own and team: what a person of such a role reaches in every room, and what stays out of reach."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from contacts.access import Actor, Team, acting_as, fetch, scopes_of
from contacts.access.policy import RECORDS, everything
from contacts.addresses.models import Address
from contacts.attachments.models import Attachment
from contacts.communications.models import Communication, Ticket
from contacts.customers.models import Customer, CustomerStats, Email, Phone
from contacts.db import db
from contacts.history import begin
from contacts.interests.models import Interest
from contacts.purchases.models import Purchase, PurchaseItem
from contacts.tasks.models import Task
from tests.factories import add, make_role, make_user, writing
from tests.filled import fill
from tests.roles.choosing import rights

ROOMS = (Address, Attachment, Communication, Email, Interest, Phone, Purchase, PurchaseItem, Task, Ticket)


def scoped(scope):
    return {kind: everything(scope if scope in scopes_of(kind) else "all") for kind in RECORDS}


@pytest.fixture
def world(app):
    """Three filled customers: mine, my colleague's and a stranger's, with all that hangs on each."""
    with writing():
        roles = {scope: make_role(scoped(scope)) for scope in ("own", "team")}
        team = add(Team(name="North")).id
        people = {
            "mine": make_user(roles["own"], team_id=team).id,
            "colleague": make_user(roles["own"], team_id=team).id,
            "stranger": make_user(roles["own"]).id,
        }
    with writing():
        filled = fill()
    made = {}
    with writing():
        for whose, owner in people.items():
            made[whose] = hang_all_on(add(Customer(name=whose, sort_name=whose, owner_id=owner)), owner, filled)
    return {"people": people, "made": made, "roles": roles, "team": team}


def hang_all_on(customer, owner, filled):
    """`{table: id}` of one row of everything that hangs on a customer."""
    on = {"customer_id": customer.id}
    purchase = add(Purchase(**on, purchased_on=customer.created_at.date(), currency="EUR"))
    line = {"position": 1, "description": "x", "quantity": 1, "unit_price": 1, "amount": 1}
    records = (
        customer,
        purchase,
        add(PurchaseItem(purchase_id=purchase.id, **line)),
        add(Address(**on, kind="billing", country="CH")),
        add(Attachment(**on, file_name="x", media_type="x/x", size=1, sha256="cd" * 32, uploader_id=owner)),
        add(Communication(**on, channel="note", body="x", author_id=owner)),
        add(Email(**on, value="x@example.com", folded="x@example.com")),
        add(Phone(**on, value="1")),
        add(Interest(**on, category_id=filled["categories"])),
        add(Task(**on, title="x", assignee_id=owner)),
        add(Ticket(**on, subject="x", assignee_id=owner)),
    )
    return {record.__tablename__: record.id for record in records}


def actor(world, scope, whose="mine"):
    return Actor(world["people"][whose], world["team"], rights(world["roles"][scope]))


@pytest.mark.parametrize(("scope", "reached"), [("own", {"mine"}), ("team", {"mine", "colleague"})])
@pytest.mark.parametrize("model", [Customer, *ROOMS], ids=lambda model: model.__tablename__)
def test_every_room_keeps_to_the_scope(world, scope, reached, model):
    table = model.__tablename__
    with acting_as(actor(world, scope), writes=False):
        found = set(db.session.scalars(select(model.id)))
    assert found == {world["made"][whose][table] for whose in reached}


def test_figures_keep_to_it_too(world):
    with acting_as(actor(world, "own"), writes=False):
        found = db.session.scalars(select(CustomerStats.customer_id)).all()
    assert found == [world["made"]["mine"]["customers"]]


def test_who_is_in_no_team_reaches_their_own(world):
    alone = Actor(world["people"]["stranger"], None, rights(world["roles"]["team"]))
    with acting_as(alone, writes=False):
        assert db.session.scalars(select(Customer.id)).all() == [world["made"]["stranger"]["customers"]]


def test_nothing_of_a_customer_out_of_reach_is_to_be_had(world):
    """A role that reads all tasks, but its own customers only, reads no task of others' customers."""
    with writing():
        role = make_role({**scoped("all"), "customers": everything("own")})
    with acting_as(Actor(world["people"]["mine"], world["team"], rights(role)), writes=False):
        for model in ROOMS:
            assert db.session.scalars(select(model.id)).all() == [world["made"]["mine"][model.__tablename__]]


def test_a_role_that_reads_no_customers_reads_nothing_that_hangs_on_them(world):
    with writing():
        role = make_role({"tasks": everything(), "purchases": everything()})
    with acting_as(Actor(world["people"]["mine"], None, rights(role)), writes=False):
        assert db.session.scalars(select(Task.id)).all() == []
        assert db.session.scalars(select(PurchaseItem.id)).all() == []


@pytest.mark.parametrize("verb", ["edit", "delete"])
@pytest.mark.parametrize("model", [Customer, *ROOMS], ids=lambda model: model.__tablename__)
def test_what_is_readable_but_not_ones_own_is_neither_edited_nor_deleted(world, model, verb):
    """By the record's own check, and by the last look before the database writes."""
    with writing():
        reads = {kind: {"read": "all", verb: scope["edit"]} for kind, scope in scoped("own").items()}
        role = make_role(reads)
    who = Actor(world["people"]["mine"], world["team"], rights(role))
    table = model.__tablename__
    with acting_as(who):
        assert fetch(model, world["made"]["mine"][table], verb)
        with pytest.raises(Exception, match="403"):
            fetch(model, world["made"]["stranger"][table], verb)
    with acting_as(who), pytest.raises(Exception, match=r"403.*beyond"):
        write(db.session.get(model, world["made"]["stranger"][table]), verb)


def write(record, verb):
    begin("test.write", "Wrote for a test")
    if verb == "delete":
        db.session.delete(record)
    else:
        record.updated_at = record.created_at - timedelta(days=1)
    db.session.flush()
