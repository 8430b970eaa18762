"""Questions about addresses."""

from contacts.access import fetch
from contacts.addresses.models import Address
from contacts.customers.record import panel
from contacts.db import db


@panel("addresses")
def addresses_panel(customer):
    db.session.expire(customer, ["addresses"])
    return {"addresses": customer.addresses}


def get_address(customer, id, verb="read"):
    """One address of this customer, or 404."""
    address = fetch(Address, id, verb)
    return address if address.customer_id == customer.id else fetch(Address, -1)
