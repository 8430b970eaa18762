"""Emails and phones: validated, folded for lookup, one primary each."""

from sqlalchemy import select, update

from contacts.access import sees
from contacts.customers.models import Email, Phone
from contacts.db import db
from contacts.history import begin
from contacts.web.reach import NotReachable, read_email, read_phone
from contacts.web.words import _

READ = {Email: (read_email, "folded"), Phone: (read_phone, "e164")}


def save(customer, record, **fields):
    """Add or change one; a customer's first becomes its primary. Returns the operation's id. Raises NotReachable."""
    model = type(record)
    verb, sentence = ("create", "Added a contact") if record.id is None else ("edit", "Edited a contact")
    operation = begin(f"{model.__tablename__}.{verb}", sentence, customer)
    with db.session.no_autoflush:
        rest = others(customer, model, record.id)
        if "value" in fields:
            write_value(record, fields.pop("value"), rest)
        if fields.get("is_primary") and rest:
            dethrone(customer, model, record.id)
        # Unticking the primary would leave none: it stays until another one is made primary.
        record.is_primary = bool(fields.pop("is_primary", False) or not rest or record.is_primary)
        record.customer_id = customer.id
        for name, value in fields.items():
            setattr(record, name, value)
        db.session.add(record)
    db.session.flush()
    db.session.expire(customer, [model.__tablename__])
    return operation


def write_value(record, value, rest):
    """The value as typed and as it is looked up. The same twice helps nobody and is refused.

    What the role may not read is left to the database's own rule.
    """
    model = type(record)
    read, folded = READ[model]
    typed, looked_up = read(value)
    compared = sees(f"{model.__tablename__}.value") and sees(f"{model.__tablename__}.{folded}")
    for other in rest if compared else ():
        if other.value == typed or (looked_up and getattr(other, folded) == looked_up):
            raise NotReachable(_("This is there already."))
    record.value = typed
    setattr(record, folded, looked_up)


def make_primary(customer, record):
    """This one is used from now on. Returns the operation's id."""
    model = type(record)
    operation = begin(f"{model.__tablename__}.edit", "Chose the contact to use", customer)
    dethrone(customer, model, record.id)
    record.is_primary, record.unusable = True, False
    db.session.flush()
    db.session.expire(customer, [model.__tablename__])
    return operation


def remove(customer, record):
    """Deleting the primary makes the next one primary. Returns the operation's id."""
    model, was_primary = type(record), record.is_primary
    operation = begin(f"{model.__tablename__}.delete", "Deleted a contact", customer)
    db.session.delete(record)
    db.session.flush()
    left = others(customer, model, None)
    if was_primary and left:
        left[0].is_primary = True
        db.session.flush()
    db.session.expire(customer, [model.__tablename__])
    return operation


def others(customer, model, but_id):
    wanted = select(model).where(model.customer_id == customer.id).order_by(model.id)
    return [record for record in db.session.scalars(wanted) if record.id != but_id]


def dethrone(customer, model, but_id):
    primary = update(model).where(model.customer_id == customer.id, model.is_primary, model.id != (but_id or 0))
    db.session.execute(primary.values(is_primary=False, version=model.version + 1))
