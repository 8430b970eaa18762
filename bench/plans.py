"""How the database goes about the statements of the main pages: none may read or sort a large table.

    python -m bench.plans DATABASE

The database is a big one (`python -m bench.data`). Every statement that the pages send is collected and explained. On
SQLite a scan of a large table counts, and a sort of what was found by a column that says little, such as a status; on
Postgres a sequential scan of a large table, and a sort of more rows than a page could want. Exit status 1 when any is.
"""

import argparse
import re
import sys
import tempfile
from urllib.parse import quote

from sqlalchemy import event
from sqlalchemy.engine import Engine

from bench import data
from bench.explaining import problems
from bench.pages import BUSY, WORD
from bench.people import browser_of
from contacts import create_app
from contacts.access import unrestricted
from contacts.customers.finding import FILTERS
from contacts.customers.listing import ORDERS
from contacts.db import dispose_all

FIRST = {"owner": "me", "company": "1", "category": "2", "segment": "2", "status": "lead", "kind": "person"}
NEXT = re.compile(r'href="([^"]+)" data-more=')
LOGGED = {"channel": "call", "body": "They asked when the order comes."}


def main():
    parser = argparse.ArgumentParser(prog="bench.plans", description=__doc__.splitlines()[0])
    parser.add_argument("database")
    with tempfile.TemporaryDirectory() as folder:
        settings = data.settings(parser.parse_args().database, folder)
        app = create_app(WTF_CSRF_ENABLED=False, **settings)
        sent = statements_of(app)
        with app.app_context(), unrestricted("a benchmark explains statements") as session:
            found = [(*one, line) for one in sent for line in problems(session.connection(), *one[1:])]
        dispose_all()
    for page, statement, _parameters, line in found:
        print(f"{page}\n  {line}\n  {' '.join(statement.split())[:700]}\n")
    print(f"{len(sent)} statements, {len(found)} of them read or sort too much")
    sys.exit(1 if found else 0)


def statements_of(app):
    """`[(page, statement, parameters)]`, each statement once."""
    client, known = browser_of(app), {}

    def remember(_connection, _cursor, statement, parameters, _context, _many):
        if statement.startswith(("SELECT", "WITH", "UPDATE", "DELETE")):
            known.setdefault(statement, (remember.page, statement, parameters))

    event.listen(Engine, "before_cursor_execute", remember)
    for remember.page in addresses():
        text = client.get(remember.page).text
        if (onward := NEXT.search(text)) and remember.page.startswith("/customers"):
            client.get(onward[1].replace("&amp;", "&"))
    remember.page = "log"
    client.post(f"/customers/{BUSY}/communications", data=LOGGED)
    event.remove(Engine, "before_cursor_execute", remember)
    return list(known.values())


def addresses():
    """The list in each order with each filter, searches, a record, the segments, and what else has a list."""
    orders = [f"{sign}{name}" for name in ORDERS for sign in ("", "-")]
    asked = [("", ""), *((name, value) for name, value in FIRST.items() if name in FILTERS)]
    for name, value in asked:
        yield from (f"/customers?sort={order}" + (f"&{name}={value}" if name else "") for order in orders)
    yield from (f"/customers?q={quote(word)}" for word in (WORD, WORD[:3], "order", "zzzz", f"{WORD} order"))
    yield from (f"/customers/{BUSY}", "/customers/1", "/segments", "/segments/1", "/segments/2", "/segments/3")
    yield from ("/companies", "/tasks", "/tickets", "/purchases", "/purchases?sort=total", "/", f"/search?q={WORD}")


if __name__ == "__main__":
    main()
