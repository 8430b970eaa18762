"""What lists ask of the fields that people added: one value, words in it, or from one value to another.

A field that is not sealed is asked about once an administrator marked it; whoever does not read it may not ask.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import String, func, type_coerce

from contacts.customfields.columns import BETWEEN
from contacts.customfields.controls import coerce_of, offered_by
from contacts.customfields.known import fields_of
from contacts.customfields.names import names_for
from contacts.customfields.reading import LONGEST_TYPED, READERS, cleaned
from contacts.customfields.values import readable_fields
from contacts.customfields.words import LETTERS, RANGED, SORTED, Type
from contacts.web.words import _

INPUTS = {Type.DATE: "date", Type.MOMENT: "date"}
LONGEST_WORDS = 200


class Ask(NamedTuple):
    """One question under its name in addresses. `test(text)` is a function of the column, or None of no such value."""

    name: str
    field: object
    verb: str
    test: Callable
    choices: Callable = lambda _value: []
    input: str = ""  # the kind of control that it is typed in; nothing where a menu offers the choices


def asks_of(field):
    """The questions that lists offer about a field."""
    if field.type in LETTERS:
        found = [Ask(field.name, field, _("contains"), containing, input="text")]
        exact = Ask(f"{field.name}-is", field, _("is"), exactly, input="text")
        return found if field.type is Type.LONG else [*found, exact]
    if field.type in RANGED:
        input = INPUTS.get(field.type, "text")
        return [
            Ask(f"{field.name}-from", field, _("from"), bound(field, False), input=input),
            Ask(f"{field.name}-to", field, _("to"), bound(field, True), input=input),
        ]
    if field.type is Type.RECORD:
        return [Ask(field.name, field, _("is"), leading_to, lambda value: named(field, value))]
    return [Ask(field.name, field, _("is"), chosen(field), lambda _value: offered(field))]


def asked_fields(kind):
    """The fields that the acting role may ask about."""
    return [field for field in readable_fields(kind) if field.filterable and not field.sensitive]


def sorted_fields(kind):
    """Those that it may also sort by: there is an index for it."""
    return [field for field in asked_fields(kind) if field.type in SORTED]


def names_asked(kind):
    """The names of every question that there is, whoever may ask it."""
    return {ask.name for field in fields_of(kind) if field.filterable for ask in asks_of(field)}


def sort_column(column, field):
    """What a field is sorted by, and its index holds: words whatever their capitals."""
    return func.lower(column) if field.type in LETTERS else column


def containing(text):
    text = words(text)
    return text and (lambda column: column.icontains(text, autoescape=True))


def exactly(text):
    text = words(text)
    return text and (lambda column: func.lower(column) == func.lower(text))


def words(text):
    try:
        return cleaned(text[:LONGEST_TYPED])[:LONGEST_WORDS] if text.strip() else None
    except (ValueError, TypeError):
        return None


def bound(field, upper):
    """At least the value, or at most: of a day until it ends."""

    def test(text):
        value = limit(field, text, upper)
        if value is None:
            return None
        if upper:
            return (lambda column: column < value) if field.type is Type.MOMENT else (lambda column: column <= value)
        return lambda column: column >= value

    return test


def limit(field, text, upper):
    try:
        text = cleaned(text)
        value = READERS[field.type](field, text) if text else None
    except ValueError:
        return None
    if upper and isinstance(value, datetime):
        return value + (timedelta(days=1) if len(text) == len("2026-05-04") else timedelta(minutes=1))
    return value


def leading_to(text):
    value = int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
    return value and (lambda column: column == value)


def named(field, value):
    name = names_for(field, [int(value)]).get(int(value)) if value and leading_to(value) else None
    return [(value, name)] if name else []


def offered(field):
    return [(str(value), label) for value, label in offered_by(field)]


def chosen(field):
    """One of the allowed values; of several it is one of them."""

    def test(text):
        if not text or text not in dict(offered(field)):
            return None
        if field.type is Type.SEVERAL:
            return lambda column: type_coerce(column, String).contains(f"{BETWEEN}{text}{BETWEEN}", autoescape=True)
        value = coerce_of(field)(text)
        return lambda column: column == value

    return test
