"""An insight costs what its roll-ups cost, however many purchases there are: it asks nothing else, and by an index."""

import re

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from contacts.access import unrestricted

SUMS = {"revenue_months", "category_months", "customer_years", "buyer_counts"}
SUMS |= {"customer_standings", "standing_counts", "customer_stats", "talk_months", "ticket_months"}
NAMES = {
    "categories",
    "customers",
    "exchange_rates",
    "segments",
    "users",
}  # of what the figures are about, by their keys
OPEN = {"tasks"}  # those that are not done, by an index


@pytest.fixture
def asked(sign_in, bought):
    """A function: the statements that a page asks beyond who signed in and the sidebar, with what they ask for."""
    client = sign_in("manager")

    def statements(address):
        client.get(address)
        found = []

        def remember(_connection, _cursor, statement, parameters, *_):
            if statement.startswith("SELECT") and "sessions" not in statement and "favourites" not in statement:
                found.append((statement, parameters))

        event.listen(Engine, "before_cursor_execute", remember)
        client.get(address)
        event.remove(Engine, "before_cursor_execute", remember)
        return found

    return statements


def tables(statement):
    return set(re.findall(r"(?:FROM|JOIN) (\w+)", statement))


@pytest.mark.parametrize("address", ["/insights", "/insights?period=all", "/insights?period=1998-Q2&owner={}"])
def test_a_page_asks_a_handful_of_questions_to_roll_ups_alone(asked, bought, address):
    statements = [statement for statement, _parameters in asked(address.format(bought.seller))]
    assert len(statements) <= 16
    for statement in statements:
        assert tables(statement) <= SUMS | NAMES | OPEN, statement


@pytest.mark.parametrize("address", ["/insights", "/insights?owner={}"])
def test_the_top_customers_are_read_off_an_index(app, asked, bought, address):
    (top,) = [one for one in asked(address.format(bought.seller)) if "customer_years" in one[0]]
    plan = explained(*top, is_postgres=app.config["DATABASE"].get_backend_name() == "postgresql")
    assert "ix_customer_years" in plan
    assert "SCAN customer" not in plan
    assert "TEMP B-TREE" not in plan
    assert "Seq Scan" not in plan


def explained(statement, parameters, is_postgres):
    with unrestricted("a test asks for a plan") as session:
        connection = session.connection()
        if is_postgres:  # with so few rows it would read all of them
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            connection.exec_driver_sql("SET LOCAL enable_sort = off")
        how = "EXPLAIN" if is_postgres else "EXPLAIN QUERY PLAN"
        return "\n".join(str(row) for row in connection.exec_driver_sql(f"{how} {statement}", parameters))
