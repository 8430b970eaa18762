"""The fields that people added, in a list of records: as columns that the address names, as filters and as orders."""

from flask import request

from contacts.customfields.asking import asked_fields, asks_of, sorted_fields
from contacts.customfields.names import names_for
from contacts.customfields.narrowing import fitting, order_by
from contacts.customfields.rows import joined, read_in
from contacts.customfields.values import readable_fields
from contacts.customfields.words import Type
from contacts.web.chips import chip
from contacts.web.listing import Listing


def listing_with_fields(kind, id, statement, orders, default, narrow, filters=(), name=None):
    """A `Listing` (called as the kind, or `name`) of its records, whose key is the column `id`.

    Templates ask its `added` for the fields.
    """
    added = Added(kind, id)
    listing = Listing(
        name or kind,
        joined(statement, kind, id, added.columns),
        {**orders, **added.orders},
        default,
        filters=(*filters, *added.asked),
        narrow=added.before(narrow),
        kept=added.kept,
    )
    listing.added = added
    added.look_up(listing.rows)
    return listing


class Added:
    """The fields of one list: those `offered` as columns and the `columns` it shows, what can be `asked`, `orders`."""

    def __init__(self, kind, id):
        self.id = id
        self.offered = [field for field in readable_fields(kind) if not field.sensitive]
        named = request.args.get("columns", "").split(",")
        self.columns = [field for field in self.offered if field.name in named]
        self.kept = self.keeping(self.columns)
        self.orders = {field.name: order_by(field, id) for field in sorted_fields(kind)}
        self.asks = {ask.name: ask for field in asked_fields(kind) for ask in asks_of(field)}
        given = {name: request.args.get(name) for name in self.asks}
        self.asked = [name for name, value in given.items() if value and self.asks[name].test(value) is not None]
        self.misread = [(self.asks[name], value) for name, value in given.items() if value and name not in self.asked]

    def keeping(self, columns):
        """What the addresses of the list carry on of them."""
        return {"columns": ",".join(field.name for field in columns)} if columns else {}

    def before(self, narrow):
        """What narrows the list, with these filters."""

        def narrowed(statement, q="", **values):
            mine = {name: values.pop(name) for name in self.asked if name in values}
            fits = [fitting(self.asks[name], value, self.id) for name, value in mine.items()]
            return narrow(statement.where(*fits), q, **values)

        return narrowed

    def look_up(self, rows):
        """The names of all that the page leads to, asked for at once."""
        for field in self.columns:
            if field.type in (Type.PERSON, Type.RECORD):
                names_for(field, [getattr(row, field.name) for row in rows])

    def chips(self, listing):
        """The filters, as far as there is something to choose."""
        found = []
        for name, ask in self.asks.items():
            choices = ask.choices(listing.filters.get(name))
            found.append(chip(listing, name, ask.field.label, choices, ask.verb, ask.input))
        return [one for one in found if one.says_something]

    def toggled(self, listing, field):
        """The address of the list with this column, or without it where it is shown."""
        columns = [one for one in self.offered if (one in self.columns) is not (one is field)]
        return listing.url(columns=self.keeping(columns).get("columns", ""))

    def value_in(self, row, field):
        return read_in(row, field)
