"""Importing: what is refused and how it is said, nothing by halves, and the way back."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from contacts.access import SYSTEM, acting_as
from contacts.customers.models import Company, Customer, Email, Phone
from contacts.db import db
from contacts.exchange.reader import Refused
from contacts.exchange.run import run_import
from contacts.history import begin, undo
from contacts.purchases.models import Purchase, PurchaseItem
from contacts.web.unit import commit
from tests.factories import make_user, writing

HEAD = b"external_id,name\n"


def run(kind, content, tmp_path, mapping="", **options):
    file, toml = tmp_path / "given.csv", tmp_path / "map.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    toml.write_text(mapping, "utf-8")
    with acting_as(SYSTEM):
        return run_import(kind, file, toml, **options)


def snapshot():
    with acting_as(SYSTEM, writes=False):
        return {
            model.__tablename__: [tuple(row) for row in db.session.execute(select(*columns).order_by(model.id))]
            for model in (Customer, Company, Email, Phone, Purchase, PurchaseItem)
            for columns in [[getattr(model, c.key) for c in model.__mapper__.column_attrs if c.key != "updated_at"]]
        }


def count(model):
    with acting_as(SYSTEM, writes=False):
        return db.session.scalar(select(func.count()).select_from(model))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "line 1: the first line must name"),
        (b"external_id,name,NAME\n", "two columns are called"),
        (b"external_id,\n", "column 2 has no name"),
        (HEAD + b"1,Ada\n2\n", "line 3: 1 fields, but the heading has 2"),
        (HEAD + b"1,\xff\n", "line 2: not UTF-8 at byte 3"),
        (HEAD + b"1,A\0da\n", "line 2: a NUL byte"),
        ("external_id,name\n".encode("utf-16"), "UTF-16"),
        (HEAD + b"1," + b"x" * (1 << 20), "line 2: longer than"),
        (HEAD + b'1,"open\n', "line 2"),
        (b"name\nAda\n", "“external_id” is required"),
        (b"external_id;name\n1;Ada\n", "line 1: one column only; say in a mapping .* delimiter = ';'"),
        (b"external_id\tname\n1\tAda\n", "one column only"),
        (b"external_id,name\r1,Ada\r", "line 1: a carriage return within a line"),
    ],
)
def test_a_broken_file_is_refused_by_line(app, tmp_path, content, sentence):
    with pytest.raises(Refused, match=sentence):
        run("customers", content, tmp_path)
    assert count(Customer) == 0


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("2,", "“name” is empty"),
        ("2," + "x" * 201, "201 characters, at most 200 fit"),
        ("2,Ada\u202e", "invisible sign"),
        ("1,Twice", "as line 2"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_imported(app, tmp_path, row, sentence):
    summary = run("customers", f"external_id,name\n1,Good\n{row}\n", tmp_path)
    assert [line for line, _ in summary.problems] == [3]
    assert sentence in summary.sentence()
    assert count(Customer) == 0


def test_a_mapping_that_means_nothing_is_refused(app, tmp_path):
    for mapping in (
        "[columns]\nnonsense = 'name'",
        "colums = 1",
        "[columns]\nname = 'Nobody'\nexternal_id='name'",
        "x",
    ):
        with pytest.raises(Refused):
            run("customers", HEAD, tmp_path, mapping)


def test_a_changed_row_is_updated_and_the_others_are_skipped(app, tmp_path):
    run("customers", "\ufeffexternal_id,name,email\n1,Ada,ada@example.com\n2,Bob,\n", tmp_path)
    summary = run("customers", "external_id,name,email\n1,Ada,ada@example.com\n2,Robert,\n", tmp_path)
    assert (summary.created, summary.updated, summary.skipped) == (0, 1, [(2, "unchanged")])
    assert (count(Customer), count(Email)) == (2, 1)


def test_what_the_file_does_not_say_stays_as_people_left_it(app, tmp_path):
    run("customers", HEAD + b"1,Ada\n", tmp_path)
    with writing():
        begin("test.edit", "Edited for a test")
        db.session.scalar(select(Customer)).status = "inactive"
    assert run("customers", HEAD + b"1,Ada\n", tmp_path).updated == 0


def test_a_dry_run_writes_nothing(app, tmp_path):
    assert run("customers", HEAD + b"1,Ada\n", tmp_path, dry_run=True).created == 1
    assert count(Customer) == 0


PURCHASES = """
[constants]
currency = "EUR"
[columns]
reference = "no"
customer = "who"
purchased_on = "day"
[items.columns]
description = "what"
unit_price = "price"
discount = "off"
"""


def test_lines_may_stand_in_the_file_of_the_purchases(app, tmp_path):
    run("customers", HEAD + b"1,Ada\n", tmp_path)
    head = "no,who,day,what,price,off\n"
    summary = run(
        "purchases", head + "A,1,2024-01-02,Pen,0.25,0.1\nA,,,Ink,1,\nB,1,2024-01-03,Pen,3,\n", tmp_path, PURCHASES
    )
    assert (summary.problems, summary.created, summary.extra) == ([], 2, {"items": 3})
    with acting_as(SYSTEM, writes=False):
        assert db.session.scalars(select(Purchase.total).order_by(Purchase.id)).all() == [123, 300]


@pytest.mark.parametrize(
    "row", ["A,2,2024-01-02,Pen,1,", "A,1,2024-02-30,Pen,1,", "A,1,2024-01-02,Pen,-1,", "A,1,2024-01-02,Pen,1,2"]
)
def test_an_impossible_purchase_is_refused(app, tmp_path, row):
    run("customers", HEAD + b"1,Ada\n", tmp_path)
    assert run("purchases", "no,who,day,what,price,off\n" + row, tmp_path, PURCHASES).broken
    assert count(Purchase) == 0


def test_conversations_without_a_key_are_imported_once(app, tmp_path):
    run("customers", HEAD + b"1,Ada\n", tmp_path)
    rows = "customer,channel,happened_at,subject\n1,call,2024-01-02 10:00,Hello\n1,note,2024-01-02,Bye\n"
    assert run("communications", rows, tmp_path).created == 2
    assert run("communications", rows, tmp_path).created == 0


def test_the_command_acts_for_a_person_and_says_so(app, tmp_path):
    with writing():
        make_user("sales rep", email="rep@example.com")
        make_user("manager", email="boss@example.com")
    file = tmp_path / "people.csv"
    file.write_bytes(HEAD + b"1,Ada\n")
    runner = app.test_cli_runner()
    refused = runner.invoke(args=["import", "customers", str(file), "--as", "rep@example.com"])
    assert (refused.exit_code, "may not import" in refused.output) == (1, True)
    done = runner.invoke(args=["import", "customers", str(file), "--as", "boss@example.com", "--json"])
    assert done.exit_code == 0, done.output
    operation = json.loads(done.output)["operation"]
    assert runner.invoke(args=["undo", str(operation)]).exit_code == 0
    assert count(Customer) == 0


names = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=20)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(names, min_size=1, max_size=5, unique=True), st.lists(names, min_size=1, max_size=5))
def test_importing_and_undoing_gives_the_same_database_back(app, before, after):
    with tempfile.TemporaryDirectory() as folder:
        rows = "".join(f"{at},{name},{name}\n" for at, name in enumerate(before))
        run("customers", "external_id,name,company\n" + rows, Path(folder))
        was = [(row, [tuple_without_version(t) for t in rows]) for row, rows in snapshot().items()]
        rows = "".join(f"{at},{name},X{name},{at}@example.com\n" for at, name in enumerate(after))
        summary = run("customers", "external_id,name,company,email\n" + rows, Path(folder))
        with acting_as(SYSTEM):
            assert undo(summary.operation) == []
            commit()
        assert [(row, [tuple_without_version(t) for t in rows]) for row, rows in snapshot().items()] == was


def tuple_without_version(row):
    """Undoing is a change too: versions go on counting."""
    return row[:-1]
