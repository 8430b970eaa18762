"""Which value somebody asks to see, and how often they did so."""

from datetime import date, timedelta
from math import ceil

from flask import abort
from sqlalchemy import select

from contacts.access import Sealed, SecurityEvent, current_actor, level, mask, may, revealed_value, unrestricted
from contacts.db import Base, Money, utcnow
from contacts.reveals.added import masked_added
from contacts.reveals.rows import is_of
from contacts.web.filters import day, money

MOST_AN_HOUR = 30
HOUR = timedelta(hours=1)


class MaskedColumn:
    """A built-in one, by its mapped attribute."""

    def __init__(self, attribute):
        self.attribute, self.column = attribute, attribute.property.columns[0]

    def value_of(self, customer, row_id):
        """The plain value in this row, which must be the customer's own; else 404."""
        if not is_of(customer, self.attribute.class_, row_id):
            abort(404)
        value = revealed_value(self.attribute, row_id)
        return abort(404) if value is None else value

    def readable(self, value):
        """The plain value as pages show it: days and sealed amounts written out, everything else as it is."""
        sealed = vars(self.attribute.class_).get(self.column.name)
        parsed = sealed.parse(value) if isinstance(sealed, Sealed) else value
        if isinstance(parsed, date):
            return day(parsed)
        return money(*parsed) if isinstance(parsed, Money) else str(parsed)

    def mask_of(self, value):
        return mask(self.column.info["mask"], value)


def masked_field(field):
    """What stands at `table.column` if the role sees it masked; else 404, for a hidden one as for none."""
    return masked_column(field) or masked_added(field) or abort(404)


def masked_column(field):
    table, _, column = field.partition(".")
    for mapper in Base.registry.mappers:
        for attribute in mapper.column_attrs:
            found = attribute.columns[0]
            if (mapper.local_table.name, found.name) == (table, column) and "mask" in found.info:
                masked = level(field) == "masked" and may("read", mapper.class_.__kind__)
                return MaskedColumn(getattr(mapper.class_, attribute.key)) if masked else None
    return None


def minutes_to_wait():
    """None when this person may reveal one more, else after how many minutes: so many an hour, across restarts."""
    mine = select(SecurityEvent.at).where(
        SecurityEvent.kind == "reveal", SecurityEvent.actor_id == current_actor().id, SecurityEvent.at > utcnow() - HOUR
    )
    with unrestricted("one's own reveals are counted, to hold them back") as session:
        first = session.scalar(mine.order_by(SecurityEvent.at.desc()).offset(MOST_AN_HOUR - 1).limit(1))
    return first and max(1, ceil((first + HOUR - utcnow()).total_seconds() / 60))
