"""From the value of a field to text: as it is typed, as a file says it to people, and as it is sealed."""

from datetime import UTC, date
from decimal import Decimal

from flask import current_app

from contacts.customfields.reading import READERS
from contacts.customfields.words import LETTERS, Type
from contacts.web.formats import plain_amount


def written(field, value):
    """The value as it is typed: `read` makes the same of it again."""
    if value is None:
        return ""
    if field.type is Type.MONEY:
        return plain_amount(value, field.currency, current_app.config["LOCALE"])
    if field.type is Type.YES_NO:
        return "yes" if value else "no"
    if field.type is Type.SEVERAL:
        return ", ".join(value)
    if field.type is Type.NUMBER:
        return f"{Decimal(value).normalize():f}"
    if field.type is Type.MOMENT:
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, date) else str(value)


def in_words(field, value):
    """The value as people read it in a file: a choice by its label."""
    labels = dict(field.choices)
    if field.type is Type.CHOICE:
        return labels.get(value, value)
    if field.type is Type.SEVERAL:
        return "; ".join(labels.get(one, one) for one in value or ())
    if field.type is Type.MONEY and value is not None:
        return f"{written(field, value)} {field.currency}"
    return written(field, value)


def to_seal(field, value):
    """The text that is sealed: the same whatever language the workspace speaks later."""
    return str(value) if field.type is Type.MONEY else written(field, value)


def from_sealed(field, text):
    if field.type is Type.MONEY:
        return int(text)
    return text if field.type in LETTERS | {Type.CHOICE} else READERS[field.type](field, text)
