"""`flask custom-fields sync` makes what is missing of columns, indexes and words, and says what it made."""

import pytest
from sqlalchemy import inspect, text

from contacts.access import unrestricted
from contacts.customfields.structure import index_names

IN_STEP = "Everything was in step.\n"


@pytest.fixture
def sync(app):
    def run():
        answer = app.test_cli_runner().invoke(args=["custom-fields", "sync"])
        assert answer.exit_code == 0, answer.output
        return answer.output

    return run


@pytest.fixture
def do(app):
    """`do(sql)`: what somebody does to the database by hand."""

    def run(statement):
        with app.app_context(), unrestricted("a test tampers", writes=True) as session:
            session.connection().exec_driver_sql(statement)

    return run


def names(app):
    with app.app_context(), unrestricted("a test looks") as session:
        return index_names(session.connection(), "customers_custom")


def test_what_is_there_is_left_alone(admin, add_field, sync):
    add_field(label="Own", filterable="y", searchable="y", is_unique="y")
    assert sync() == IN_STEP
    assert sync() == IN_STEP


@pytest.mark.parametrize("index", ["ix_customers_custom_c_own", "uq_customers_custom_c_own"])
def test_an_index_that_is_gone_is_made_again(app, admin, add_field, sync, do, index):
    add_field(label="Own", filterable="y", is_unique="y")
    do(f"DROP INDEX {index}")
    assert sync() == f"made the index {index}\n"
    assert index in names(app)
    assert sync() == IN_STEP


def test_a_column_that_is_gone_is_made_again(app, admin, add_field, add_customer, sync, do):
    id = add_field(label="Own", filterable="y", searchable="y")
    do("DROP INDEX ix_customers_custom_c_own")
    do(f"UPDATE custom_fields SET column_name = 'c_own_2' WHERE id = {id}")  # as a restored table may have it
    assert admin.get("/customers").status_code == 200
    said = sync()
    assert "made the column customers_custom.c_own_2" in said
    assert "made the index ix_customers_custom_c_own_2" in said
    url = add_customer(c_own="lighthouse")
    assert "lighthouse" in admin.get(url).text
    with app.app_context(), unrestricted("a test looks") as session:
        columns = {column["name"] for column in inspect(session.connection()).get_columns("customers_custom")}
        assert session.scalar(text("SELECT c_own_2 FROM customers_custom")) == "lighthouse"
    assert "c_own_2" in columns


def test_the_ledger_remembers_a_column_that_was_made_again(app, admin, add_field, add_customer, sync, do):
    id = add_field(label="Own")
    do(f"UPDATE custom_fields SET column_name = 'c_own_2' WHERE id = {id}")
    sync()
    url = add_customer(c_own="first")
    admin.post(f"{url}/facts/c_own", data={"c_own": "second"})
    with app.app_context(), unrestricted("a test looks") as session:
        last = session.scalar(text("SELECT max(id) FROM operations"))
    assert admin.post(f"/history/{last}/undo").status_code == 303
    assert "first" in admin.get(url).text
