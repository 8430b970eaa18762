"""Filters and orders of the list by the fields that people added to customers."""

from collections.abc import Callable
from typing import NamedTuple

from contacts.customers.models import Customer
from contacts.customfields.asking import asked_fields, asks_of, sorted_fields
from contacts.customfields.narrowing import fitting, order_by
from contacts.web.words import _

KIND = "customers"


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
        return None if ask.test(value) is None else fitting(ask, value, Customer.id)

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


def added_orders():
    """`{name: order}` by each field that is marked so and that the role reads."""
    return {field.name: order_by(field, Customer.id) for field in sorted_fields(KIND)}


def added_order_names():
    return {field.name: field.label for field in sorted_fields(KIND)}
