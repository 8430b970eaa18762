"""What a custom field costs in the list of customers, beside a built-in one: sorted and filtered by it, and deep in it.

    python -m bench.fields [--database URL] [--customers 1000000] [--rounds 9]

An empty database (a temporary SQLite one when left out) is filled with customers and the three fields of `flask demo`,
without what they bought and said. CPU is that of the application's process; medians, round by round.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import func, select

from bench.data import SEED, TODAY, multiply, settings
from bench.people import browser_of
from bench.search import cost, count_customers
from contacts import create_app
from contacts.access import unrestricted
from contacts.customers.models import Customer
from contacts.db import Base, dispose_all
from contacts.web.listing import serializer

BASE, DEPTH = 2_000, 0.9
COPIED = ("companies", "customers", "customers_custom", "emails", "phones")
# What is asked of a built-in field, and the same of one that people added.
PAIRS = {
    "sorted": ("sort=created", "sort=c_contract_until"),
    "sorted, falling": ("sort=-created", "sort=-c_contract_until"),
    "filtered": ("status=inactive&sort=name", "c_level=silver&sort=name"),
    "filtered and sorted": ("status=inactive&sort=-created", "c_level=silver&sort=-c_contract_until"),
    "the other's filter": ("c_level=silver&sort=-created", "status=inactive&sort=-c_contract_until"),
    "from a day on": ("", "c_contract_until-from=2028-06-01&sort=c_contract_until"),
    "few, by name": ("", "c_contract_until-from=2029-05-06&sort=name"),
    "few, by another": ("", "c_contract_until-from=2029-05-06&sort=-c_discount"),
}


def main():
    options = parse()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(**settings(options.database or f"sqlite:///{Path(folder) / 'fields.db'}", folder))
        fill(app, options.customers)
        print(f"{count_customers(app)} customers, {app.config['DATABASE'].get_backend_name()}: ms of CPU (ms in all)")
        client = browser_of(app)
        for name, pair in asked(app).items():
            report(name, client, pair, options.rounds)
        dispose_all()


def parse():
    parser = argparse.ArgumentParser(prog="bench.fields", description=__doc__.splitlines()[0])
    parser.add_argument("--database", help="an empty one, or one that this filled")
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    return parser.parse_args()


def fill(app, customers):
    base = min(customers, BASE)
    with app.app_context():
        upgrade(directory=app.extensions["migrate"].directory)
        with unrestricted("a benchmark looks whether there is something") as session:
            filled = session.scalar(select(Customer.id).limit(1))
        if not filled:
            words = ["demo", "--customers", str(base), "--seed", str(SEED), "--today", TODAY]
            outcome = app.test_cli_runner().invoke(args=words)
            assert outcome.exit_code == 0, outcome.output
            multiply(customers // base, COPIED, words=False)


def asked(app):
    """The pairs, and the page behind nine tenths of those that have a value."""
    with app.app_context():
        deep = f"sort=c_contract_until&after={deep_cursor()}"
    return {**PAIRS, "sorted, at 90 %": ("sort=created", deep)}


def deep_cursor():
    table = Base.metadata.tables["customers_custom"]
    column = table.c.c_contract_until
    with unrestricted("a benchmark looks") as session:
        at = int(session.scalar(select(func.count()).where(column.is_not(None))) * DEPTH)
        having = select(column, table.c.id).where(column.is_not(None)).order_by(column, table.c.id)
        value, id = session.execute(having.offset(at).limit(1)).one()
    return serializer("cursor of customers").dumps(["c_contract_until", {"day": value.isoformat()}, id])


def report(name, client, pair, rounds):
    figures = {query: [] for query in pair if query}
    for _round in range(rounds + 2):  # two of which warm up
        for query, found in figures.items():
            found.append(cost(client, f"/customers?{query}"))
    said = []
    for query in pair:
        cpu, wall = (statistics.median(one) for one in zip(*figures[query][2:], strict=True)) if query else (0, 0)
        said.append(f"{cpu:7.1f} ({wall:6.1f})" if query else " " * 16)
    print(f"{name:22} built-in {said[0]}   custom {said[1]}")


if __name__ == "__main__":
    main()
