"""What the gate costs: CPU time of the main pages with and without it, in one run, round by round.

    python -m bench.gate [--customers 2000] [--rounds 30] [--database postgresql://…]

The gate is the SELECT listener and the wall of the connection (SQLite's authorizer, Postgres' column grants). Without
it the same pages run on open connections. Each round asks for each page with and without, in turn; the figure is the
median of the rounds' ratios.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import event, select

from bench.people import browser_of
from contacts import create_app
from contacts.access import listener, unrestricted
from contacts.access.rights import Rights
from contacts.customers.models import Customer
from contacts.db import OPEN, db, dispose_all

ROLES = ("administrator", "sales rep")
GATED = vars(Rights)["wall"]
PAGES = {"list": "/customers", "search": "/customers?q=an", "record": "/customers/{id}"}


def main():
    options = parse()
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(Path(folder), options)
        with app.app_context():
            clients, customer_id = prepare(app)
        for role, client in clients.items():
            for name, path in PAGES.items():
                report(role, name, measure(client, path.format(id=customer_id), options.rounds))
        dispose_all()


def parse():
    parser = argparse.ArgumentParser(prog="bench.gate", description=__doc__.splitlines()[0])
    parser.add_argument("--customers", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--database", help="an empty database; a temporary SQLite one when left out")
    return parser.parse_args()


def make_app(folder, options):
    url = options.database or f"sqlite:///{folder / 'bench.db'}"
    app = create_app(WTF_CSRF_ENABLED=False, SQLALCHEMY_DATABASE_URI=url, INSTANCE_PATH=str(folder))
    with app.app_context():
        upgrade(directory=app.extensions["migrate"].directory)
        app.test_cli_runner().invoke(args=["demo", "--customers", str(options.customers), "--seed", "1"])
    return app


def prepare(app):
    """A signed-in browser of each role, and a customer."""
    with unrestricted("a benchmark picks somebody") as session:
        customer_id = session.scalar(select(Customer.id).order_by(Customer.id).offset(7).limit(1))
    clients = {role: browser_of(app, role) for role in ROLES}
    return clients, customer_id


def measure(client, path, rounds):
    """`[(milliseconds with, milliseconds without)]`, one pair a round."""
    pairs = []
    for number in range(rounds + 3):
        with_gate = cost(client, path)
        switch(on=False)
        without = cost(client, path)
        switch(on=True)
        if number >= 3:  # the first rounds warm up
            pairs.append((with_gate, without))
    return pairs


def switch(on):
    """The gate on or off, for every request from now on."""
    change = event.listen if on else event.remove
    change(db.session, "do_orm_execute", listener.guard_statement)
    change(db.session, "before_flush", listener.guard_flush)
    Rights.wall = GATED if on else property(lambda rights: OPEN)


def cost(client, path, times=5):
    """CPU milliseconds of one request."""
    before = time.process_time()
    for _ in range(times):
        response = client.get(path)
        assert response.status_code == 200, f"{path}: {response.status_code}"
        assert b"</html>" in response.data
    return (time.process_time() - before) * 1000 / times


def report(role, name, pairs):
    ratio = statistics.median(gated / open_ for gated, open_ in pairs)
    gated, open_ = (statistics.median(values) for values in zip(*pairs, strict=True))
    print(f"{role:14} {name:7} {gated:6.2f} ms with, {open_:6.2f} ms without the gate: {(ratio - 1) * 100:+5.1f} %")


if __name__ == "__main__":
    main()
