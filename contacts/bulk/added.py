"""The deeds "set a field" for many customers, one for each field that people added and that the role edits.

What is sealed is bound to its own row, and what no two records may share cannot be given to many: neither is offered.
"""

from sqlalchemy import insert, literal, select, update

from contacts.access import may
from contacts.bulk.deed import Deed
from contacts.customers.models import Customer
from contacts.customfields.fields import form_field
from contacts.customfields.values import demand, editable_fields
from contacts.db import utcnow
from contacts.web.forms import Form
from contacts.web.words import _

KIND = "customers"


def settable_fields():
    """Those that the acting role may set for many."""
    if not may("edit", KIND):
        return []
    return [field for field in editable_fields(KIND) if not field.sensitive and not field.is_unique]


def field_deeds():
    """`{name: Deed}`, each under the name of its field."""
    return {field.name: field_deed(field) for field in settable_fields()}


def field_deed(field):
    form = type("FieldForm", (Form,), {field.name: form_field(field, None)})
    label, needs = _("Set %(field)s", field=field.label), ("edit", Customer)
    return Deed(
        field.name, label, "pencil", needs, (field.place,), form, differing(field), setting(field), operation="field"
    )


def differing(field):
    """Customers in whom something else stands than this."""
    column = field.values
    present = select(column).where(column.table.c.id == Customer.id).correlate(Customer).scalar_subquery()
    return lambda **fields: present.is_distinct_from(literal(fields[field.name], column.type))


def setting(field):
    """A row for each customer who has none yet, then the value in all of them."""
    table = field.values.table

    def write(ids, **fields):
        demand(KIND, [field])
        now, value = utcnow(), fields[field.name]
        booked = {
            "created_at": literal(now, table.c.created_at.type),
            "updated_at": literal(now, table.c.updated_at.type),
        }
        row = {"id": Customer.id, **booked, "version": literal(1)}
        there = select(table.c.id).where(table.c.id == Customer.id).correlate(Customer).exists()
        missing = select(*row.values()).where(Customer.id.in_(ids), ~there)
        theirs = update(table).where(table.c.id.in_(ids))
        counted = {"version": table.c.version + 1, "updated_at": now}
        return insert(table).from_select(list(row), missing), theirs.values({field.column: value, **counted})

    return write
