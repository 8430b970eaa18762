"""Adding, changing and deleting addresses; a customer has one default of each kind, as long as there is one at all."""

from sqlalchemy import select, update

from contacts.addresses.models import Address
from contacts.customfields.fields import apart
from contacts.customfields.values import save_along, save_values
from contacts.db import db
from contacts.history import begin


def add_address(customer, fields):
    begin("addresses.create", "Added an address", customer)
    fields, added = apart("addresses", fields)
    fields["is_default"] = fields.get("is_default") or not of_kind(customer.id, fields["kind"])
    address = save(Address(customer_id=customer.id), fields)
    save_values("addresses", address.id, added)
    return address


def edit_address(customer, address, fields):
    """Returns the operation's id."""
    operation = begin("addresses.edit", "Edited an address", customer)
    fields, added = apart("addresses", fields)
    save_along(address, added)
    save(address, fields)
    return operation


def delete_address(customer, address):
    """Deleting the default makes the next of its kind the default. Returns the operation's id."""
    operation = begin("addresses.delete", "Deleted an address", customer)
    kind, was_default = address.kind, address.is_default
    db.session.delete(address)
    db.session.flush()
    left = of_kind(customer.id, kind)
    if was_default and left:
        left[0].is_default = True
        db.session.flush()
    return operation


def save(address, fields):
    if fields.get("is_default"):
        clear_default(address.customer_id, fields.get("kind", address.kind), address.id)
    for name, value in fields.items():
        setattr(address, name, value)
    db.session.add(address)
    db.session.flush()
    return address


def clear_default(customer_id, kind, but_id):
    others = update(Address).where(Address.customer_id == customer_id, Address.kind == kind, Address.is_default)
    if but_id is not None:
        others = others.where(Address.id != but_id)
    db.session.execute(others.values(is_default=False, version=Address.version + 1))


def of_kind(customer_id, kind):
    wanted = select(Address).where(Address.customer_id == customer_id, Address.kind == kind).order_by(Address.id)
    return db.session.scalars(wanted).all()
