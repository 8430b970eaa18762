"""Hidden means hidden: the first line refuses the question, the database refuses the answer, on both engines."""

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DatabaseError, InvalidRequestError
from sqlalchemy.orm import aliased
from werkzeug.exceptions import Forbidden

from contacts.access import Actor, Role, acting_as, fetch, masked_values, rights_of
from contacts.access.policy import ROLES
from contacts.communications.models import Communication
from contacts.customers.models import Customer, Phone
from contacts.db import db
from contacts.history import begin
from tests.factories import add, make_customer, make_user, writing

SECRET = "DE999SECRET"


def actor_of(role, id=None):
    found = db.session.execute(select(Role.id, Role.version).where(Role.name == role)).one()
    return Actor(id, rights=rights_of(found.id, found.version))


@pytest.fixture
def actors(app):
    with writing():
        return {role: actor_of(role, make_user(role).id) for role in ROLES}


@pytest.fixture
def customer_id(app):
    with writing():
        customer = make_customer()
        customer.tax_id = SECRET
        add(Phone(customer_id=customer.id, value="+49 30 5550142", e164="+49305550142"))
        return customer.id


OTHER = aliased(Customer)
QUESTIONS = [
    select(Customer.tax_id_sealed),
    select(Customer.id, Customer.tax_id_sealed.label("x")),
    select(func.max(Customer.tax_id_sealed)),
    select(OTHER.tax_id_sealed),
    select(Customer.id).where(Customer.tax_id_sealed == SECRET),
    select(Customer.id).order_by(Customer.tax_id_sealed),
    select(func.count(Customer.id)).group_by(Customer.tax_id_sealed),
    select(select(Customer.tax_id_sealed).subquery()),
]


@pytest.mark.parametrize("deed", [delete(Customer), update(Customer).values(name="x")], ids=str)
def test_the_first_line_refuses_to_pick_rows_by_a_hidden_column(actors, customer_id, deed):
    with acting_as(actors["sales rep"]), pytest.raises(Forbidden):
        db.session.execute(deed.where(Customer.tax_id_sealed.is_not(None)))


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_the_first_line_refuses_a_statement_that_names_a_hidden_column(actors, customer_id, question):
    with acting_as(actors["sales rep"], writes=False), pytest.raises(Forbidden):
        db.session.execute(question).all()
    with acting_as(actors["administrator"], writes=False):
        db.session.execute(question).all()


RAW = [
    "SELECT * FROM customers",
    "SELECT tax_id FROM customers",
    "SELECT id FROM customers WHERE tax_id IS NOT NULL",
    "SELECT id FROM customers ORDER BY tax_id",
    "SELECT count(*) FROM customers GROUP BY tax_id",
    "SELECT max(tax_id) FROM customers",
    "WITH x AS (SELECT tax_id FROM customers) SELECT * FROM x",
    "WITH ledger_customers_update AS (SELECT tax_id FROM customers) SELECT * FROM ledger_customers_update",
    "SELECT (SELECT tax_id FROM customers LIMIT 1)",
    "SELECT a.id FROM customers a JOIN customers b ON a.tax_id = b.tax_id",
    "SELECT password_hash FROM users",
    "SELECT * FROM sessions",
    "SELECT before FROM changes",
    "SELECT sentence FROM operations",
    "UPDATE customers SET tax_id = 'x'",
    "UPDATE customers SET notes = tax_id",
    "UPDATE customers SET notes = 'x' RETURNING tax_id",
    "DELETE FROM changes",
    "UPDATE operations SET sentence = 'x'",
    "UPDATE users SET role_id = 1",
    "DELETE FROM customers WHERE tax_id IS NOT NULL",
]


@pytest.mark.parametrize("statement", RAW)
def test_the_database_refuses_raw_sql(actors, customer_id, statement):
    with acting_as(actors["sales rep"]), pytest.raises(DatabaseError):
        db.session.execute(text(statement)).all()
    with acting_as(actors["sales rep"]):
        assert db.session.execute(text("SELECT name FROM customers")).all()


