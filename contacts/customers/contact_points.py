"""Emails and phones: validated, folded for lookup, one primary each."""

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from flask import current_app
from sqlalchemy import select, update

from contacts.customers.models import Email, Phone
from contacts.db import db
from contacts.history import begin


class NotReachable(ValueError):
    """Why this cannot be an address or a number, in one sentence."""


def read_email(text):
    """`(value, folded)`. Raises NotReachable."""
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise NotReachable("Write it like name@example.com.") from None
    return text, found.normalized.lower()


def read_phone(text, country=None):
    """`(value, E.164 or None)`: a number that its country does not know is kept as typed. Raises NotReachable."""
    if sum(sign.isdigit() for sign in text) < 3:
        raise NotReachable("Write the digits, for example +49 30 5550142.")
    try:
        number = phonenumbers.parse(text, country or current_app.config["COUNTRY"])
    except phonenumbers.NumberParseException:
        return text, None
    is_valid = phonenumbers.is_valid_number(number)
    return text, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if is_valid else None


READ = {Email: (read_email, "folded"), Phone: (read_phone, "e164")}


def save(customer, record, value, label, is_primary, unusable):
    """Add or change one; the first of a customer becomes its primary. Returns the operation's id."""
    model = type(record)
    read, folded = READ[model]
    typed, looked_up = read(value)
    verb = "Added" if record.id is None else "Edited"
    operation = begin(
        f"{model.__tablename__}.{'create' if record.id is None else 'edit'}", f"{verb} a contact", customer
    )
    with db.session.no_autoflush:
        alone = not others(customer, model, record.id)
        if is_primary and not alone:
            dethrone(customer, model, record.id)
        record.customer_id, record.value, record.label = customer.id, typed, label
        # Unticking the primary would leave none: it stays until another one is made primary.
        record.is_primary, record.unusable = bool(is_primary or alone or record.is_primary), unusable
        setattr(record, folded, looked_up)
        db.session.add(record)
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
