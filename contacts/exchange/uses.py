"""What the dictionary says of imports: which field of which kind fills a column in."""

from contacts.access import may
from contacts.customfields.values import editable_fields
from contacts.data_model.uses import Use, tells_uses
from contacts.db import Base
from contacts.exchange.kinds import KINDS, lines
from contacts.web.words import _

# Fields that are called otherwise than what they fill in, or by which the row finds another record.
ELSEWHERE = {
    "customers.company": "companies.name",
    "customers.email": "emails.value",
    "customers.phone": "phones.value",
    "customers.mobile": "phones.value",
    "customers.fax": "phones.value",
    "customers.country": "phones.e164",  # the country that a number without one is of
    "addresses.customer": "customers.external_id",
    "purchases.customer": "customers.external_id",
    "communications.customer": "customers.external_id",
    "categories.parent": "categories.parent_id",
    "products.category": "product_categories.category_id",
    "purchase_items.product": "purchase_items.product_id",
}


@tells_uses("imports")
def imports_that_use():
    """Each field of the kinds that the acting role may import."""
    own = [use_of(kind, name) for kind in KINDS if may("import", kind) for name in names_of(kind)]
    return own + [used(kind, field.name, field.place) for kind, field in added_fields()]


def added_fields():
    """`[(kind, field)]` of those that people added."""
    kinds = [kind for kind, module in KINDS.items() if hasattr(module, "ADDED") and may("import", kind)]
    return [(kind, field) for kind in kinds for field in editable_fields(KINDS[kind].ADDED)]


def names_of(kind):
    """`[(field, table)]` of a kind; a purchase brings its lines along."""
    found = [(field, kind) for field in KINDS[kind].FIELDS]
    return found + [(field, "purchase_items") for field in lines.FIELDS if kind == "purchases"]


def use_of(kind, name):
    return used(kind, name[0], column_of(*name))


def used(kind, field, column):
    said = _("filled in by the field %(field)s", field=field)
    return Use(_("Import"), f"flask import {kind}", "", {column: [said]})


def column_of(field, table):
    """The `table.column` that a field of an import fills in."""
    name = f"{table}.{field}"
    column = ELSEWHERE.get(name, name)
    assert column.partition(".")[2] in Base.metadata.tables[column.partition(".")[0]].columns
    return column
