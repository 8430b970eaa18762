"""Whatever SQL reaches the database on a restricted role's own connection, a hidden column stays hidden."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from contacts.access import Actor, Role, acting_as, rights_of
from contacts.db import OPEN, db, engine_for
from tests.factories import make_customer, make_role, make_user, writing
from tests.statements import NO_WAY_OUT, ON_POSTGRES, ON_SQLITE, READING

EVERYTHING = {verb: "all" for verb in ("create", "read", "edit", "delete", "export")}
KINDS = ("customers", "companies", "contacts", "tasks", "products")


def lines(text):
    return text.strip().splitlines()


@pytest.fixture
def restricted(app):
    """`{name: (actor, hidden column)}`: a starting role, and one that an administrator made."""
    with writing():
        customer = make_customer(notes="canary in notes")
        customer.tax_id = "canary in tax id"
        own = make_role({kind: EVERYTHING for kind in KINDS}, customers__notes="hidden", addresses="hidden")
    return {name: (actor_of(name), column) for name, column in (("sales rep", "tax_id"), (own, "notes"))}


def actor_of(role):
    with writing():
        found = db.session.execute(select(Role.id, Role.version).where(Role.name == role)).one()
        id = make_user(role).id
    return Actor(id, rights=rights_of(*found))


def is_postgres(app):
    return app.config["DATABASE"].get_backend_name() == "postgresql"


def run(statement):
    answer = db.session.connection().exec_driver_sql(statement)
    return answer.all() if answer.returns_rows else []


@pytest.mark.parametrize("statement", lines(READING))
def test_both_engines_refuse(restricted, statement):
    refuse(restricted, statement.replace("%%", "%"))


@pytest.mark.parametrize("statement", lines(ON_SQLITE))
def test_sqlite_refuses(app, restricted, statement):
    if is_postgres(app):
        pytest.skip("SQLite's own")
    if "sqlite_stat1" in statement:
        with engine_for(app.config["DATABASE"], OPEN, True).begin() as connection:
            connection.exec_driver_sql("ANALYZE")
    refuse(restricted, statement)


@pytest.mark.parametrize("statement", lines(ON_POSTGRES))
def test_postgres_refuses(app, restricted, statement):
    if not is_postgres(app):
        pytest.skip("Postgres' own")
    refuse(restricted, statement.replace("{owner}", app.config["DATABASE"].username))


def refuse(restricted, statement):
    for actor, column in restricted.values():
        with acting_as(actor), pytest.raises(DatabaseError):
            run(statement.replace("{c}", column))
        with acting_as(actor):
            assert run("SELECT name FROM customers") == [("Ada Byron",)]


@pytest.mark.parametrize("statement", NO_WAY_OUT)
def test_no_statement_leads_out_of_a_login(app, restricted, statement):
    if not is_postgres(app):
        pytest.skip("Postgres' own")
    for actor, column in restricted.values():
        with acting_as(actor):
            run(statement)
            with pytest.raises(DatabaseError):
                run(f"SELECT {column} FROM customers")


def test_the_statistics_of_postgres_tell_nothing_hidden(app, restricted):
    if not is_postgres(app):
        pytest.skip("Postgres' own")
    with engine_for(app.config["DATABASE"], OPEN, True).begin() as connection:
        connection.exec_driver_sql("ANALYZE customers")
    for actor, column in restricted.values():
        with acting_as(actor):
            known = run("SELECT attname FROM pg_stats WHERE tablename = 'customers'")
            assert ("status",) in known
            assert (column,) not in known
