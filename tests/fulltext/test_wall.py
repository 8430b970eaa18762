"""The database itself refuses the index of what a role may not read, and still keeps it when that role writes."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from contacts.access import Actor, Role, acting_as, rights_of, unrestricted
from contacts.access.policy import KINDS
from contacts.communications.models import Communication
from contacts.customers.actions import delete_customer
from contacts.customers.contact_points import save
from contacts.customers.models import Customer, Email
from contacts.db import db
from contacts.fulltext.index import differing
from contacts.web.unit import commit
from tests.factories import add, make_customer, make_role, make_user, writing

SQLITE = """
SELECT rowid FROM search_{} WHERE search_{} MATCH 'canary'
SELECT count(*) FROM search_{}
SELECT block FROM search_{}_data
SELECT * FROM search_{}_data
SELECT term FROM search_{}_idx
INSERT INTO search_{} (search_{}) VALUES ('delete-all')
"""
POSTGRES = """
SELECT id FROM search_{} WHERE vector @@ 'canary'
SELECT count(*) FROM search_{}
SELECT words FROM search_{}
DELETE FROM search_{}
"""


@pytest.fixture
def actor(app):
    """Somebody who may do anything with customers, and may not read what is said, nor email addresses."""
    everything = {verb: "all" for verb in ("create", "read", "edit", "delete")}
    with writing():
        rights = {kind: everything for kind in KINDS if kind != "users"}  # what hangs on a customer goes with it
        name = make_role(rights, communications__body="hidden", emails__value="masked")
        role = db.session.execute(select(Role.id, Role.version).where(Role.name == name)).one()
        id = make_user(name).id
    return Actor(id, rights=rights_of(*role))


@pytest.fixture
def customer_id(actor):
    with writing():
        customer = make_customer("Ada Byron")
        save(customer, Email(), value="canary@example.com")
        add(Communication(customer_id=customer.id, channel="note", body="canary"))
        return customer.id


def statements(app):
    return (SQLITE if app.config["DATABASE"].get_backend_name() == "sqlite" else POSTGRES).strip().splitlines()


@pytest.mark.parametrize("name", ["talk", "emails"])
@pytest.mark.parametrize("writes", [False, True])
def test_no_statement_reads_the_index_of_what_is_hidden(app, actor, customer_id, name, writes):
    for statement in statements(app):
        asked = statement.replace("{}", name)
        with acting_as(actor, writes=writes):
            if writes:
                db.session.execute(text("UPDATE customers SET name = 'Ada King'"))
            with pytest.raises(DatabaseError):
                db.session.execute(text(asked)).all()
            db.session.rollback()


def test_the_index_of_what_is_open_answers(app, actor, customer_id):
    asked = statements(app)[0].replace("{}", "names").replace("canary", "ada")
    with acting_as(actor, writes=False):
        assert db.session.scalars(text(asked)).all() == [customer_id]


def test_the_index_of_what_is_hidden_is_kept_when_its_rows_go(actor, customer_id):
    with acting_as(actor):
        delete_customer(db.session.get(Customer, customer_id))
        commit()
    with unrestricted("a test compares the index", writes=True) as session:
        assert differing(session.connection()) == []
        session.rollback()
