"""The list of customers: with which columns, in which orders, and how to find more when nothing fits."""

from functools import partial

from flask import request, url_for
from sqlalchemy import func, literal_column, select

from contacts.access import sees
from contacts.customers.added import added_order_names, added_orders
from contacts.customers.columns import allowed_columns, chosen_columns
from contacts.customers.finding import allowed_filters, best_fitting, is_id, narrowed, problem_of
from contacts.customers.models import Company, Customer, CustomerStats
from contacts.db import answer, db, side_by_side
from contacts.fulltext.asking import read
from contacts.views.queries import asked_look, look_of
from contacts.web.listing import Listing, Order
from contacts.web.names import fold_for_sorting
from contacts.web.words import _

NAME = "customers"
ENOUGH = 1000  # rows that are counted when the list says how many more there are


def with_company(statement):
    statement = statement.add_columns(Company.name.label("company"))
    return statement.outerjoin(Company, Company.id == Customer.company_id)


# What stands beside the name, where the role reads these fields.
ABOUT = {
    "kind": (["customers.kind"], lambda statement: statement.add_columns(Customer.kind)),
    "company": (["customers.company_id", "companies.name"], with_company),
}
ORDERS = {
    "name": (Customer.sort_name, Customer.id),
    "last_contact": (CustomerStats.last_contact_at, CustomerStats.customer_id),
    "last_purchase": (CustomerStats.last_purchase_on, CustomerStats.customer_id),
    "created": (Customer.created_at, Customer.id),
}
JUMP = {"name": fold_for_sorting}  # orders that one can enter at a letter
FIGURES = {
    "last_contact",
    "last_purchase",
    "purchases",
    "touch",
}  # columns and orders that are kept beside the customers
ORDER_NAMES = {
    "best": _("Best match"),
    "name": _("Name"),
    "last_contact": _("Last contact"),
    "last_purchase": _("Last purchase"),
    "created": _("Customer since"),
}


def list_customers(look=None, kept=None):
    """One page of customers; `look` (else the address, else what the person chose last) says with which columns.
    `kept` is what other addresses of this list carry on of it.

    `listing.columns` is `{name: Column}` in their order, `listing.loaded` what columns have that are not in the rows.
    """
    kept = kept if kept is not None else look.state if look else asked_look()
    look = look or look_of(NAME)
    if is_id(request.args.get("view", "")):
        kept["view"] = request.args["view"]
    columns, about = (
        chosen_columns(look.columns),
        [name for name, (fields, _add) in ABOUT.items() if all(map(sees, fields))],
    )
    orders = allowed_orders()
    listing = listing_of(rows_with(columns, about, orders), orders, kept)
    ids = [row.id for row in listing.rows]
    listing.look, listing.about, listing.columns = look, about, columns
    names = {**ORDER_NAMES, **added_order_names()}
    listing.order_names = {name: label for name, label in names.items() if name in listing.orders}
    loading = {name: column.load(ids) if ids else {} for name, column in columns.items() if column.load}
    listing.loaded = answer(side_by_side(loading))
    listing.problem = problem_of(listing.q) if not listing.rows else ""
    listing.wider = [] if listing.rows or listing.problem else wider(listing)
    return listing


def rows_with(columns, about, orders):
    """The rows with what stands in them, and with their figures where one of them is shown or sorted by."""
    statement = select(Customer.id, Customer.name)
    for add in (*(ABOUT[name][1] for name in about), *(column.add for column in columns.values() if column.add)):
        statement = add(statement)
    asked = request.args.get("sort", "").removeprefix("-")
    if any(name in FIGURES for name in (*columns, *(name for name in orders if name == asked))):
        statement = statement.join(CustomerStats, CustomerStats.customer_id == Customer.id)
    return statement


def allowed_orders():
    """`{name: order}` of those that the role may ask: of what it reads."""
    columns = allowed_columns()
    own = [name for name in ORDERS if name in ("name", "created") or name in columns]
    return {**{name: Order(*ORDERS[name]) for name in own}, **added_orders()}


def column_choices(listing):
    """`[(name, Column, is it shown)]` of what the role may choose from, what is shown first, in its order."""
    allowed = allowed_columns()
    hidden = [name for name in allowed if name not in listing.columns]
    return [(name, allowed[name], name in listing.columns) for name in (*listing.columns, *hidden)]


def listing_of(statement, orders, kept):
    """What was searched for comes the best first, unless another order is asked for: by name first, which costs little.

    Only when that does not fill the page, the words are looked for everywhere.
    """
    known = {"kept": kept, "path": url_for("customers.index")}
    q, by_rank = request.args.get("q", ""), {"best": Order(literal_column("hits.rank"), Customer.id)}
    if not read(q).finds_words or problem_of(q) or request.args.get("sort", "best").removeprefix("-") in orders:
        by_figure = request.args.get("sort", "").removeprefix("-") in FIGURES & orders.keys()
        narrow = through_figures if by_figure else narrowed
        return Listing(NAME, statement, orders, "name", asked_filters(), narrow, jump=JUMP, **known)
    for everywhere in (True,) if request.args.get("before") else (False, True):
        narrow = partial(best_fitting, everywhere=everywhere)
        listing = Listing(NAME, statement, {**orders, **by_rank}, "best", asked_filters(), narrow, **known)
        if listing.next_url:
            break
    return listing


def through_figures(statement, **asked):
    """The same as `narrowed` for a list in the order of a figure: that index is walked, and each customer looked at.

    Left to itself, SQLite would find all customers that fit, join everything to them and sort that.
    """
    if not any(asked.values()):
        return statement
    meant = narrowed(select(Customer.id), **asked).where(Customer.id == CustomerStats.customer_id)
    return statement.where(meant.correlate(CustomerStats).exists())


def asked_filters():
    """The names of the filters in the address that the role may use and that mean something."""
    allowed = allowed_filters().items()
    return [name for name, known in allowed if request.args.get(name) and known.means(request.args[name])]


def wider(listing):
    """Nothing fits: `[(what to leave out, its address, how many customers that would show)]`."""
    filters, asked = allowed_filters(), {**listing.filters, **({"q": listing.q} if listing.q else {})}
    found = []
    for name, value in asked.items():
        rest = {other: asked[other] for other in asked if other != name}
        some = narrowed(select(Customer.id), **rest).limit(ENOUGH).subquery()
        count = db.session.scalar(select(func.count()).select_from(some))
        if name != "q":
            labels = {str(key): label for key, label in answer(filters[name].choices(value))}
            value = filters[name].said(labels.get(value, value))
        without = {name: "", "sort": "name"} if name == "q" else {name: ""}  # nothing is left to be the best at
        found += [(value, listing.url(**without), count)] if count else []
    return found
