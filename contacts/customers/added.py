"""Filters and orders of the list by the fields that people added to customers."""

from collections.abc import Callable
from typing import NamedTuple

from flask import g, request
from sqlalchemy import select

from contacts.customers.models import Customer
from contacts.customfields.asking import asked_fields, asks_of, sort_column, sorted_fields
from contacts.db import db
from contacts.web.orders import Apart
from contacts.web.words import _

KIND = "customers"
FEW = 1000


class Filter(NamedTuple):
    """One filter of the list, under its name in the address."""

    label: str
    any: str
    choices: Callable  # (chosen value or None) -> [(value, label)], or what asks for them (see db.together)
    condition: Callable  # (value) -> what must hold of a customer, or None when there is no such value
    allowed: Callable  # () -> whether the acting role may ask this
    verb: str = _("is")
    input: str = ""  # the kind of control that it is typed in; nothing where it is chosen
    test: Callable | None = None  # (value) -> a function of `column`, or None when there is no such value
    column: object = None

    def means(self, value):
        return (self.test(value) if self.test else self.condition(value)) is not None

    def named(self, value):
        """A condition that names the columns which it is about, even where few customers are named instead."""
        return self.test(value)(self.column) if self.test else self.condition(value)

    def said(self, value):
        """ "Status: Lead", "Shoe size from 40" """
        return f"{self.label} {self.verb} {value}" if self.input else f"{self.label}: {value}"


def added_filters():
    """`{name: Filter}` of each question about a field that is marked so, and that the role reads."""
    return {ask.name: added_filter(ask) for field in asked_fields(KIND) for ask in asks_of(field)}


def added_filter(ask):
    def condition(value):
        test = ask.test(value)
        return None if test is None else fitting(ask, value, test)

    return Filter(
        ask.field.label,
        _("Any"),
        ask.choices,
        condition,
        lambda: True,
        ask.verb,
        ask.input,
        ask.test,
        ask.field.values,
    )


def fitting(ask, value, test):
    """What must hold of a customer. Few are named; with many the list is walked, and each customer looked at."""
    column = ask.field.values
    known = g.setdefault("fitting_customers", {})
    if (ask.name, value) not in known:
        some = select(column.table.c.id).where(test(column)).limit(FEW + 1)
        known[ask.name, value] = db.session.scalars(some).all()
    found = known[ask.name, value]
    if len(found) <= FEW:
        return Customer.id.in_(found)
    theirs = select(column).where(column.table.c.id == Customer.id)
    return test(theirs.correlate(Customer).scalar_subquery())


def added_orders():
    """`{name: order}` by each field that is marked so and that the role reads."""
    return {field.name: added_order(field) for field in sorted_fields(KIND)}


def added_order(field):
    column = field.values
    asked = [(ask, request.args.get(ask.name)) for ask in asks_of(field)]
    tests = [ask.test(value) for ask, value in asked if value]
    within = tuple(test(column) for test in tests if test is not None)
    return Apart(sort_column(column, field), Customer.id, column.table.c.id, within)


def added_order_names():
    return {field.name: field.label for field in sorted_fields(KIND)}
