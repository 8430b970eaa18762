"""The schema as files: for whom, in which languages, and that what is committed is what the models say."""

import re
import sqlite3
import xml.etree.ElementTree as ElementTree

import pytest
from sqlalchemy import text

from contacts.access import unrestricted
from contacts.data_model.describing import schema_of
from contacts.data_model.exports import dbml, mermaid
from contacts.data_model.files import FORMATS, documents, file_of
from contacts.data_model.live import live_schema
from contacts.db import Base

SCHEMA = schema_of(Base.metadata)


def downloaded(client, form):
    answer = client.get(f"/data-model/schema.{form}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="schema.{form}"'
    return answer.text


def test_what_is_committed_is_what_the_models_say(app):
    stale = [path.name for path, text in documents().items() if path.read_text() != text]
    assert stale == [], "run `flask schema docs`"


@pytest.mark.parametrize("form", FORMATS.keys() - {"png", "pdf"})  # these are looked at in test_paper
def test_each_file_names_what_its_reader_may_read_about(sign_in, form):
    everything, theirs = (downloaded(sign_in(role), form) for role in ("administrator", "read-only"))
    assert all(name in everything for name in Base.metadata.tables)
    assert "customers" in theirs
    assert not re.search("purchase_items|operations|security_events", theirs)


@pytest.mark.parametrize("form", ["gif", "svg2", "%00", "x" * 300])
def test_there_is_no_other_file(sign_in, form):
    assert sign_in("manager").get(f"/data-model/schema.{form}").status_code == 404


@pytest.mark.parametrize("form", FORMATS)
def test_it_is_read_by_who_signed_in_and_changed_by_nobody(app, sign_in, form):
    assert app.test_client().get(f"/data-model/schema.{form}").status_code == 302
    assert sign_in("manager").post(f"/data-model/schema.{form}").status_code == 405


def test_the_diagram_stands_alone(app):
    picture = ElementTree.fromstring(file_of("svg", SCHEMA, None))
    space = "{http://www.w3.org/2000/svg}"
    assert {link.get("id") for link in picture.iter(f"{space}a")} == {f"er-{name}" for name in SCHEMA.tables}
    assert len(list(picture.iter(f"{space}path"))) > len(SCHEMA.relations)
    assert "http" not in file_of("svg", SCHEMA, None).replace("http://www.w3.org/2000/svg", "")


def test_mermaid_has_every_field_and_relation():
    told = mermaid(SCHEMA)
    assert '        integer customer_id FK "Whose address it is"' in told
    assert '    customers ||--o{ emails : "customer_id"' in told
    assert '    customers ||--o| customer_stats : "customer_id"' in told
    assert '    companies |o--o{ customers : "company_id"' in told
    assert len(re.findall(r"^        \w+ \w+(?: [PFU]K(?:, [PFU]K)*)?(?: \"[^\"]*\")?$", told, re.M)) == fields()


def fields():
    return sum(len(table.columns) for table in SCHEMA.tables.values())


def test_dbml_has_every_field_and_reference():
    told = dbml(SCHEMA)
    assert "  name varchar(200) [not null, note: 'What the company is called']" in told
    assert "Ref: emails.customer_id > customers.id [delete: cascade]" in told
    assert "Ref: customer_stats.customer_id - customers.id" in told
    assert told.count("\nRef: ") == len(SCHEMA.relations)
    assert 'Enum customers_status {\n  "lead"' in told


def test_the_statements_make_the_same_schema(app):
    live = live_schema()
    script = file_of("sql", live.schema, live.reflected)
    if app.config["DATABASE"].get_backend_name() == "sqlite":
        connection = sqlite3.connect(":memory:")
        connection.executescript(script)
        made = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        connection.close()
        assert made - {"sqlite_sequence"} == live.schema.tables.keys()
    else:
        assert made_on_postgres(script) == live.schema.tables.keys()


def made_on_postgres(script):
    with unrestricted("a test makes the schema beside the real one", writes=True) as session:
        session.execute(text("CREATE SCHEMA beside"))
        session.execute(text("SET LOCAL search_path TO beside"))
        session.connection().exec_driver_sql(script.replace("%", "%%"))
        made = set(session.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'beside'")))
        session.rollback()
    return made


def test_the_commands(app, tmp_path):
    runner, file = app.test_cli_runner(), tmp_path / "schema.mmd"
    assert "Everything was up to date" in runner.invoke(args=["schema", "docs", "--check"]).output
    assert runner.invoke(args=["schema", "export", "mmd"]).output.startswith("erDiagram\n")
    assert runner.invoke(args=["schema", "export", "mmd", str(file)]).exit_code == 0
    assert file.read_text() == mermaid(live_schema().schema)
    assert runner.invoke(args=["schema", "export", "gif"]).exit_code == 2


def test_two_versions_are_told_apart_in_words(app):
    runner = app.test_cli_runner()
    said = runner.invoke(args=["schema", "diff", "0013", "0014"]).output.splitlines()
    assert "customers.tax_id_lookup is new: text, optional." in said
    assert "customers has a new index on tax_id_lookup." in said
    backwards = runner.invoke(args=["schema", "diff", "0014", "0013"]).output.splitlines()
    assert "customers.tax_id_lookup is gone." in backwards
    assert "customers has no index on tax_id_lookup any more." in backwards
    assert "have the same tables" in runner.invoke(args=["schema", "diff", "0014", "0014"]).output
    unknown = runner.invoke(args=["schema", "diff", "0014", "9999"])
    assert unknown.exit_code == 1
    assert "There is no schema version 9999" in unknown.output
