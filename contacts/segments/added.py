"""What segments ask about the fields that people added to customers: the same as of a built-in one of the type."""

from sqlalchemy import String, or_, select, type_coerce

from contacts.access import may, sees
from contacts.customers.models import Customer
from contacts.customfields.columns import BETWEEN
from contacts.customfields.known import fields_of
from contacts.customfields.words import LETTERS, Type
from contacts.db import Quantity
from contacts.segments.exact import Exact
from contacts.segments.fields import MORE, Field
from contacts.segments.questions import Kind
from contacts.users.queries import people
from contacts.web.formats import exponent
from contacts.web.words import _

RECORDS = "customers"
KINDS = {
    **dict.fromkeys(LETTERS, Kind.TEXT),
    Type.NUMBER: Kind.NUMBER,
    Type.MONEY: Kind.NUMBER,
    Type.DATE: Kind.DAY,
    Type.MOMENT: Kind.DAY,
    Type.YES_NO: Kind.YES,
    Type.CHOICE: Kind.CHOICE,
    Type.SEVERAL: Kind.CHOICE,
    Type.PERSON: Kind.CHOICE,
    Type.RECORD: Kind.LINK,
}


class OneOfSeveral:
    """Stands where a column does: one of the allowed values that it holds is one of those asked for."""

    def __init__(self, column):
        self.column = type_coerce(column, String)

    def in_(self, values):
        return or_(*(self.column.contains(f"{BETWEEN}{one}{BETWEEN}", autoescape=True) for one in values))

    def is_not(self, nothing):
        return self.column.is_not(nothing)


def added_fields():
    """`{name: Field}` of all that are not sealed, whoever reads them."""
    return {f"{RECORDS}.{one.name}": added_field(one) for one in fields_of(RECORDS) if not one.sensitive}


def added_field(one):
    is_person = one.type is Type.PERSON
    return Field(
        f"{one.label} ({one.currency})" if one.type is Type.MONEY else one.label,
        _("Customer"),
        KINDS[one.type],
        among(one),
        lambda: bool(may("read", RECORDS)) and sees(one.place),
        colleagues if is_person else lambda: one.choices,
        int if is_person else str,
    )


def among(one):
    """Customers in whose row the value answers; each is looked up, in the order of the list."""

    def condition(test):
        held = select(one.values.table.c.id).where(one.values.table.c.id == Customer.id, test(compared(one)))
        return held.correlate(Customer).exists()

    return condition


def compared(one):
    if one.type is Type.SEVERAL:
        return OneOfSeveral(one.values)
    if one.type is Type.MONEY:
        return Exact(one.values, exponent(one.currency))
    return Exact(one.values, Quantity.places, scaled=False) if one.type is Type.NUMBER else one.values


def colleagues():
    return [("me", _("Whoever looks")), *((str(id), name) for id, name in people())]


MORE.append(added_fields)
