"""The list of customers: which columns a role sees, in which orders, and how to find more when nothing fits."""

from functools import partial

from flask import current_app, request
from sqlalchemy import func, literal_column, select

from contacts.access import may, sees
from contacts.customers.finding import allowed_filters, best_fitting, narrowed, problem_of
from contacts.customers.models import Company, Customer, CustomerStats, CustomerValue
from contacts.customers.reach_column import masks_of_reach, shows_reach, with_reach
from contacts.customers.record import Socket
from contacts.db import db
from contacts.fulltext.asking import read
from contacts.users.models import User
from contacts.web.listing import Listing, Order
from contacts.web.words import _

ENOUGH = 1000  # rows that are counted when the list says how many more there are

# function(ids of customers) -> {id: what the room's column shows}
column = Socket()


def with_company(statement):
    statement = statement.add_columns(Company.name.label("company"))
    return statement.outerjoin(Company, Company.id == Customer.company_id)


def with_last_contact(statement):
    statement = statement.add_columns(CustomerStats.last_contact_at.label("last_contact"))
    return statement.join(CustomerStats, CustomerStats.customer_id == Customer.id)


def with_owner(statement):
    statement = statement.add_columns(User.id.label("owner_id"), User.name.label("owner"))
    return statement.outerjoin(User, User.id == Customer.owner_id)


# column: (the fields it takes, how it comes into the statement)
COLUMNS = {
    "kind": (["customers.kind"], lambda statement: statement.add_columns(Customer.kind)),
    "company": (["customers.company_id", "companies.name"], with_company),
    "last_contact": (["customer_stats.last_contact_at"], with_last_contact),
    "owner": (["customers.owner_id"], with_owner),
    "status": (["customers.status"], lambda statement: statement.add_columns(Customer.status)),
}
ORDERS = {
    "name": (Customer.sort_name, Customer.id),
    "created": (Customer.created_at, Customer.id),
    "last_contact": (CustomerStats.last_contact_at, CustomerStats.customer_id),
}

ORDER_NAMES = {
    "best": _("Best match"),
    "name": _("Name"),
    "last_contact": _("Last contact"),
    "created": _("Customer since"),
}


def list_customers():
    """One page of customers with the columns that the role may read: `listing.columns` names them."""
    columns = {name: add for name, (fields, add) in COLUMNS.items() if all(map(sees, fields))}
    if shows_reach():
        columns["reach"] = with_reach
    statement = select(Customer.id, Customer.name)
    for add in columns.values():
        statement = add(statement)
    orders = {name: Order(*order) for name, order in ORDERS.items() if name != "last_contact" or name in columns}
    listing = listing_of(statement, orders)
    listing.order_names = {name: label for name, label in ORDER_NAMES.items() if name in listing.orders}
    ids = [row.id for row in listing.rows]
    listing.columns = {*columns, *(["value"] if sees_values() else [])}
    listing.values = values_of(ids) if sees_values() else {}
    listing.masks = masks_of_reach(ids) if shows_reach() else {}
    listing.extra = {kind: function(ids) if ids else {} for kind, function in column.open_to("read").items()}
    listing.problem = problem_of(listing.q) if not listing.rows else ""
    listing.wider = [] if listing.rows or listing.problem else wider(listing)
    return listing


def listing_of(statement, orders):
    """What was searched for comes the best first, unless another order is asked for: by name first, which costs little.

    Only when that does not fill the page, the words are looked for everywhere.
    """
    q, by_rank = request.args.get("q", ""), {"best": Order(literal_column("hits.rank"), Customer.id)}
    if not read(q).finds_words or problem_of(q) or request.args.get("sort", "best").removeprefix("-") in orders:
        return Listing("customers", statement, orders, "name", filters=asked_filters(), narrow=narrowed)
    for everywhere in (True,) if request.args.get("before") else (False, True):
        narrow = partial(best_fitting, everywhere=everywhere)
        listing = Listing("customers", statement, {**orders, **by_rank}, "best", asked_filters(), narrow)
        if listing.next_url:
            break
    return listing


def asked_filters():
    """The names of the filters in the address that the role may use and that mean something."""
    allowed = allowed_filters().items()
    return [name for name, known in allowed if known.condition(request.args.get(name, "")) is not None]


def wider(listing):
    """Nothing fits: `[(what to leave out, its address, how many customers that would show)]`."""
    filters, asked = allowed_filters(), {**listing.filters, **({"q": listing.q} if listing.q else {})}
    found = []
    for name, value in asked.items():
        rest = {other: asked[other] for other in asked if other != name}
        some = narrowed(select(Customer.id), **rest).limit(ENOUGH).subquery()
        count = db.session.scalar(select(func.count()).select_from(some))
        if name != "q":
            labels = {str(key): label for key, label in filters[name].choices(value)}
            value = f"{filters[name].label}: {labels.get(value, value)}"
        without = {name: "", "sort": "name"} if name == "q" else {name: ""}  # nothing is left to be the best at
        found += [(value, listing.url(**without), count)] if count else []
    return found


def sees_values():
    return bool(may("read", "purchases")) and sees("customer_values.lifetime_value")


def values_of(ids):
    """`{customer id: [(lifetime value, currency)]}`, the workspace's own currency first, then the largest."""
    if not ids:
        return {}
    rows = db.session.execute(
        select(CustomerValue.customer_id, CustomerValue.lifetime_value, CustomerValue.currency)
        .where(CustomerValue.customer_id.in_(ids))
        .order_by(CustomerValue.currency != current_app.config["CURRENCY"], CustomerValue.lifetime_value.desc())
    )
    values = {}
    for row in rows:
        values.setdefault(row.customer_id, []).append((row.lifetime_value, row.currency))
    return values
