"""What a column can hold, in one word that means the same on both engines, and what it holds when nothing is said."""

from sqlalchemy import JSON, Boolean, Date, DateTime, Enum, Identity, Integer, LargeBinary, Numeric, String
from sqlalchemy.types import TypeDecorator

# The word, and what Mermaid, DBML and SQL tools call it.
WORDS = (
    (Enum, "choice"),
    (Boolean, "yes/no"),
    (DateTime, "moment"),
    (Date, "date"),
    (JSON, "JSON"),
    (Numeric, "decimal"),
    (Integer, "integer"),
    (LargeBinary, "bytes"),
    (String, "text"),
)
PLAIN = {
    "choice": "varchar",
    "yes/no": "boolean",
    "moment": "timestamp",
    "JSON": "json",
    "decimal": "decimal",
    "text": "varchar",
    "sealed text": "varchar",
    "bytes": "bytea",
}


def type_of(column):
    if column.info.get("sensitive"):
        return "sealed text"
    held = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    known = (word for kind, word in WORDS if isinstance(held, kind))
    return next(known, str(column.type).lower())


def plain(word):
    """The name that other tools know a type by."""
    return PLAIN.get(word, word.replace(" ", "_"))


def default_of(column):
    """What is stored when nothing is said, in words; empty when that is nothing."""
    if isinstance(column.identity, Identity) or (column.primary_key and column.autoincrement is True):
        return "the next number"
    default = column.default
    if default is None:
        return ""
    if default.is_scalar:
        return ("yes" if default.arg else "no") if isinstance(default.arg, bool) else str(default.arg)
    name = getattr(default.arg, "__name__", "") if default.is_callable else ""
    return {"utcnow": "the present moment", "new_uid": "random signs"}.get(name, "")
