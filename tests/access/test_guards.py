"""Postgres keeps the walls with logins or with group roles, as far as its user may; or nothing starts."""

import json

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from contacts.access import Actor, Role, acting_as, groups, modes, rights_of
from contacts.db import db
from contacts.history import begin
from contacts.web.unit import commit
from tests.factories import make_customer, make_role, writing


def rights(role):
    with writing():
        return rights_of(*db.session.execute(select(Role.id, Role.version).where(Role.name == role)).one())


def actor(role):
    return Actor(rights=rights(role))


def run(statement):
    answer = db.session.execute(text(statement))
    return answer.all() if answer.returns_rows else []


def report(app):
    answer = app.test_cli_runner().invoke(args=["access", "report", "--json"])
    return answer.exit_code, json.loads(answer.output)


def refused(role, statement="SELECT tax_id FROM customers"):
    with acting_as(actor(role)), pytest.raises(DatabaseError):
        run(statement)


def test_nothing_starts_where_the_database_could_refuse_nobody(start):
    with pytest.raises(SystemExit, match="may neither create logins nor act as group roles"), start():
        pass
    with pytest.raises(SystemExit, match="It can be strict or set-role"), start(POSTGRES_GUARD="some"):
        pass
    with pytest.raises(SystemExit, match="may neither create logins"), start(POSTGRES_GUARD="strict"):
        pass


def test_what_the_sentence_says_makes_it_start(server, start):
    with pytest.raises(SystemExit) as error, start():
        pass
    server.run(*str(error.value).partition("\nor\n\n")[2].splitlines())
    with start() as app:
        with writing():
            make_customer()
        assert modes.mode_of(app.config["DATABASE"]) == "set-role"
        refused("sales rep")
        refused("read-only", "SELECT count(*) FROM purchases")
        refused("finance", "UPDATE customers SET birth_date = 'x'")
        with acting_as(actor("sales rep")):
            assert run("SELECT name FROM customers") == [("Ada Byron",)]
            commit()
            assert run("SELECT name FROM customers") == [("Ada Byron",)]  # the next transaction acts as it again
            with pytest.raises(DatabaseError):
                run("SELECT tax_id FROM customers")
        code, found = report(app)
        assert (code, found["guard"]) == (0, "set-role")
        assert "RESET ROLE" in found["does_not_stop"]


def test_set_role_can_be_chosen_and_makes_its_groups_itself(server, start):
    server.run(f"ALTER ROLE {server.user} CREATEROLE")
    with start(POSTGRES_GUARD="set-role") as app:
        refused("sales rep")
        assert report(app)[0] == 0
        logins = f"SELECT rolname FROM pg_roles WHERE rolname LIKE '{groups.group_prefix(app.config['DATABASE'])}%'"
        assert len(server.ask(logins)) == len(server.ask("SELECT name FROM database_groups")) == 7


COLUMNS = ("notes", "job_title", "language", "time_zone")


def role_without(column):
    with writing():
        return make_role({"customers": {"read": "all"}}, **{f"customers__{column}": "hidden"})


def test_a_group_is_used_again_once_its_role_is_gone(server, start):
    with pytest.raises(SystemExit) as error, start():
        pass
    server.run(*str(error.value).partition("\nor\n\n")[2].splitlines()[:8])
    with start() as app:
        for column in COLUMNS:
            name = role_without(column)
            refused(name, f"SELECT {column} FROM customers")
            with writing():
                begin("test.delete", "Deleted a role")
                db.session.delete(db.session.scalar(select(Role).where(Role.name == name)))
        refused(role_without("notes"), "SELECT notes FROM customers")
        one_too_many = actor(role_without("source"))
        with acting_as(one_too_many), pytest.raises(groups.NotEnoughGroups, match="CREATE ROLE rapport_"):
            run("SELECT name FROM customers")
        assert app.test_cli_runner().invoke(args=["access", "sync"]).exit_code == 1


def test_strict_needs_no_superuser(server, start):
    server.run(f"ALTER ROLE {server.user} CREATEROLE")
    with start() as app:
        assert modes.mode_of(app.config["DATABASE"]) == "strict"
        for statement in ("RESET ROLE", f"SET ROLE {server.user}"):
            with acting_as(actor("sales rep")), pytest.raises(DatabaseError):
                [run(one) for one in (statement, "SELECT tax_id FROM customers")]
        code, found = report(app)
        assert (code, found["guard"]) == (0, "strict")
