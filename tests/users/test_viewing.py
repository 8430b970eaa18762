"""View as role: an administrator sees what a role sees and changes nothing, in one browser, on record."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from contacts.access import READING, acting_as, current_actor, unrestricted
from contacts.db import Base, db
from contacts.users.queries import person_of
from tests.conftest import HTMX
from tests.factories import make_customer, make_role, make_user, writing
from tests.filled import fill, pages, readings
from tests.users.viewing import log, view

NOTED = {"sessions", "throttles", "security_events", "alembic_version"}
ALLOWED = {"viewing.end", "users.logout"}
OUTSIDE = {"offline", "users", "passwords", "codes", "factors", "passkeys"}  # pages without the shell


def token_of(client):
    with client.session_transaction() as session:
        return session["_user_id"]


def everything():
    with unrestricted("a test compares the whole database") as session:
        tables = [table for table in Base.metadata.sorted_tables if table.name not in NOTED]
        return {table.name: sorted(map(str, session.execute(select(table)).all())) for table in tables}


def writing_routes(app, ids):
    """`(endpoint, method, address)` of whatever can be asked with a method that may write."""
    for method in {method for rule in app.url_map.iter_rules() for method in rule.methods} - READING:
        for endpoint, address in pages(app, ids, method).items():
            yield endpoint, method, address


@pytest.fixture
def client(sign_in):
    return sign_in("administrator", name="Ingrid Solheim")


@pytest.fixture
def ids(app):
    with writing():
        return fill()


@pytest.mark.parametrize("role", ["sales rep", "finance", "read-only"])
def test_what_is_hidden_from_the_role_never_appears(app, client, ids, role):
    view(client, role)
    with acting_as(person_of(token_of(client)).actor, writes=False):
        rights = current_actor().rights
    columns = [c for table in Base.metadata.sorted_tables if table.info["ledger"] for c in table.columns]
    hidden = {word: c for c in columns if not rights.reads(c.table.name, c.name) for word in readings(c)}
    assert hidden
    for endpoint, address in pages(app, ids).items():
        for headers in ({}, HTMX):
            answer = client.get(address, headers=headers)
            seen = answer.text + str(answer.headers)
            assert [column for word, column in hidden.items() if word in seen] == [], endpoint


@pytest.mark.parametrize("role", ["sales rep", "support"])
def test_every_page_answers_as_it_does_to_the_role(app, client, sign_in, ids, role):
    view(client, role)
    somebody = sign_in(role)
    for endpoint, address in pages(app, ids).items():
        assert client.get(address).status_code == somebody.get(address).status_code, endpoint


def test_every_write_is_refused_before_anything_runs(app, client, ids):
    view(client, "manager")
    before, refused = everything(), 0
    for endpoint, method, address in writing_routes(app, ids):
        if endpoint not in ALLOWED:
            for headers in ({}, HTMX):
                answer = client.open(address, method=method, data={"name": "x", "version": "1"}, headers=headers)
                assert answer.status_code == 403, endpoint
                assert "Stop viewing first." in answer.text, endpoint
                refused += 1
    assert refused > 40
    assert everything() == before
    assert [kind for kind, *_ in log()] == ["view_as_started"]


@pytest.mark.parametrize(
    "statement",
    ["SELECT tax_id FROM customers", "SELECT * FROM sessions", "UPDATE customers SET notes = 'x'", "DELETE FROM tasks"],
)
def test_the_connection_is_the_one_of_the_role_and_only_reads(client, ids, statement):
    view(client, "sales rep")
    with acting_as(person_of(token_of(client)).actor, writes=True), pytest.raises(DatabaseError):
        db.session.execute(text(statement)).all()


def test_a_banner_on_every_page_says_so_and_ends_it(app, client, ids):
    view(client, "manager")
    for endpoint, address in pages(app, ids).items():
        answer = client.get(address)
        if 'id="main"' in answer.text and endpoint.partition(".")[0] not in OUTSIDE:
            assert "<title>As manager: " in answer.text, endpoint
            assert "Nothing can be changed." in answer.text, endpoint
            assert 'action="/admin/view-as/end"' in answer.text, endpoint
    customer = client.get(f"/customers/{ids['customers']}/edit").text
    assert '<button class="btn primary" type="submit" disabled>' in customer


def test_ones_own_records_stand_for_those_of_the_role(client):
    with writing():
        role = make_role({"customers": {"read": "own"}})
        make_customer("Mine", owner_id=client.user_id)
        make_customer("Somebody else's", owner_id=make_user().id)
    view(client, role)
    listed = client.get("/customers").text
    assert "Mine" in listed
    assert "Somebody else" not in listed


def test_it_costs_no_query(client, sign_in, count_queries):
    view(client, "manager")
    counts = []
    for browser in (client, sign_in("manager")):
        browser.get("/customers")
        with count_queries() as queries:
            browser.get("/customers")
        counts.append(len(queries))
    assert counts[0] == counts[1]
