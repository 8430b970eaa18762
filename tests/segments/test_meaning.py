"""What each question finds, alone and together; and that nothing typed breaks the reader of definitions."""

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from contacts.access import SYSTEM, Actor, acting_as
from contacts.addresses.models import Address
from contacts.categories.models import Category
from contacts.communications.models import Communication
from contacts.customers.models import Customer
from contacts.db import db, utcnow
from contacts.history import begin
from contacts.interests.models import Interest
from contacts.purchases.models import Purchase, PurchaseItem
from contacts.segments.definition import Condition, Group, NotUnderstood, read, written
from contacts.segments.fields import FIELDS, allowed_fields
from contacts.segments.meaning import answers_for, condition_of, sentence_of
from contacts.segments.models import Segment
from contacts.segments.questions import QUESTIONS, Kind
from contacts.tasks.models import Task
from tests.factories import add, make_customer, make_role, make_user, writing
from tests.proof.cast import rights


@pytest.fixture
def people(app):
    """Ada bought chairs lately and lives in Bern, Berta wants furniture and was rung up, Carl has nothing."""
    with writing():
        ada = make_customer(name="Ada Byron", status="active", job_title="Buyer")
        berta = make_customer(name="Berta Benz", status="lead")
        carl = make_customer(name="Carl Gauss", status="inactive")
        furniture = add(Category(name="Furniture"))
        chairs = add(Category(name="Chairs", parent_id=furniture.id))
        add(Address(customer_id=ada.id, kind="billing", city="Bern", country="CH"))
        day = utcnow().date() - timedelta(days=3)
        purchase = add(Purchase(customer_id=ada.id, purchased_on=day, currency="EUR", total=12_50))
        line = {"description": "Oak chair", "quantity": 1, "unit_price": 1250, "position": 1, "amount": 1250}
        add(PurchaseItem(purchase_id=purchase.id, **line))
        add(Interest(customer_id=berta.id, category_id=chairs.id))
        add(Communication(customer_id=berta.id, channel="call", body="x", author_id=make_user("sales rep").id))
        add(Task(customer_id=carl.id, title="Ring"))
        return {"furniture": str(furniture.id), "ada": ada.id, "berta": berta.id, "carl": carl.id}


def found(*parts, match="all", actor=SYSTEM):
    """The first names of who is in a segment of these conditions."""
    with acting_as(actor, writes=False):
        said = json.dumps(
            {"match": match, "parts": [part if isinstance(part, dict) else asked(*part) for part in parts]}
        )
        condition = condition_of(read(said, allowed_fields()))
        names = db.session.scalars(select(Customer.name).where(condition).order_by(Customer.name)).all()
        return " ".join(name.split()[0] for name in names)


def asked(field, asks, value=None):
    return {"field": field, "asks": asks, **({} if value is None else {"value": value})}


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        (("customers.name", "contains", "b"), "Ada Berta"),
        (("customers.name", "lacks", "b"), "Carl"),
        (("customers.job_title", "is", "buyer"), "Ada"),
        (("customers.job_title", "empty"), "Berta Carl"),
        (("customers.job_title", "lacks", "zzz"), "Ada Berta Carl"),
        (("customers.status", "any_of", ["active", "lead"]), "Ada Berta"),
        (("customers.status", "none_of", ["active", "lead"]), "Carl"),
        (("customers.created_at", "within", 1), "Ada Berta Carl"),
        (("customers.created_at", "before", "2020-01-01"), ""),
        (("addresses.city", "begins", "ber"), "Ada"),
        (("addresses.city", "empty"), "Berta Carl"),
        (("addresses.country", "any_of", ["CH"]), "Ada"),
        (("purchases.item", "contains", "chair"), "Ada"),
        (("purchases.purchased_on", "within", 5), "Ada"),
        (("purchases.purchased_on", "not_within", 5), "Berta Carl"),
        (("purchases.total", "least", "12.5"), "Ada"),
        (("purchases.total", "least", "12.51"), ""),
        (("purchases.spent", "most", "12,5"), "Ada"),
        (("purchases.count", "least", "1"), "Ada"),
        (("communications.channel", "any_of", ["call"]), "Berta"),
        (("communications.last", "within", 2), "Berta"),
        (("tasks.open", "yes"), "Carl"),
        (("tasks.open", "no"), "Ada Berta"),
    ],
)
def test_a_question_finds(people, condition, names):
    assert found(condition) == names