@pytest.mark.parametrize("table", ["purchases", "communications", "addresses", "customer_values"])
def test_a_hidden_table_cannot_even_be_counted(actors, customer_id, table):
    with acting_as(actors["read-only"], writes=False), pytest.raises(DatabaseError):
        db.session.execute(text(f"SELECT count(*) FROM {table}")).all()


def test_reading_cannot_write(actors, customer_id):
    with acting_as(actors["administrator"], writes=False), pytest.raises(DatabaseError):
        db.session.execute(text("UPDATE customers SET notes = 'x'"))


def test_a_record_comes_without_its_hidden_columns(actors, customer_id):
    with acting_as(actors["sales rep"], writes=False):
        customer = fetch(Customer, customer_id)
        assert customer.name == "Ada Byron"
        with pytest.raises(InvalidRequestError):
            _ = customer.tax_id
    with acting_as(actors["finance"], writes=False):
        assert fetch(Customer, customer_id).tax_id == SECRET


@pytest.mark.parametrize("role", ["sales rep", "manager"])
def test_writing_a_field_one_may_not_edit_is_refused(actors, customer_id, role):
    with acting_as(actors[role]):
        customer = fetch(Customer, customer_id)
        begin("test", "Test")
        customer.tax_id_sealed = "v1.x.y"
        with pytest.raises(Forbidden):
            db.session.flush()


def test_a_role_that_may_not_create_is_refused_by_both_lines(actors, customer_id):
    with acting_as(actors["read-only"]):
        begin("test", "Test")
        db.session.add(Customer(name="New", sort_name="new"))
        with pytest.raises(Forbidden):
            db.session.flush()
    with acting_as(actors["read-only"]), pytest.raises(DatabaseError):
        db.session.execute(text("INSERT INTO customers (name) VALUES ('x')"))


def test_a_role_creates_without_the_columns_it_may_not_read(actors, customer_id):
    with acting_as(actors["sales rep"]):
        begin("test", "Test")
        db.session.add(Customer(name="New", sort_name="new"))
        db.session.flush()


def test_a_mask_hints_without_the_value(actors, customer_id):
    with acting_as(actors["read-only"], writes=False):
        phone_id = db.session.scalar(select(Phone.id))
        assert masked_values(Phone.value, [phone_id]) == {phone_id: "•••• 0142"}
        assert masked_values(Customer.tax_id_sealed, [customer_id]) == {customer_id: "•••• CRET"}


def test_the_value_is_sealed_in_the_database(customer_id):
    with writing():
        kept = db.session.scalar(text("SELECT tax_id FROM customers"))
    assert kept.startswith("v1.")
    assert SECRET not in kept


def test_a_private_entry_is_for_its_author_and_administrators(actors, customer_id):
    rep, other = actors["sales rep"], actors["manager"]
    with writing():
        add(Communication(customer_id=customer_id, channel="note", body="x", is_private=True, author_id=rep.id))
    seen = {}
    for name, actor in {"author": rep, "other": other, "administrator": actors["administrator"]}.items():
        with acting_as(actor, writes=False):
            seen[name] = len(db.session.scalars(select(Communication.id)).all())
    assert seen == {"author": 1, "other": 0, "administrator": 1}


def test_the_scope_hides_what_is_not_ones_own(app, customer_id):
    with writing():
        everything = {verb: "own" for verb in ("create", "read", "edit", "delete")}
        role = add(Role(name="junior", rights={"customers": everything, "contacts": everything}))
        user = make_user("junior")
        mine = make_customer("Mine", owner_id=user.id)
        mine_id = mine.id
    actor = Actor(user.id, rights=rights_of(role.id, role.version))
    with acting_as(actor, writes=False):
        assert db.session.scalars(select(Customer.id)).all() == [mine_id]
        assert db.session.scalars(select(Phone.id)).all() == []
        assert db.session.get(Customer, customer_id) is None
