"""The dictionary: every table and column explained, for whoever may read about it, and found by its words."""

import re

import pytest

from contacts.access import Level
from contacts.data_model.describing import schema_of
from contacts.data_model.examples import example_of
from contacts.data_model.live import live_schema
from contacts.data_model.stages import SINCE, since, written_origins
from contacts.data_model.telling import rules_of
from contacts.db import Base
from tests.conftest import HTMX

TABLE = "/data-model/tables/customers"
FIND = "/data-model/dictionary"


@pytest.fixture
def administrator(sign_in):
    return sign_in("administrator")


def facts_in(html):
    return dict(re.findall(r"<div><dt>([^<]+)</dt><dd>(.*?)</dd></div>", html, re.S))


def test_no_table_or_column_is_without_its_meaning(app):
    schema = live_schema().schema
    silent = [name for name, table in schema.tables.items() if not table.comment]
    silent += [one.full_name for table in schema.tables.values() for one in table.columns if not one.comment]
    assert silent == []


def test_a_column_is_explained_whole(administrator):
    facts = facts_in(administrator.get(f"{TABLE}/owner_id").text)
    assert facts["Type"] == "integer"
    assert facts["Rules"] == "Optional, refers to users.id and is emptied when it goes"
    assert ">users.id<" in facts["Refers to"]
    assert facts["Indexed by"] == "ix_customers_owner_id_created_at_id, ix_customers_owner_id_sort_name_id"
    assert facts["Since"] == "schema version 0003"
    status = facts_in(administrator.get(f"{TABLE}/status").text)
    assert (status["Allowed values"], status["Default"]) == ("lead, active, inactive", "active")
    assert facts_in(administrator.get(f"{TABLE}/tax_id_lookup").text)["Since"] == "schema version 0014"


def test_what_is_made_from_a_column_is_named(administrator):
    facts = facts_in(administrator.get("/data-model/tables/emails/value").text)
    assert facts["Made from it"] == "emails.folded"


def test_administrators_read_which_role_sees_a_column(administrator, sign_in):
    facts = facts_in(administrator.get(f"{TABLE}/bank_account").text)
    assert facts["Administrator"] == "reads and changes it"
    assert facts["Manager"] == "sees a mask"
    assert facts["Sales rep"] == "does not see it"
    theirs = sign_in("manager").get(f"{TABLE}/bank_account").text
    assert "Who may see it" not in theirs
    assert facts_in(theirs)["You"] == "sees a mask"


def test_a_hidden_column_has_a_name_and_no_example(sign_in):
    html = sign_in("sales rep").get(f"{TABLE}/bank_account").text
    assert "Hidden for sales rep" in html
    assert "NO93" not in html
    masked = sign_in("manager").get(f"{TABLE}/bank_account").text
    assert "•••• 7947" in masked or "•••• " in masked
    assert "NO93" not in masked


@pytest.mark.parametrize("table", ["purchases", "operations", "no_such", "sqlite_master", "alembic_version"])
def test_a_table_that_somebody_may_not_read_about_is_not_there(sign_in, table):
    client = sign_in("read-only")
    assert client.get(f"/data-model/tables/{table}").status_code == 404
    assert client.get(f"/data-model/tables/{table}/id").status_code == 404


def test_a_column_that_is_not_there(administrator):
    assert administrator.get(f"{TABLE}/no_such").status_code == 404
    assert administrator.get(f"{TABLE}/%00").status_code == 404


@pytest.mark.parametrize("table", sorted(Base.metadata.tables))
def test_every_table_has_its_page(administrator, table):
    html = administrator.get(f"/data-model/tables/{table}").text
    assert all(f"/tables/{table}/{column.name}" in html for column in Base.metadata.tables[table].columns)


def found(client, q, **headers):
    return re.findall(r"<code>(\w+\.\w+)</code></a>", client.get(FIND, query_string={"q": q}, **headers).text)


def test_fields_are_found_by_name_meaning_and_value(administrator):
    assert "customers.tax_id" in found(administrator, "tax number")
    assert found(administrator, "customers.owner_id") == ["customers.owner_id"]
    assert "tickets.status" in found(administrator, "pending")
    assert found(administrator, "no such thing at all") == []


def test_only_what_one_may_read_about_is_found(sign_in):
    assert found(sign_in("read-only"), "purchases total") == []
    assert found(sign_in("manager"), "purchases total")


@pytest.mark.parametrize("q", ["", "name", "nothing like it", "\x00", "%", "e" * 5000])
def test_the_fragment_is_the_pages_own_markup(administrator, q):
    piece, whole = (administrator.get(FIND, query_string={"q": q}, headers=headers).text for headers in (HTMX, {}))
    assert "".join(piece.split()) in "".join(whole.split())


def test_a_long_answer_is_cut_and_says_so(administrator):
    assert len(found(administrator, "e")) == 100
    assert "These are the first 100" in administrator.get(f"{FIND}?q=e").text


@pytest.mark.parametrize(("path", "most"), [(FIND, 3), (TABLE, 4), (f"{TABLE}/name", 4)])
def test_it_asks_the_database_twice_and_once_for_where_fields_are_used(sign_in, count_queries, path, most):
    client = sign_in("manager")
    client.get(path)
    with count_queries() as queries:
        client.get(path)
    assert len(queries) == most, queries  # with the sidebar
    assert client.post(path).status_code == 405


def test_the_versions_in_since_are_those_of_the_migrations(app):
    assert SINCE.read_text() == written_origins(), "run `flask schema docs`"


def test_a_column_added_while_running_has_no_version():
    assert since({"customers": "0003"}, "customers_custom", "shoe_size") is None


def test_examples_are_never_longer_than_the_column_and_fit_the_mask():
    for table in schema_of(Base.metadata).tables.values():
        for column in table.columns:
            assert not column.limit or len(example_of(column)) <= column.limit, column.full_name
    email = schema_of(Base.metadata).tables["emails"].column["value"]
    assert example_of(email, Level.MASKED) == "G••••@adige.example"
    assert example_of(email, Level.HIDDEN) == ""


def test_rules_in_words():
    tables = schema_of(Base.metadata).tables
    assert rules_of(tables["users"].column["email"]) == ["Required", "unique", "at most 254 characters"]
    assert rules_of(tables["customers"].column["tax_id"]) == ["Optional", "encrypted"]
    assert rules_of(tables["users"].column["password_hash"])[-1] == "secret"
    assert "made from customers.name" in rules_of(tables["customers"].column["sort_name"])