def test_a_category_takes_in_what_lies_below(people):
    assert found(("interests.category", "any_of", [people["furniture"]])) == "Berta"
    assert found(("interests.category", "none_of", [people["furniture"]])) == "Ada Carl"


def test_groups_go_together(people):
    status, city = ("customers.status", "any_of", ["lead"]), ("addresses.city", "is", "Bern")
    assert found(status, city) == ""
    assert found(status, city, match="any") == "Ada Berta"
    assert found(status, city, match="none") == "Carl"
    nested = {"match": "any", "parts": [asked(*status), asked(*city)]}
    assert found(nested, ("customers.name", "contains", "ada")) == "Ada"


def test_what_is_not_known_does_not_hold(people):
    titled = Group("all", (Condition("customers.job_title", "is", "buyer"),))
    with acting_as(SYSTEM, writes=False):
        held = [answers_for(titled, db.session.get(Customer, people[name]))[0][1] for name in ("ada", "berta")]
        assert held == [True, False]


def test_me_is_whoever_looks(people):
    with writing():
        user_id = make_user("sales rep").id
        begin("test.edit", "Gave an owner")
        db.session.get(Customer, people["ada"]).owner_id = user_id
    mine = ("customers.owner_id", "any_of", ["me"])
    assert found(mine, actor=Actor(user_id, rights=rights("sales rep"))) == "Ada"
    assert found(mine, actor=Actor(user_id + 1, rights=rights("sales rep"))) == ""


def test_a_segment_asks_about_another_but_never_about_itself(people):
    with writing():
        owner_id = make_user("sales rep").id
        leads = Group("all", (Condition("customers.status", "any_of", ["lead"]),))
        one = add(Segment(name="Leads", owner_id=owner_id, definition=written(leads)))
        inside = Group("all", (Condition("segments.member", "none_of", [str(one.id)]),))
        other = add(Segment(name="Others", owner_id=owner_id, definition=written(inside)))
    actor = Actor(owner_id, rights=rights("sales rep"))
    assert found(("segments.member", "any_of", [str(other.id)]), actor=actor) == "Ada Carl"
    with writing():
        begin("test.edit", "Turned round")
        db.session.get(Segment, one.id).definition = written(
            Group("all", (Condition("segments.member", "any_of", [str(other.id)]),))
        )
    with pytest.raises(NotUnderstood, match="circle"):
        found(("segments.member", "any_of", [str(other.id)]), actor=actor)


def test_every_question_of_every_field_is_a_condition(people):
    samples = {"text": "x", "number": "1", "day": "2026-01-31"}
    with acting_as(SYSTEM, writes=False):
        for name, field in FIELDS.items():
            for asks, question in QUESTIONS[field.kind].items():
                value = None if question.read is None else samples.get(field.kind)
                value = 5 if asks in ("within", "not_within", "ahead") else value
                if field.kind == Kind.CHOICE and question.read:
                    value = [str(one) for one, _label in field.choices()][:2]
                if value != []:
                    db.session.scalars(select(Customer.id).where(field.condition(asks, value))).all()
                    assert sentence_of(Group("all", (Condition(name, asks, value),)))


def test_a_field_that_is_hidden_cannot_be_asked_about(app):
    with writing():
        role = make_role({"customers": {"read": "all"}}, customers__job_title="hidden")
    with acting_as(Actor(rights=rights(role)), writes=False):
        open_ones = allowed_fields()
        assert "customers.name" in open_ones
        closed = {"customers.job_title", "customers.birth_date", "addresses.city", "purchases.total", "tasks.open"}
        assert closed & set(open_ones) == set()
        with pytest.raises(NotUnderstood, match="does not read"):
            read(json.dumps({"match": "all", "parts": [asked("customers.job_title", "given")]}), open_ones)


NAMES = st.sampled_from(["match", "parts", "field", "asks", "value"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner),
    max_leaves=12,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(JSON)
def test_nothing_breaks_the_reader(app, said):
    with acting_as(SYSTEM, writes=False):
        for text in (json.dumps(said), "[" * 5000, "x" * 30_000):
            with pytest.raises(NotUnderstood):
                read(text, allowed_fields())


@pytest.mark.parametrize("value", ["", " ", "x" * 201, "a\0b", None, 5.5, [], {}, True])
def test_a_value_that_does_not_do_is_refused_with_a_sentence(app, value):
    with acting_as(SYSTEM, writes=False), pytest.raises(NotUnderstood, match="Name"):
        read(json.dumps({"match": "all", "parts": [asked("customers.name", "is", value)]}), allowed_fields())
