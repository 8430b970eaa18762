"""The statements of the main pages find their rows by indexes. (SQLite plans by the schema, so a few rows will do.)"""

import pytest

from bench.explaining import problems
from bench.plans import statements_of
from contacts.access import unrestricted
from tests.factories import make_customer, writing

SEEN = "SELECT name FROM customers WHERE notes = 'x'"
SORTED = "SELECT id FROM customers WHERE status = 'lead' ORDER BY notes LIMIT 9"
WALKED = "SELECT id FROM customers WHERE status = 'lead' ORDER BY sort_name, id LIMIT 9"
FEW = "SELECT id FROM tasks WHERE customer_id = 7 ORDER BY title"


@pytest.fixture(autouse=True)
def on_sqlite(app):
    if app.config["DATABASE"].get_backend_name() != "sqlite":
        pytest.skip("Postgres plans by the number of rows: `python -m bench.plans` asks it on a big database")


def explained(statement, parameters=()):
    with unrestricted("a test explains a statement") as session:
        return problems(session.connection(), statement, parameters)


def test_what_reads_or_sorts_a_whole_table_is_told_from_what_does_not(app):
    assert explained(SEEN) == ["SCAN customers"]
    assert len(explained(SORTED)) == 1
    assert explained(WALKED) == explained(FEW) == []


def test_no_statement_of_the_main_pages_reads_or_sorts_a_large_table(app):
    with writing():
        for number in range(60):
            make_customer(f"Moreau {number:02}")
    sent = statements_of(app)
    assert len(sent) > 40
    assert [(page, found) for page, *asked in sent if (found := explained(*asked))] == []
