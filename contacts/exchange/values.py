"""From a cell to a value: each reader takes text and the mapping's format and raises ValueError with a sentence."""

import re
import unicodedata
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from types import SimpleNamespace

from wtforms.validators import StopValidation

from contacts.web.formats import LARGEST_AMOUNT, exponent
from contacts.web.forms import countries, currencies
from contacts.web.names import fold_for_sorting
from contacts.web.rules import clean, plain

TRUE, FALSE = {"1", "yes", "true", "y"}, {"0", "no", "false", "n"}
ALSO_CALLED = {"UK": "GB", "USA": "US", "ENGLAND": "GB", "U.S.A.": "US", "UNITED STATES OF AMERICA": "US"}
SPACES = re.compile(r"[\s\u00a0\u202f]+")
SIGNS = re.compile(r"[-\u2010-\u2015\u2212'’‘`´]+")
MOST_NUMBER = Decimal(10) ** 9


def words(column):
    """A reader of text that fits a model's column."""
    limit = column.property.columns[0].type.length

    def read(text, _format=None):
        value = clean(text)
        try:
            plain(None, SimpleNamespace(data=value))
        except StopValidation as error:
            raise ValueError(str(error).rstrip(".")) from None
        if value and len(value) > limit:
            raise ValueError(f"{len(value):,} characters, at most {limit:,} fit")
        return value

    return read


def choice_of(kind):
    """A reader of one word of a StrEnum."""

    def read(text, _format=None):
        try:
            return kind(text.strip().lower())
        except ValueError:
            raise ValueError(f"“{text}” is none of {', '.join(kind)}") from None

    return read


def day(text, format=None):
    """A date, ISO unless the mapping gives a format."""
    try:
        found = datetime.strptime(text, format).date() if format else date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a date like {format or '2024-12-31'}") from None
    if not 1900 <= found.year <= 2200:
        raise ValueError(f"“{text}” is not a date between 1900 and 2200")
    return found


def moment(text, format=None):
    """An aware moment in UTC; a cell without a zone is UTC."""
    try:
        found = datetime.strptime(text, format) if format else datetime.fromisoformat(text)
        found = found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"“{text}” is not a moment like {format or '2024-12-31 17:30'}") from None
    if not 1900 <= found.year <= 2200:
        raise ValueError(f"“{text}” is not a moment between 1900 and 2200")
    return found.replace(microsecond=found.microsecond // 1000 * 1000)


def number(text, decimal=".", least=Decimal(0), most=MOST_NUMBER):
    """An exact decimal; `decimal` is the mark before the fraction."""
    written = SPACES.sub("", text).replace("," if decimal == "." else ".", "").replace(decimal, ".")
    try:
        value = Decimal(written)
    except InvalidOperation:
        raise ValueError(f"“{text}” is not a number") from None
    if not value.is_finite() or not least <= value <= most:
        raise ValueError(f"“{text}” is not a number from {least} to {most:,}")
    return value


def places(value, digits, text):
    """The value, refused when it has more places than are kept."""
    if value != value.quantize(Decimal(1).scaleb(-digits)):
        raise ValueError(f"“{text}” has more than {digits} decimals")
    return value


def minor_units(text, currency, decimal="."):
    """Minor units of the currency, as a Decimal with at most four places (a price may be finer than a coin)."""
    return places(number(text, decimal).scaleb(exponent(currency)), 4, text)


def whole(value, text):
    if value != int(value) or value > LARGEST_AMOUNT:
        raise ValueError(f"“{text}” is not an amount of whole minor units")
    return int(value)


def half_up(value):
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def minutes(text, _format=None):
    value = number(text, most=Decimal(1440))
    return whole(value, text)


def days(text, _format=None):
    """A rhythm: whole days, up to ten years."""
    value = number(text, least=Decimal(1), most=Decimal(3650))
    if value != int(value):
        raise ValueError(f"“{text}” is not a whole number of days")
    return int(value)


def yes_or_no(text, _format=None):
    if text.lower() in TRUE | FALSE:
        return text.lower() in TRUE
    raise ValueError(f"“{text}” is neither yes nor no")


def country(text, _format=None):
    """An ISO 3166-1 code from a code or an English name."""
    by_name = {name.casefold(): code for code, name in countries()}
    code = ALSO_CALLED.get(text.upper(), text.upper())
    code = code if code in by_name.values() else by_name.get(text.casefold())
    if code is None:
        raise ValueError(f"“{text}” is not a country; give its ISO code or a table of values")
    return code


def currency(text, _format=None):
    if text.upper() not in dict(currencies()):
        raise ValueError(f"“{text}” is not a currency of ISO 4217")
    return text.upper()


def plain_text(text, _format=None):
    return clean(text)


def sort_name(name):
    return fold_for_sorting(name)[:200]


def street(text):
    """What two spellings of one street have in common: spaces, hyphens, apostrophes and case say nothing."""
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    return SPACES.sub("", SIGNS.sub("", folded))
