"""Every field that a segment can ask about. Columns of customers and of what hangs on them join by themselves."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from flask import g
from sqlalchemy import Boolean, Date, Enum, Integer, String, inspect

from contacts.access import current_actor, may, sees
from contacts.access.growing import grown
from contacts.customers.finding import whose
from contacts.db import Base, UTCDateTime
from contacts.segments.questions import QUESTIONS, Kind, neither
from contacts.web.words import _, named

LEFT_OUT = ("id", "uid", "version", "created_at", "updated_at", "sort_name", "customer_id")


class Field(NamedTuple):
    """`among(test)` is what must hold of a customer for whose values `test(column)` holds."""

    label: str
    group: str
    kind: Kind
    among: Callable
    allowed: Callable  # () -> whether the acting role may ask
    choices: Callable = list  # () -> [(value, label)] of a choice
    coerce: Callable = str  # the value of a choice as the column keeps it
    spoken: str = ""  # its label in a sentence, where that does not say what it is of

    def condition(self, name, value):
        """What must hold of a customer whose field answers the question of this name."""
        question = QUESTIONS[self.kind][name]
        if self.kind == Kind.CHOICE and value is not None:
            value = [one if one == "me" else self.coerce(one) for one in value]
        held = self.among(lambda column: question.holds(column, value))
        return neither(held) if question.is_negative else held


FIELDS = {}
MORE = []  # functions: () -> `{name: Field}` of what tables have beside, which may change while the application runs


def add_field(name, *parts, **more):
    FIELDS[name] = Field(*parts, **more)


def allowed_fields():
    """Those the acting role may ask about; the others are as if they did not exist."""
    return allowed_with(current_actor().rights)


@grown
@lru_cache(64)
def allowed_with(_rights):
    return {name: field for name, field in all_fields().items() if field.allowed()}


@grown
@lru_cache(1)
def all_fields():
    """Whoever may ask about them."""
    return {**FIELDS, **{name: field for more in MORE for name, field in more().items()}}


def offered(field):
    """`[(value, label)]` of a choice, asked once a request."""
    known = g.setdefault("segment_choices", {})
    if field.choices not in known:
        known[field.choices] = [(str(value), label) for value, label in field.choices()]
    return known[field.choices]


def reads(*fields, also=()):
    """Whether the role reads these fields (`table.column`) of kinds of record, and `also` some other kinds."""
    kinds = {Base.metadata.tables[field.partition(".")[0]].info["kind"] for field in fields}.union(also)
    return lambda: all(may("read", kind) for kind in kinds) and all(map(sees, fields))


def own(column):
    return lambda test: test(column)


def through(model, column, *conditions):
    """Customers of whom a row of `model` answers."""
    return lambda test: whose(model, test(column), *conditions)


def kind_of(column):
    """The kind of value that a column has, or None for one that is not to be asked about."""
    kinds = ((Boolean, Kind.YES), (Enum, Kind.CHOICE), (Date, Kind.DAY), (UTCDateTime, Kind.DAY))
    kinds = (*kinds, (String, Kind.TEXT), (Integer, Kind.NUMBER))
    return next((kind for type, kind in kinds if isinstance(column.type, type)), None)


def is_asked(column):
    plain = not (column.foreign_keys or column.info.get("sensitive") or column.info.get("secret"))
    return plain and column.name not in LEFT_OUT and not column.name.endswith(("_sealed", "_lookup"))


def add_columns(model, group, among):
    """Every plain column of a table; `among(attribute)` says how customers are found by it."""
    mapper = inspect(model)
    for attribute in mapper.column_attrs:
        column = attribute.columns[0]
        if not is_asked(column) or (kind := kind_of(column)) is None:
            continue
        table, key = column.table.name, attribute.key
        label = named(column.name)
        choices = choices_in(column.type) if kind == Kind.CHOICE else list
        name = f"{table}.{column.name}"
        spoken = _("%(group)s: %(label)s", group=group, label=label)
        add_field(name, label, group, kind, among(getattr(model, key)), reads(name), choices, spoken=spoken)


def choices_in(type):
    return lambda: [(value, named(value)) for value in type.enums]
