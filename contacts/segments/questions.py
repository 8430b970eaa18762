"""What can be asked of a field, by the kind of value it has: "is one of", "at least", "in the last … days"."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import DateTime, and_, func, not_

from contacts.access import current_actor
from contacts.db import utcnow
from contacts.web.words import _

MOST_DAYS, MOST_NUMBER, MOST_SIGNS, MOST_VALUES = 36_500, 10**12, 200, 50


class Kind(StrEnum):
    TEXT = "text"
    CHOICE = "choice"
    NUMBER = "number"
    DAY = "day"
    YES = "yes"
    LINK = "link"


class Question(NamedTuple):
    """`holds(column, value)` is a condition; with `is_negative` the answer is everybody of whom it does not hold.

    `read(text)` makes the value of what was typed; ValueError with a sentence. None when nothing is asked for.
    """

    label: str
    holds: Callable
    read: Callable | None = None
    is_negative: bool = False


def read_text(typed):
    typed = typed.strip()
    if not typed or not typed.isprintable():
        raise ValueError(_("Say which words to look for."))
    if len(typed) > MOST_SIGNS:
        raise ValueError(_("Use at most %(most)d signs.", most=MOST_SIGNS))
    return typed


def read_number(typed):
    try:
        value = Decimal(typed.strip().replace(",", "."))
    except InvalidOperation:
        raise ValueError(_("Give a number.")) from None
    if not value.is_finite() or abs(value) > MOST_NUMBER:
        raise ValueError(_("Give a number that is not so large."))
    return str(value.normalize() + 0)


def read_days(typed):
    typed = typed.strip()
    if not (typed.isascii() and typed.isdecimal()) or len(typed) > 5 or not 0 < int(typed) <= MOST_DAYS:
        raise ValueError(_("Give a number of days from 1 to %(most)d.", most=MOST_DAYS))
    return int(typed)


def read_day(typed):
    try:
        return date.fromisoformat(typed.strip()).isoformat()
    except ValueError:
        raise ValueError(_("Give a date, as 2026-01-31.")) from None


def is_moment(column):
    return isinstance(getattr(column.type, "impl", column.type), DateTime)


def edge(column, day):
    """A day as a column keeps it: the moment it begins, in UTC, or the day itself."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if is_moment(column) else day


def days_ago(column, days):
    today = utcnow().date()
    return edge(column, today - timedelta(days=min(days, (today - date.min).days)))


def days_ahead(column, days):
    return edge(column, utcnow().date() + timedelta(days=days + 1))


def now_of(column):
    return utcnow() if is_moment(column) else utcnow().date()


def contains(column, value):
    return func.lower(column).contains(value.lower(), autoescape=True)


def one_of(column, values):
    """`me` is whoever looks."""
    return column.in_([current_actor().id if value == "me" else value for value in values])


def number(column, value):
    exact = Decimal(value)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


GIVEN = Question(_("is given"), lambda column, _value: column.is_not(None))
EMPTY = GIVEN._replace(label=_("is empty"), is_negative=True)

QUESTIONS = {
    Kind.TEXT: {
        "contains": Question(_("contains"), contains, read_text),
        "lacks": Question(_("does not contain"), contains, read_text, True),
        "is": Question(_("is"), lambda column, value: func.lower(column) == value.lower(), read_text),
        "begins": Question(
            _("begins with"),
            lambda column, value: func.lower(column).startswith(value.lower(), autoescape=True),
            read_text,
        ),
        "given": GIVEN,
        "empty": EMPTY,
    },
    Kind.CHOICE: {
        "any_of": Question(_("is one of"), one_of, str),
        "none_of": Question(_("is none of"), one_of, str, True),
        "given": GIVEN,
        "empty": EMPTY,
    },
    Kind.NUMBER: {
        "least": Question(_("is at least"), lambda column, value: column >= number(column, value), read_number),
        "most": Question(_("is at most"), lambda column, value: column <= number(column, value), read_number),
        "equals": Question(_("is exactly"), lambda column, value: column == number(column, value), read_number),
    },
    Kind.DAY: {
        "within": Question(
            _("is in the last … days"),
            lambda column, days: and_(column >= days_ago(column, days), column <= now_of(column)),
            read_days,
        ),
        "not_within": Question(
            _("is not in the last … days"),
            lambda column, days: and_(column >= days_ago(column, days), column <= now_of(column)),
            read_days,
            True,
        ),
        "ahead": Question(
            _("is in the next … days"),
            lambda column, days: and_(column >= now_of(column), column < days_ahead(column, days)),
            read_days,
        ),
        "since": Question(
            _("is on or after"), lambda column, day: column >= edge(column, date.fromisoformat(day)), read_day
        ),
        "before": Question(
            _("is before"), lambda column, day: column < edge(column, date.fromisoformat(day)), read_day
        ),
        "given": GIVEN,
        "empty": EMPTY,
    },
    Kind.YES: {
        "yes": Question(_("is so"), lambda column, _value: column.is_(True)),
        "no": Question(_("is not so"), lambda column, _value: column.is_(True), None, True),
    },
    Kind.LINK: {"given": GIVEN, "empty": EMPTY},
}


def said(question, value):
    """ "is in the last 30 days" """
    if value is None:
        return question.label
    words = " / ".join(value) if isinstance(value, list) else str(value)
    return question.label.replace("…", words) if "…" in question.label else f"{question.label} {words}"


def neither(condition):
    """Of whom it does not hold: NULL is no answer, so that everybody is either in or out."""
    return not_(func.coalesce(condition, False))
