"""A big database, the same every time: ten thousand invented customers, and as many copies of them as it takes.

    python -m bench.data sqlite:////tmp/big.db --customers 1000000

Inventing is slow, for every row goes through the ledger: so ten thousand are invented (`flask demo`, then 300 more
conversations for every 997th customer), and the rest are copied by the database itself with its triggers away. Copies
have other keys and other names; sealed values are bound to their row, so copies have none. What triggers keep is then
written anew, and so is the index.
"""

import argparse
import random
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime

from flask_migrate import upgrade
from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from contacts import create_app
from contacts.access import SYSTEM, acting_as, unrestricted
from contacts.communications.models import Communication
from contacts.customers.models import Customer
from contacts.customers.stats import recompute_all
from contacts.customfields import load_now
from contacts.db import Base, db
from contacts.db.engines import without_deadline
from contacts.demo.talk import communication
from contacts.fulltext.index import rebuild
from contacts.history import begin, drop_sqlite, sync
from contacts.users.models import User
from contacts.web.names import fold_for_sorting
from contacts.web.unit import commit

BASE, BUSY, SEED = 10_000, 300, 1
TODAY = "2026-11-20"
KEYS = f"bench:{'0' * 64}"  # of values that are invented
# In the order in which rows hang on each other.
COPIED = (
    *("companies", "customers", "customers_custom", "emails", "phones", "addresses", "customer_categories"),
    *("purchases", "purchase_items", "tickets", "communications", "tasks"),
)
SURNAMES = (
    "Adler",
    "Brandt",
    "Castellan",
    "Duval",
    "Eriksen",
    "Farkas",
    "Galanis",
    "Hofer",
    "Ivanova",
    "Jansen",
    "Kowal",
)


def main():
    parser = argparse.ArgumentParser(prog="bench.data", description=__doc__.splitlines()[0])
    parser.add_argument("database", help="an empty one")
    parser.add_argument("--customers", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make(create_app(**settings(options.database, folder)), options.customers)


def settings(url, folder):
    """Of the application on such a database: with the keys that its invented secrets are sealed with."""
    keys = {"ENCRYPTION_KEYS": KEYS, "SECRET_KEY": "bench"}
    return {"SQLALCHEMY_DATABASE_URI": url, "INSTANCE_PATH": str(folder), **keys}


def make(app, customers):
    """Fill the empty database of an application."""
    base = min(customers, BASE)
    with app.app_context():
        upgrade(directory=app.extensions["migrate"].directory)
        words = ["demo", "--customers", str(base), "--seed", str(SEED), "--today", TODAY]
        outcome = app.test_cli_runner().invoke(args=words)
        assert outcome.exit_code == 0, outcome.output
        with acting_as(SYSTEM):
            talk_more()
            commit()
        multiply(customers // base)


def talk_more():
    """Every 997th customer has 300 conversations more."""
    begin("demo.load", "Loaded demo data")
    rng, now = random.Random(SEED), datetime.fromisoformat(f"{TODAY}T09:00").replace(tzinfo=UTC)
    team = db.session.scalars(select(User.id).order_by(User.id)).all()
    for id in db.session.scalars(select(Customer.id).where(Customer.id % 997 == 0)).all():
        rows = [communication(rng, id, team, now) for _ in range(BUSY)]
        db.session.connection().execute(insert(Communication.__table__), rows)


def multiply(times, names=COPIED, words=True):
    """Have every customer so many times; then write anew what triggers keep and what words are found by."""
    load_now()  # which columns people added
    with at_work() as connection:
        triggers(connection, on=False)
        strides = {name: connection.scalar(select(func.max(Base.metadata.tables[name].c.id))) or 0 for name in COPIED}
    for copy in range(1, times):
        with at_work() as connection:
            for name in names:
                connection.execute(text(copying(Base.metadata.tables[name], copy, strides)))
    with at_work() as connection:
        triggers(connection, on=True)
        move_counters(connection)
        recompute_all(Session(connection))
    if words:
        with at_work() as connection:
            rebuild(connection)


@contextmanager
def at_work():
    """A connection that may take its time and its memory; what was done is kept at the end."""
    with unrestricted("a benchmark needs many rows", writes=True) as session:
        connection = session.connection()
        without_deadline(connection)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA cache_size = -1000000")
        yield connection


def copying(table, copy, strides):
    """The statement that copies the rows as they were at first, each to a key so many strides further."""
    made = {column.name: written(column, copy, strides) for column in table.columns}
    return f"INSERT INTO {table.name} ({', '.join(made)}) SELECT {', '.join(made.values())} FROM {table.name} " + (
        f"WHERE id <= {strides[table.name]}"
    )


def written(column, copy, strides):
    """SQL for one column of a copy."""
    targets = {key.column.table.name for key in column.foreign_keys} & strides.keys()
    if column.name == "id" and not targets:
        return f"id + {copy * strides[column.table.name]}"
    if targets:
        return f"{column.name} + {copy * strides[targets.pop()]}"
    if column.name == "uid":
        return f"'{copy:08x}' || substr(uid, 9)"
    if column.name.endswith(("_sealed", "_lookup")):
        return "NULL"
    if column.name in ("name", "sort_name"):
        surname = SURNAMES[copy % len(SURNAMES)]
        return f"{column.name} || ' {surname if column.name == 'name' else fold_for_sorting(surname)}'"
    return column.name


def triggers(connection, on):
    if connection.dialect.name == "sqlite":
        (sync if on else drop_sqlite)(connection)
    else:
        for name in COPIED:
            connection.exec_driver_sql(f"ALTER TABLE {name} {'ENABLE' if on else 'DISABLE'} TRIGGER USER")


def move_counters(connection):
    """The next rows come after the copies. (SQLite's counter sees to it itself.)"""
    if connection.dialect.name == "postgresql":
        for name in COPIED:
            last = f"(SELECT max(id) FROM {name})"
            connection.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), {last})")


if __name__ == "__main__":
    main()
