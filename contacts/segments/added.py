"""What segments ask about the fields that people added: the same as of a built-in one of the type."""

from sqlalchemy import String, or_, select, type_coerce

from contacts.access import may, sees
from contacts.addresses.models import Address
from contacts.communications.models import Communication
from contacts.customers.finding import whose
from contacts.customers.models import Company, Customer
from contacts.customfields.columns import BETWEEN
from contacts.customfields.known import fields_of
from contacts.customfields.words import LETTERS, Type
from contacts.db import Quantity
from contacts.purchases.models import Purchase
from contacts.segments.exact import Exact
from contacts.segments.fields import MORE, Field
from contacts.segments.questions import Kind
from contacts.users.queries import people
from contacts.web.formats import exponent
from contacts.web.words import _


def hanging(model):
    """How customers are found by the records that hang on them."""
    return lambda held: whose(model, held(model))


# Records whose fields are asked about: their group, and which customers it is for whose records `held(model)` holds.
RECORDS = {
    "customers": (_("Customer"), lambda held: held(Customer)),
    "companies": (_("Company"), lambda held: Customer.company_id.in_(select(Company.id).where(held(Company)))),
    "addresses": (_("Addresses"), hanging(Address)),
    "purchases": (_("Purchases"), hanging(Purchase)),
    "communications": (_("Conversations"), hanging(Communication)),
}
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
    return {
        f"{record}.{one.name}": added_field(record, one)
        for record in RECORDS
        for one in fields_of(record)
        if not one.sensitive
    }


def added_field(record, one):
    is_person, (group, customers) = one.type is Type.PERSON, RECORDS[record]
    label = f"{one.label} ({one.currency})" if one.type is Type.MONEY else one.label
    return Field(
        label,
        group,
        KINDS[one.type],
        lambda test: customers(lambda model: answers(one, model, test)),
        lambda: bool(may("read", record)) and sees(one.place),
        colleagues if is_person else lambda: one.choices,
        int if is_person else str,
        "" if record == "customers" else _("%(group)s: %(label)s", group=group, label=label),
    )


def answers(one, model, test):
    """Whether the value of a record answers; each is looked up, in the order of the list."""
    held = select(one.values.table.c.id).where(one.values.table.c.id == model.id, test(compared(one)))
    return held.correlate(model).exists()


def compared(one):
    if one.type is Type.SEVERAL:
        return OneOfSeveral(one.values)
    if one.type is Type.MONEY:
        return Exact(one.values, exponent(one.currency))
    return Exact(one.values, Quantity.places, scaled=False) if one.type is Type.NUMBER else one.values


def colleagues():
    return [("me", _("Whoever looks")), *((str(id), name) for id, name in people())]


MORE.append(added_fields)
