"""Questions about addresses."""

from sqlalchemy import func, select

from contacts.access import fetch, may, permitted_columns, sees
from contacts.addresses.models import Address
from contacts.customers.columns import add_column
from contacts.customers.record import panel
from contacts.customfields.rows import joined
from contacts.customfields.values import masks_of_all, readable_fields
from contacts.web.words import _


@panel("addresses")
def addresses_panel(customer):
    columns = permitted_columns(Address)
    theirs = select(*columns.values()).where(Address.customer_id == customer.id)
    theirs = joined(theirs, "addresses", Address.id, readable_fields("addresses"))
    found = yield {"addresses": theirs.order_by(columns["kind"], columns["is_default"].desc(), Address.id)}
    return {**found, "address_masks": masks_of_all("addresses", [row.id for row in found["addresses"]])}


def get_address(customer, id, verb="read"):
    """One address of this customer, or 404."""
    address = fetch(Address, id, verb)
    return address if address.customer_id == customer.id else fetch(Address, -1)


def places_of(ids):
    """Asks for `{customer id: (city, country)}` of the address that is used first."""
    rank = func.row_number().over(partition_by=Address.customer_id, order_by=(Address.is_default.desc(), Address.id))
    mine = select(Address.customer_id, Address.city, Address.country, rank.label("place"))
    first = mine.where(Address.customer_id.in_(ids)).subquery()
    wanted = select(first.c.customer_id, first.c.city, first.c.country).where(first.c.place == 1)
    return {id: (city, country) for id, city, country in (yield {"places": wanted})["places"]}


def reads_places():
    fields = ("customer_id", "city", "country", "is_default")
    return bool(may("read", "addresses")) and all(sees(f"addresses.{field}") for field in fields)


add_column("addresses", _("City and country"), reads_places, load=places_of)
