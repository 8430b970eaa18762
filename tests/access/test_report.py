"""`flask access report` finds every difference between the matrix and the database, and `sync` puts it right."""

import json

import pytest

from contacts.access import differences
from contacts.access.logins import login_name
from contacts.access.roles import all_rights
from contacts.db import OPEN, dispose_all, engine_for
from tests.factories import make_role, writing

BY_HAND = {
    "GRANT SELECT (tax_id) ON customers TO {login}": "SELECT customers.tax_id",
    "GRANT DELETE ON companies TO {login}": "DELETE companies",
    "GRANT SELECT ON customers TO PUBLIC": "SELECT customers.bank_account",
    "GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {login}": "SELECT customers_id_seq",
    "GRANT {owner} TO {login}": "SELECT sessions.token_hash",
    "CREATE VIEW peephole AS SELECT tax_id FROM customers; ALTER VIEW peephole OWNER TO {owner}; "
    "GRANT SELECT ON peephole TO {login}": "SELECT peephole.tax_id",
}


def invoke(app, *words):
    return app.test_cli_runner().invoke(args=["access", *words])


@pytest.fixture
def strict(server, start):
    server.run(f"ALTER ROLE {server.user} CREATEROLE")
    with start() as app:
        yield app


def login_of(app, role):
    return login_name(next(one.wall for one in all_rights() if one.role == role), app.config["DATABASE"])


@pytest.mark.parametrize("statement", BY_HAND)
def test_a_grant_by_hand_is_shown_and_repaired(server, strict, statement):
    login, before = login_of(strict, "sales rep"), server.ask("SELECT count(*) FROM pg_roles")
    assert invoke(strict, "report").exit_code == 0
    server.run(statement.format(login=login, owner=server.user), database=server.database)
    shown = invoke(strict, "report")
    assert shown.exit_code == 1
    assert f"sales rep may {BY_HAND[statement]}, and should not" in shown.output
    assert invoke(strict, "sync").exit_code == 0
    assert "The database agrees with every role." in invoke(strict, "report").output
    assert invoke(strict, "sync").output == "Everything was in step.\n"
    assert server.ask("SELECT count(*) FROM pg_roles") == before


def test_a_grant_that_was_taken_away_and_a_login_that_is_gone_come_back(server, strict):
    login = login_of(strict, "support")
    server.run(f"REVOKE SELECT (name) ON customers FROM {login}", database=server.database)
    assert "support should SELECT customers.name, and may not" in invoke(strict, "report").output
    dispose_all()
    server.run(f"DROP OWNED BY {login_of(strict, 'finance')}", database=server.database)
    server.run(f"DROP ROLE {login_of(strict, 'finance')}")
    assert invoke(strict, "sync").output == "2 of the database's roles changed.\n"
    assert invoke(strict, "report").exit_code == 0
    assert server.ask(f"SELECT has_column_privilege('{login}', 'customers', 'name', 'SELECT')") == [True]


def test_a_login_nobody_needs_goes_once_nobody_uses_it(server, strict):
    with writing():
        role = make_role({"customers": {"read": "all"}}, customers__notes="hidden")
    rights = next(one for one in all_rights() if one.role == role)
    login = login_name(rights.wall, strict.config["DATABASE"])
    known = f"SELECT count(*) FROM pg_roles WHERE rolname = '{login}'"
    with engine_for(strict.config["DATABASE"], rights.wall, False).connect():
        server.run(
            "DELETE FROM field_rules WHERE column_name = 'notes'",
            "UPDATE roles SET version = version + 1",
            database=server.database,
        )
        invoke(strict, "sync")
        assert server.ask(known) == [1]
    dispose_all()
    server.wait_for_the_end_of(login)
    invoke(strict, "sync")
    assert server.ask(known) == [0]


def test_the_report_names_what_is_hidden_for_people_and_for_scripts(app):
    found = json.loads(invoke(app, "report", "--json").output)
    roles = {one["role"]: one for one in found["roles"]}
    assert "customers.tax_id" in roles["sales rep"]["hidden"]
    assert "purchases.*" in roles["read-only"]["hidden"]
    assert [one["missing"] + one["extra"] for one in found["roles"]] == [[]] * 6
    assert found["guard"] in ("authorizer", "strict")
    shown = invoke(app, "report")
    assert shown.exit_code == 0
    assert "administrator: reads everything" in shown.output
    assert "What it does not stop: " in shown.output


def test_a_connection_without_its_wall_is_found_on_sqlite(app, monkeypatch):
    if app.config["DATABASE"].get_backend_name() == "postgresql":
        pytest.skip("SQLite's own connections")
    monkeypatch.setattr(differences, "engine_for", lambda url, _wall, writes: engine_for(url, OPEN, writes))
    shown = invoke(app, "report")
    assert shown.exit_code == 1
    assert "sales rep may SELECT customers.tax_id, and should not" in shown.output
