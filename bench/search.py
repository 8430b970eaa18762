"""What a search costs: CPU time of the search of the list, the palette and the page; and of writing what is searched.

    python -m bench.search [--database URL] [--customers 10000] [--rounds 15]

A database that is there already is asked as it is (a person and some calls are added to it). CPU is that of the
application's process, so on Postgres the server's share is not in it: the wall time is. Medians of the rounds.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import func, select

from bench.people import browser_of
from contacts import create_app
from contacts.access import unrestricted
from contacts.customers.models import Customer
from contacts.db import dispose_all
from tests.conftest import HTMX

WORDS = ("an", "ann", "muller", "grossm", "ann mul", "gmail", "quarter", "030 12", "zzzzzz", "a")
PAGES = {"list": "/customers?q={}", "palette": "/search/palette?q={}", "page": "/search?q={}"}


def main():
    options = parse()
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(Path(folder), options)
        client = browser_of(app)
        print(f"{count_customers(app)} customers, {app.config['DATABASE'].get_backend_name()}")
        for name, path in PAGES.items():
            for word in WORDS:
                report(f"{name} “{word}”", client, path.format(word.replace(" ", "+")), options.rounds)
        report("list, nothing typed", client, "/customers", options.rounds)
        log_calls(app, client, options.rounds)
        dispose_all()


def parse():
    parser = argparse.ArgumentParser(prog="bench.search", description=__doc__.splitlines()[0])
    parser.add_argument("--customers", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--database", help="one that is filled, or empty; a temporary SQLite one when left out")
    return parser.parse_args()


def make_app(folder, options):
    url = options.database or f"sqlite:///{folder / 'bench.db'}"
    app = create_app(WTF_CSRF_ENABLED=False, SQLALCHEMY_DATABASE_URI=url, INSTANCE_PATH=str(folder))
    with app.app_context():
        upgrade(directory=app.extensions["migrate"].directory)
        with unrestricted("a benchmark looks whether there is something") as session:
            filled = session.scalar(select(Customer.id).limit(1))
        if not filled:
            app.test_cli_runner().invoke(args=["demo", "--customers", str(options.customers), "--seed", "1"])
    return app


def count_customers(app):
    with app.app_context(), unrestricted("a benchmark counts") as session:
        return session.scalar(select(func.count()).select_from(Customer))


def report(name, client, path, rounds):
    """Median CPU and wall milliseconds of one request, after two that warm up."""
    figures = [cost(client, path) for _ in range(rounds + 2)][2:]
    cpu, wall = (statistics.median(values) for values in zip(*figures, strict=True))
    print(f"{name:24} {cpu:8.2f} ms CPU {wall:8.2f} ms")


def cost(client, path):
    cpu, wall = time.process_time(), time.perf_counter()
    response = client.get(path, headers=HTMX)
    assert response.status_code == 200, f"{path}: {response.status_code}"
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000


def log_calls(app, client, rounds):
    """A call is logged with a text of twenty words, with the triggers of the index."""
    with app.app_context(), unrestricted("a benchmark picks somebody") as session:
        id = session.scalar(select(Customer.id).limit(1))
    form = {"channel": "call", "body": "They asked when the order comes. " * 4}
    figures = []
    for _ in range(rounds + 2):
        cpu, wall = time.process_time(), time.perf_counter()
        response = client.post(f"/customers/{id}/communications", data=form)
        assert response.status_code in (200, 303), response.status_code
        figures.append(((time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000))
    cpu, wall = (statistics.median(values) for values in zip(*figures[2:], strict=True))
    print(f"{'log a call':24} {cpu:8.2f} ms CPU {wall:8.2f} ms")


if __name__ == "__main__":
    main()
