"""What becomes of the values of a field when its type changes: which convert, and which would be lost."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select

from contacts.access import sees, unrestricted
from contacts.customfields.columns import LIMITS
from contacts.customfields.options import MOST as MOST_OPTIONS
from contacts.customfields.options import own_name
from contacts.customfields.queries import column_there
from contacts.customfields.reading import READERS, read
from contacts.customfields.showing import text_of
from contacts.customfields.values import opened
from contacts.customfields.words import CHOICES, LETTERS, TYPES, Type
from contacts.customfields.writing import written
from contacts.web.formats import exponent
from contacts.web.words import _

MOST = 50_000  # values whose change one undo can take back
SHOWN, LONGEST_SHOWN = 10, 80
NOT_MADE = {Type.PERSON, Type.RECORD}  # what a text leads to is for people to say


class Preview(NamedTuple):
    """`field` as it would be; `values` is `[(id, uid, value now)]`; `lost` those texts that would not convert."""

    field: object
    values: list
    lost: list
    problem: str = ""

    @property
    def sample(self):
        """A few of what would be lost, for who reads the field."""
        shown = dict.fromkeys(self.lost) if sees(self.field.place) else ()
        return [one if len(one) <= LONGEST_SHOWN else f"{one[:LONGEST_SHOWN]}…" for one in list(shown)[:SHOWN]]


def targets_of(type):
    """The types that a field of this one can become."""
    return [(one, label) for one, label in TYPES.items() if one not in {type, *NOT_MADE}]


def preview(row, before, type, currency):
    """What a change of the field's type would do."""
    after = replace(before, type=type, currency=currency if type is Type.MONEY else None, target=None, pattern=None)
    after = replace(after, minimum=None, maximum=None, default=None, is_unique=False)
    values = values_now(row, before)
    if len(values) > MOST:
        return Preview(
            after,
            [],
            [],
            _("More than %(most)s records have a value. One undo cannot take that back.", most=f"{MOST:,}"),
        )
    if type in CHOICES and before.type not in CHOICES:
        options = options_of({spoken(before, value) for _id, _uid, value in values}, type)
        if len(options) > MOST_OPTIONS:
            return Preview(
                after, [], [], _("There are more than %(most)d different values to choose from.", most=MOST_OPTIONS)
            )
        after = replace(after, options=options)
    convert = converter(before, after)
    lost = [spoken(before, value) for _id, _uid, value in values if convert(value) is None]
    return Preview(after, values, lost)


def values_now(row, field):
    """`[(id, uid, value)]` of the records that have one, whoever acts, and one more than can be changed."""
    column = column_there(row)
    wanted = (
        select(column.table.c.id, column.table.c.uid, column).where(column.is_not(None)).order_by(column.table.c.id)
    )
    with unrestricted("whether values convert is counted for who manages fields") as session:
        rows = session.execute(wanted.limit(MOST + 1)).all()
    return [(id, uid, opened(field, value, uid)) for id, uid, value in rows]


def spoken(field, value):
    """The value as it is typed, choices by their labels and whoever it leads to by name."""
    if field.type in LETTERS:
        return value
    if field.type is Type.MONEY:
        return written(field, value)
    return str(text_of(field, value) or value)


def converter(before, after) -> Callable:
    """A function of a value: what it becomes, or None when it does not convert."""

    def convert(value):
        try:
            return directly(before, after, value) or read(after, spoken(before, value))
        except ValueError:
            return None

    return convert


def directly(before, after, value):
    """What needs no detour over how somebody would type it."""
    if before.type is Type.NUMBER and after.type is Type.MONEY:
        amount = Decimal(value).scaleb(exponent(after.currency))
        if amount != int(amount):
            raise ValueError
        return int(amount)
    if before.type is Type.MOMENT and after.type is Type.DATE:
        return value.date()
    if before.type in CHOICES and after.type in CHOICES:
        values = [value] if before.type is Type.CHOICE else value
        if after.type is Type.CHOICE and len(values) != 1:
            raise ValueError
        return values[0] if after.type is Type.CHOICE else values
    if after.type is Type.MONEY:
        return READERS[Type.MONEY](after, spoken(before, value).removesuffix(after.currency).strip())
    return None


def options_of(texts, type):
    """Allowed values made of what there is; what is too long for one is left out, and lost."""
    parts = {part.strip() for text in texts for part in (parts_of(text) if type is Type.SEVERAL else [text])}
    labels = {label.casefold(): label for label in sorted(parts, reverse=True) if 0 < len(label) <= LIMITS[Type.CHOICE]}
    options, taken = [], set()
    for label in sorted(labels.values(), key=str.casefold):
        taken.add(value := own_name(label, taken))
        options.append({"value": value, "label": label, "color": 0})
    return tuple(options)


def parts_of(text):
    return text.replace(";", ",").split(",")
