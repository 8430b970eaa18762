"""The benchmark: Rapport beside a floor and Django's admin, on one database, round by round in one run.

    python -m bench [--database URL] [--customers 10000] [--rounds 7] [--django PYTHON]

A database that is there already (`python -m bench.data`) is taken as it is. Each round asks every server for every page
in turn; a figure is the median of the rounds, a ratio the median of the rounds' ratios. CPU is that of the server's
processes: on Postgres the database's own is not in it. A wrong status or a missing marker ends the run.
"""

import argparse
import tempfile
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import func, select

from bench import data, peers, report
from bench.measuring import at_once, measure
from bench.pages import pages
from bench.servers import cpu_ms, memory_mib, serving, startup_cpu_seconds
from contacts import create_app
from contacts.access import unrestricted
from contacts.customers.models import Customer
from contacts.db import dispose_all

RATIOS_OF = ("floor", "django")


def main():
    options = parse()
    with tempfile.TemporaryDirectory() as folder:
        url = options.database or f"sqlite:///{folder}/bench.db"
        app = create_app(**data.settings(url, folder))
        if peers.is_empty(app):
            data.make(app, options.customers)
        with app.app_context():
            token = peers.prepare(app)
            asked, customers = pages(), count()
        known = peers.all_of(app, token, folder, options.django)
        dispose_all()
        found = run(known, asked, options)
    found |= {"customers": customers, "engine": url.partition(":")[0].partition("+")[0]}
    report.write(found, Path(__file__).parent / "results")
    print(report.table(found))


def parse():
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.splitlines()[0])
    parser.add_argument("--database", help="a temporary SQLite one when left out")
    parser.add_argument("--customers", type=int, default=10_000, help="that are made where there are none")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--requests", type=int, default=10, help="in a round, of each page of each server")
    parser.add_argument("--django", help="a Python that has bench/django_admin/requirements.txt and gunicorn")
    return parser.parse_args()


def count():
    with unrestricted("a benchmark counts") as session:
        return session.scalar(select(func.count()).select_from(Customer))


def run(known, asked, options):
    started = {
        name: startup_cpu_seconds(peer.python, peer.application, peer.environment) for name, peer in known.items()
    }
    with ExitStack() as stack:
        places = {
            name: stack.enter_context(serving(peer.python, peer.application, peer.environment))
            for name, peer in known.items()
        }
        browsers = {name: peer.browser(places[name][1]) for name, peer in known.items()}
        for _ in range(2):  # every worker and thread has seen every page before anything is measured
            each(asked, browsers, lambda name, browser, ask: measure(browser, ask, 4, lambda: 0))
        idle = {name: memory_mib(process.pid) for name, (process, _port) in places.items()}
        rounds = [
            each(
                asked,
                browsers,
                lambda name, browser, ask: measure(browser, ask, options.requests, lambda: cpu_ms(places[name][0].pid)),
            )
            for _ in range(options.rounds)
        ]
        many = each(asked, browsers, lambda name, browser, ask: at_once(known[name].browser, places[name][1], ask))
        after = {name: memory_mib(process.pid) for name, (process, _port) in places.items()}
    figures = report.figures(rounds, many)
    return {"pages": figures, "startup_cpu_s": started, "memory_mib": idle, "memory_after_mib": after}


def each(asked, browsers, function):
    """`{page: {server: what the function found}}`"""
    return {
        page: {name: function(name, browsers[name], ask) for name, ask in by_server.items() if name in browsers}
        for page, by_server in asked.items()
    }


if __name__ == "__main__":
    main()
