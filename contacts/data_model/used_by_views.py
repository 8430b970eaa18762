"""The saved views of the list of customers, and which fields each shows, filters by and sorts by."""

from inspect import isgenerator

from sqlalchemy import select

from contacts.access import may
from contacts.access.questions import columns_named_in
from contacts.customers.columns import chosen_columns
from contacts.customers.finding import allowed_filters
from contacts.customers.listing import allowed_orders
from contacts.customers.models import Customer
from contacts.customers.saved import ask_offered
from contacts.data_model.uses import Use, tells_uses
from contacts.views.queries import names_in
from contacts.web.words import _

SHOWN, FILTERED, SORTED = _("shown"), _("filtered by"), _("sorted by")


@tells_uses("views")
def ask_views():
    """Asks for those that the acting person finds and may open."""
    if not may("read", "customers"):
        return []
    found = yield from ask_offered()
    return [Use(_("View"), one.view.name, one.url, fields_of(one.state)) for one in found]


def fields_of(state):
    """`{table.column: [as what]}` of the state that a view keeps."""
    filters, fields = allowed_filters(), {}
    for column in chosen_columns(names_in(state["columns"]) if state.get("columns") else None).values():
        note(fields, SHOWN, columns_of(column))
    for name in state.keys() & filters.keys():
        note(fields, FILTERED, columns_named_in(filters[name].named(state[name])))
    order = allowed_orders().get(state.get("sort", "name").removeprefix("-"))
    if order is not None:
        note(fields, SORTED, columns_named_in(select(order.column)))
    return fields


def note(fields, way, columns):
    for table, column in columns:
        ways = fields.setdefault(f"{table}.{column}", [])
        if way not in ways:
            ways.append(way)


def columns_of(column):
    """The fields that a column of the list shows: those that its part of the statement, or its own question, names."""
    if column.field is not None:
        yield tuple(column.field.place.split("."))
    elif column.add is not None:
        yield from columns_named_in(column.add(select(Customer.id)))
    elif isgenerator(asker := column.load([0])):
        for question in next(asker).values():
            yield from columns_named_in(question)
