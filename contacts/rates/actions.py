"""Keeping rates."""

from contacts.db import db
from contacts.history import begin
from contacts.rates.models import ExchangeRate


def add_rate(fields):
    """Returns the operation's id."""
    operation = begin("rates.create", "Added an exchange rate")
    db.session.add(ExchangeRate(**fields))
    db.session.flush()
    return operation


def edit_rate(rate, fields):
    """Returns the operation's id."""
    operation = begin("rates.edit", "Edited an exchange rate", rate)
    for name, value in fields.items():
        setattr(rate, name, value)
    db.session.flush()
    return operation


def delete_rate(rate):
    """Returns the operation's id."""
    operation = begin("rates.delete", "Deleted an exchange rate", rate)
    db.session.delete(rate)
    db.session.flush()
    return operation
