"""How the values of each type of field are kept: real types, that both engines sort, compare and check."""

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, String
from sqlalchemy.types import NullType, TypeDecorator

from contacts.customfields.words import LETTERS, Type
from contacts.db import Quantity, UTCDateTime, WholeNumber

LIMITS = {Type.TEXT: 500, Type.LONG: 20_000, Type.LINK: 500, Type.EMAIL: 254, Type.PHONE: 60, Type.CHOICE: 60}
LONGEST_SEALED = 200_000  # signs of an envelope: a long text in four bytes a sign, in base 64
BETWEEN = ","


class Several(TypeDecorator):
    """Some of the allowed values, in their order: `,gold,silver,`, so that each is found between two commas."""

    impl = String(4000)
    cache_ok = True

    def process_bind_param(self, value, _dialect):
        if not value or isinstance(value, str):
            return value or None
        return f"{BETWEEN}{BETWEEN.join(value)}{BETWEEN}"

    def process_result_value(self, value, _dialect):
        return [part for part in value.split(BETWEEN) if part] if value else None


PLAIN = {
    Type.NUMBER: Quantity,
    Type.MONEY: BigInteger,
    Type.DATE: Date,
    Type.MOMENT: UTCDateTime,
    Type.YES_NO: Boolean,
    Type.SEVERAL: Several,
}


def type_of(field):
    """The type of a field's column."""
    if field.sensitive:
        return String(LONGEST_SEALED)
    if field.type in LIMITS:
        return String(LIMITS[field.type])
    return PLAIN[field.type]() if field.type in PLAIN else WholeNumber


def column_of(field):
    """The column as SQLAlchemy describes it, so that rights, ledger, undo and data model treat it as any other."""
    keys = [ForeignKey(f"{refers_to(field)}.id", ondelete="SET NULL")] if refers_to(field) else []
    return Column(field.column, type_of(field), *keys, nullable=True, comment=comment_on(field), info=info_of(field))


def refers_to(field):
    """The table that the values are keys of, or None."""
    if field.sensitive:
        return None
    return {Type.PERSON: "users", Type.RECORD: field.target}.get(field.type)


def comment_on(field):
    return f"{field.label}{f': {field.help}' if field.help else ''}{'; sealed (AES-GCM)' if field.sensitive else ''}"


def info_of(field):
    """What the rest of the house is told of it; a field that was put away is nobody's to read."""
    info = {"custom": True, "label": field.label}
    if field.sensitive:
        info |= {"sensitive": True, "mask": "last4" if field.type in LETTERS else "blank"}
    if field.archived:
        info["retired"] = True
    elif field.searchable and not field.sensitive and field.type in LETTERS:
        info["search"] = search_class(field)
    return info


def search_class(field):
    """The class of the full-text index that has its words. (Names of classes have no underscore.)"""
    return f"custom{field.id}"


def unknown_column(name):
    """A column without a field: of an undone one, or what held the values before the type was changed."""
    return Column(name, NullType(), nullable=True, comment="Put away", info={"custom": True, "retired": True})
