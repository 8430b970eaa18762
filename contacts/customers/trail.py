"""From a list to a record and back: the way one came, and who stands before and after in that list.

A record's address carries the query of the list (`?list=q%3Dada%26sort%3Dname`), never an address: what is made of it
lies below the list's own path, so that nobody is led elsewhere.
"""

from urllib.parse import parse_qsl, quote, urlencode

from flask import request, url_for
from sqlalchemy import literal_column

from contacts.customers.finding import best_fitting, narrowed, problem_of
from contacts.customers.listing import NAME, allowed_orders, asked_filters, rows_with
from contacts.customers.models import Customer
from contacts.db import db
from contacts.fulltext.asking import read
from contacts.web.listing import Listing, Order

LONGEST, MOST_PARTS = 2000, 40
SIDES = {"next": "after", "previous": "before"}


class Beside(Listing):
    """The list around one of its rows: `neighbour` is the id of the row on that side of it, or None."""

    def __init__(self, id, side, *args, **options):
        self.of, self.towards = id, side
        super().__init__(*args, size=1, path="", **options)

    def load(self, statement):
        order = self.orders[self.sort.lstrip("-")]
        row = db.session.execute(order.at(statement, self.of)).first()
        self.side, self.after = self.towards, row and (row.sort_key, row.id)
        found = self.found(statement, order) if row else []
        self.neighbour = found[0].id if found else None
        return found

    def read_cursor(self):
        return self.after


def neighbour_of(customer, way):
    """The id of who comes next or before in the list that the address asks for, or None at its end."""
    orders = allowed_orders()
    default, narrow = "name", narrowed
    q = request.args.get("q", "")
    if read(q).finds_words and not problem_of(q) and request.args.get("sort", "best").removeprefix("-") not in orders:
        default, narrow = "best", best_fitting_everywhere
        orders["best"] = Order(literal_column("hits.rank"), Customer.id)
    statement = rows_with({}, [], orders)
    return Beside(customer.id, SIDES[way], NAME, statement, orders, default, asked_filters(), narrow).neighbour


def best_fitting_everywhere(statement, q, **values):
    return best_fitting(statement, q, True, **values)


def asked_list():
    """The query of the list that one came from, as an address says it; empty when there is none."""
    return as_query(request.args.get("list", ""))


def as_query(text):
    """What can be read of a query; of too much, nothing."""
    try:
        pairs = parse_qsl(text[:LONGEST].replace("\0", ""), max_num_fields=MOST_PARTS)
    except ValueError:
        return ""
    return urlencode(pairs, errors="replace")


def trail():
    """`(the address of the list, what carries it on)`; the second is empty without a list."""
    query, home = asked_list(), url_for("customers.index")
    return (f"{home}?{query}", f"?list={quote(query, safe='')}") if query else (home, "")


def trail_from(listing):
    """What to add to the address of each row, so that it leads back to this page of the list."""
    here = {name: request.args[name] for name in ("after", "before", "from") if listing.side and request.args.get(name)}
    return f"?list={quote(listing.url(**here).partition('?')[2], safe='')}"
