"""The columns that the list of customers can show. Other rooms add their own; the hub imports none of them."""

from collections.abc import Callable
from typing import NamedTuple

from contacts.access import may, sees
from contacts.customers.models import Customer, CustomerStats
from contacts.customers.reach_column import masks_of_reach, shows_reach, with_reach
from contacts.customers.values import sees_values, values_of
from contacts.customfields.asking import sorted_fields
from contacts.customfields.values import readable_fields, values_of_all
from contacts.customfields.words import Type
from contacts.users.models import User
from contacts.web.words import _


class Column(NamedTuple):
    """One column. It comes into the statement by `add`, or for the rows of a page by what
    `load(ids)` asks for, `{id: value}`."""

    label: str
    allowed: Callable  # () -> whether the acting role reads it
    add: Callable | None = None
    load: Callable | None = None
    order: str | None = None  # the order of the list that its heading offers
    is_number: bool = False
    field: object = None  # one that people added


COLUMNS = {}
DEFAULT = ("reach", "interests", "last_contact", "status", "value", "owner")  # of who has not chosen any


def add_column(name, *parts, **more):
    COLUMNS[name] = Column(*parts, **more)


def allowed_columns():
    """Those the acting role reads; the others are as if they did not exist."""
    return {**{name: column for name, column in COLUMNS.items() if column.allowed()}, **added_columns()}


def added_columns():
    """Of each field that people added and that the role reads; what is sealed stands on the record alone."""
    found = [field for field in readable_fields("customers") if not field.sensitive]
    orders = {field.name for field in sorted_fields("customers")}
    return {field.name: added_column(field, field.name if field.name in orders else None) for field in found}


def added_column(field, order):
    is_number = field.type in (Type.NUMBER, Type.MONEY)
    return Column(field.label, true, load=values_in(field), order=order, is_number=is_number, field=field)


def true():
    return True


def values_in(field):
    """A function of the ids of a page: `{id: value}`."""

    def load(ids):
        known = values_of_all("customers", ids, [field])
        return {id: values[field.name] for id, values in known.items() if values[field.name] is not None}

    return load


def chosen_columns(names):
    """`{name: Column}` of those named that the role reads, in this order; the usual ones when there are no names."""
    allowed = allowed_columns()
    return {name: allowed[name] for name in (DEFAULT if names is None else names) if name in allowed}


def plain(*columns):
    """Adds columns of the customer's own row or of its figures."""
    return lambda statement: statement.add_columns(*columns)


def with_owner(statement):
    statement = statement.add_columns(User.id.label("owner_id"), User.name.label("owner"))
    return statement.outerjoin(User, User.id == Customer.owner_id)


def reads(*fields):
    return lambda: all(map(sees, fields))


def reads_purchases(column):
    return lambda: bool(may("read", "purchases")) and sees(f"customer_stats.{column}")


add_column("reach", _("Phone or email"), shows_reach, with_reach, masks_of_reach)
add_column(
    "last_contact",
    _("Last contact"),
    reads("customer_stats.last_contact_at"),
    plain(CustomerStats.last_contact_at.label("last_contact")),
    order="last_contact",
)
add_column("status", _("Status"), reads("customers.status"), plain(Customer.status))
add_column("value", _("Lifetime value"), sees_values, load=values_of, is_number=True)
add_column("owner", _("Owner"), reads("customers.owner_id"), with_owner)
add_column("job_title", _("Job title"), reads("customers.job_title"), plain(Customer.job_title))
add_column("source", _("Source"), reads("customers.source"), plain(Customer.source))
add_column("created", _("Customer since"), reads("customers.created_at"), plain(Customer.created_at), order="created")
add_column(
    "last_purchase",
    _("Last purchase"),
    reads_purchases("last_purchase_on"),
    plain(CustomerStats.last_purchase_on.label("last_purchase")),
    order="last_purchase",
)
add_column(
    "purchases",
    _("Purchases"),
    reads_purchases("purchase_count"),
    plain(CustomerStats.purchase_count.label("purchases")),
    is_number=True,
)
