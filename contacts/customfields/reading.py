"""From what somebody typed (or a file says) to the value of a field, and back. ValueError carries a sentence.

What is typed means the same in every place: forms, files, defaults, the least and the most, changes of a type.
"""

import re
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from types import SimpleNamespace

from flask import current_app
from wtforms.validators import StopValidation

from contacts.customfields.columns import LIMITS
from contacts.customfields.words import LETTERS, Type
from contacts.web.formats import LARGEST_AMOUNT, to_minor_units
from contacts.web.reach import as_email, as_phone
from contacts.web.rules import clean, plain
from contacts.web.standards import web_address
from contacts.web.words import _

LARGEST = Decimal(10) ** 11
LONGEST_TYPED = 25_000
YES, NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}


def read(field, text):
    """The value, or None of nothing; held against what the field allows."""
    text = cleaned(text)
    if text is None:
        return None
    value = READERS[field.type](field, text)
    check(field, value)
    return value


def cleaned(text):
    """Composed, without spaces around; what cannot be kept is refused."""
    if len(text or "") > LONGEST_TYPED:
        raise ValueError(_("Use at most %(max)d characters.", max=LONGEST_TYPED))
    text = clean(text)
    try:
        plain(None, SimpleNamespace(data=text))
    except StopValidation as error:
        raise ValueError(str(error)) from None
    return text


def letters(field, text):
    limit = LIMITS[field.type]
    if len(text) > limit:
        raise ValueError(_("Use at most %(max)d characters.", max=limit))
    reader = {Type.LINK: web_address, Type.EMAIL: as_email, Type.PHONE: as_phone}.get(field.type)
    return reader(text) if reader else text


def number(_field, text):
    try:
        value = Decimal(text.replace(",", ".").replace("\u2212", "-"))
    except InvalidOperation:
        raise ValueError(_("Give a number, for example 2.5.")) from None
    exponent = value.as_tuple().exponent
    if not value.is_finite() or exponent < -4 or abs(value) > LARGEST:
        raise ValueError(_("Give a number with at most four decimals that is not so large."))
    return value


def money(field, text):
    amount = to_minor_units(text, field.currency, current_app.config["LOCALE"])
    if abs(amount) > LARGEST_AMOUNT:
        raise ValueError(_("Type a smaller amount."))
    return amount


def day(_field, text):
    try:
        value = date.fromisoformat(text)
    except ValueError:
        raise ValueError(_("Give a day of the calendar, for example 2026-05-04.")) from None
    return within_years(value)


def moment(_field, text):
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(_("Give a day and a time, for example 2026-05-04 16:30.")) from None
    within_years(value)
    return value.replace(tzinfo=value.tzinfo or UTC, microsecond=0).astimezone(UTC)


def within_years(value):
    if not 1900 <= value.year <= 2200:
        raise ValueError(_("Give a year from 1900 to 2200."))
    return value


def yes_or_no(_field, text):
    if text.casefold() in YES | NO:
        return text.casefold() in YES
    raise ValueError(_("Say yes or no."))


def chosen(field, text):
    """One of the allowed values, by its own name or by its label."""
    known = {value.casefold(): value for value, _label in field.choices}
    found = known.get(text.casefold()) or {label.casefold(): value for value, label in field.choices}.get(
        text.casefold()
    )
    if found is None:
        raise ValueError(_("Choose one of: %(labels)s.", labels=", ".join(label for _v, label in field.choices)[:300]))
    return found


def several(field, text):
    """Some of them, with commas or semicolons between; in the order in which the field lists them."""
    found = {chosen(field, part.strip()) for part in re.split("[,;]", text) if part.strip()}
    return [value for value, _label in field.choices if value in found] or None


def key(_field, text):
    """Which record: its number, or the address of its page."""
    found = re.fullmatch(r"(?:\S*/)?(\d{1,15})/?", text)
    if found is None:
        raise ValueError(_("Give the number of the record, or the address of its page."))
    return int(found[1])


READERS = {
    **dict.fromkeys(LETTERS, letters),
    Type.NUMBER: number,
    Type.MONEY: money,
    Type.DATE: day,
    Type.MOMENT: moment,
    Type.YES_NO: yes_or_no,
    Type.CHOICE: chosen,
    Type.SEVERAL: several,
    Type.PERSON: key,
    Type.RECORD: key,
}


def check(field, value):
    """What an administrator asked for beside the type: a pattern, a least and a most."""
    if field.pattern and isinstance(value, str) and not re.fullmatch(field.pattern, value):
        raise ValueError(_("This does not have the form that is asked for."))
    if field.type in (Type.TEXT, Type.LONG):
        least, most = (int(limit) if limit else None for limit in (field.minimum, field.maximum))
        if least is not None and len(value) < least:
            raise ValueError(_("Use at least %(min)d characters.", min=least))
        if most is not None and len(value) > most:
            raise ValueError(_("Use at most %(max)d characters.", max=most))
        return
    least, most = limits(field)
    if least is not None and value < least:
        raise ValueError(_("Give %(least)s or more.", least=field.minimum))
    if most is not None and value > most:
        raise ValueError(_("Give %(most)s or less.", most=field.maximum))


def limits(field):
    """The least and the most of something that is measured, as values; None where there is none."""
    return tuple(READERS[field.type](field, text) if text else None for text in (field.minimum, field.maximum))
