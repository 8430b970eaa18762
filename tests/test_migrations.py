"""Migrations keep every row, on a filled database too, and leave the ledger's triggers in place."""

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import text

from contacts import create_app
from contacts.access import unrestricted
from contacts.customers.models import Email
from contacts.history.triggers import ledgered_tables
from tests.factories import add, make_customer, writing

MIGRATIONS = Path(__file__).parent.parent / "migrations"
REBUILD = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "9999", "{head}"


def upgrade():
    with op.batch_alter_table("customers", recreate="always") as table:
        table.add_column(sa.Column("shoe_size", sa.Integer))
"""


@pytest.fixture
def fresh(tmp_path):
    """An application on an empty SQLite database of its own, and a copy of the migrations."""
    if os.environ.get("TEST_DATABASE_URL"):
        pytest.skip("Postgres changes a table in place")
    folder = shutil.copytree(MIGRATIONS, tmp_path / "migrations")
    url = f"sqlite:///{tmp_path / 'fresh.db'}"
    app = create_app(TESTING=True, SQLALCHEMY_DATABASE_URI=url, INSTANCE_PATH=str(tmp_path), SECRET_KEY="test")
    with app.app_context():
        upgrade(directory=str(folder))
        yield folder


def ask(question):
    with unrestricted("a test looks") as session:
        return session.execute(text(question)).scalars().all()


def test_rebuilding_a_table_keeps_its_children(fresh):
    with writing():
        customer = make_customer()
        add(Email(customer_id=customer.id, value="a@example.com", folded="a@example.com"))
    head = max(path.name[:4] for path in (fresh / "versions").glob("0*.py"))
    (fresh / "versions" / "9999_rebuild.py").write_text(REBUILD.format(head=head))
    upgrade(directory=str(fresh))
    assert "shoe_size" in ask("SELECT name FROM pragma_table_info('customers')")
    assert ask("SELECT count(*) FROM customers") == ask("SELECT count(*) FROM emails") == [1]
    triggers = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'customers'"
    assert ask(f"{triggers} AND name LIKE 'ledger_%'") == [3]


def test_the_interpreters_own_sqlite_reads_what_we_made(fresh):
    """The newer one of the wheel is not to be had everywhere."""
    with writing():
        make_customer()
    with contextlib.closing(sqlite3.connect(fresh.parent / "fresh.db")) as connection:
        assert connection.execute("SELECT name FROM customers").fetchall() == [("Ada Byron",)]


def test_every_table_people_change_is_remembered(app):
    sqlite = (
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger_%' AND name NOT LIKE '%seal%'"
    )
    postgres = "SELECT count(*) FROM pg_trigger WHERE tgname = 'ledger'"
    is_postgres = app.config["DATABASE"].get_backend_name() == "postgresql"
    expected = len(ledgered_tables()) * (1 if is_postgres else 3)
    assert ask(postgres if is_postgres else sqlite) == [expected]


def test_upgrading_again_changes_nothing(fresh):
    before = ask("SELECT sql FROM sqlite_master WHERE type <> 'trigger' ORDER BY name")
    upgrade(directory=str(fresh))
    assert ask("SELECT sql FROM sqlite_master WHERE type <> 'trigger' ORDER BY name") == before
