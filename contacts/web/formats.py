"""How values are written for people: money, phones, file sizes, initials; and how typed money is read.

Pure functions. `contacts.web.moments` is the same for dates and times.
"""

import re
import unicodedata
import zlib
from decimal import Decimal
from functools import lru_cache

import phonenumbers
from babel import Locale
from babel.numbers import (
    NumberPattern,
    format_decimal,
    get_currency_symbol,
    get_decimal_symbol,
    get_group_symbol,
    parse_pattern,
)

from contacts.web.words import _

# ISO 4217: the currencies whose minor unit is not a hundredth, by their number of decimals.
# (CLDR, and so Babel, counts the digits that people show, which differ.)
UNUSUAL = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
EXPONENTS = {currency: digits for digits, currencies in UNUSUAL.items() for currency in currencies.split()}
UNITS = ((3, "GB"), (2, "MB"), (1, "kB"))  # powers of a thousand
LARGEST_AMOUNT = 10**15  # minor units; well inside 64 bits, so that sums stay inside too
LONGEST_NUMBER = 40  # characters
SPACES = " \u00a0\u202f"
HUES = 9


def exponent(currency: str) -> int:
    """How many decimals a currency has: EUR 2, JPY 0, KWD 3."""
    return EXPONENTS.get(currency.upper(), 2)


@lru_cache(maxsize=4096)
def money(minor_units: int | Decimal, currency: str, locale: str = "en", finer: int = 0) -> str:
    """`123450, "EUR"` is "€1,234.50"; `finer` allows as many further decimals where there are any."""
    amount = Decimal(minor_units).scaleb(-exponent(currency))
    return _money_pattern(currency, locale, finer).apply(
        amount, _babel(locale), currency=currency, currency_digits=False
    )


@lru_cache(maxsize=256)
def _money_pattern(currency: str, locale: str, finer: int) -> NumberPattern:
    pattern = _babel(locale).currency_formats["standard"].pattern.replace("0.00", _places(currency, finer))
    if get_currency_symbol(currency, _babel(locale)).isalpha():
        pattern = pattern.replace("¤#", "¤\u00a0#")  # "KWD 12", yet "€12"
    return parse_pattern(pattern)


def plain_amount(minor_units: int | Decimal | None, currency: str, locale: str = "en", finer: int = 0) -> str:
    """The same without the currency, as it stands in an input: `123450` is "1234.50"."""
    if minor_units is None:
        return ""
    amount = Decimal(minor_units).scaleb(-exponent(currency))
    return format_decimal(amount, _places(currency, finer), _babel(locale))


def number(value: int | Decimal, locale: str = "en", places: int = 4) -> str:
    """A quantity with up to four decimals: `Decimal("2.5000")` is "2.5"."""
    return format_decimal(value, f"#,##0.{'#' * places}", _babel(locale))


def parse_number(text: str, locale: str = "en") -> Decimal:
    """Read a number as the locale writes it, with or without group marks. ValueError carries a sentence."""
    point, group = re.escape(get_decimal_symbol(_babel(locale))), re.escape(get_group_symbol(_babel(locale)))
    mark = f"[{SPACES}'’{group}]"
    written = rf"-?(?:\d+|\d{{1,3}}(?:{mark}\d{{2,3}})*{mark}\d{{3}})(?:{point}\d*)?|-?{point}\d+"
    text = text.strip().replace("\u2212", "-")
    if len(text) > LONGEST_NUMBER or not re.fullmatch(written, text):
        raise ValueError(_("Type a number, for example %(example)s.", example=_example(2, locale)))
    return Decimal(re.sub(point, ".", re.sub(mark, "", text)))


def to_minor_units(text: str, currency: str, locale: str = "en") -> int:
    """Read "1,234.50" as 123450 minor units. ValueError carries a sentence for the person who typed it."""
    digits = exponent(currency)
    amount = parse_number(text, locale).scaleb(digits)
    values = {"digits": digits, "currency": currency, "example": _example(digits, locale)}
    if amount != int(amount):
        sentence = _("Use at most %(digits)d decimals for %(currency)s, for example %(example)s.")
        if not digits:
            sentence = _("%(currency)s has no decimals. Type a whole number, for example %(example)s.")
        raise ValueError(sentence % values)
    if abs(amount) > LARGEST_AMOUNT:
        raise ValueError(_("Type a smaller amount."))
    return int(amount)


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """One or two letters for the avatar, in the script of the name."""
    words = [word for word in (_letters(part) for part in name.split()) if word]
    if not words:
        return "?"
    if unicodedata.name(words[0][0], "").startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL")):
        return words[0][0]
    return "".join(_first_letter(word) for word in dict.fromkeys((words[0], words[-1])))


def hue(key: object) -> int:
    """The colour of a person's avatar: 1 to 9, always the same for the same id."""
    return zlib.crc32(str(key).encode()) % HUES + 1


@lru_cache(maxsize=4096)
def phone(value: str) -> str:
    """An E.164 number in the groups people read; anything else as it was typed."""
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return value
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def dial(value: str) -> str:
    """What a phone dials of a number that is written for people: "+234 803 555 0142" is "+2348035550142"."""
    return re.sub(r"[^+0-9*#,;]", "", value)


def file_size(octets: int) -> str:
    """`182345` is "182 kB"; units of a thousand."""
    if octets < 1000:
        return f"{octets} B"
    size, unit = next((octets / 1000**power, unit) for power, unit in UNITS if octets >= 1000**power)
    return f"{size:.1f} {unit}" if size < 10 and unit != "kB" else f"{size:.0f} {unit}"


def _places(currency: str, finer: int) -> str:
    decimals = "0" * exponent(currency) + "#" * finer
    return f"0.{decimals}" if decimals else "0"


@lru_cache(maxsize=64)
def _babel(locale: str) -> Locale:
    return Locale.parse(locale, sep="-")


def _example(digits: int, locale: str) -> str:
    return format_decimal(Decimal("1234.5"), "#,##0" + ("." + "0" * digits if digits else ""), _babel(locale))


def _letters(word: str) -> str:
    """The word from its first letter on, without the Arabic article."""
    start = next((at for at, sign in enumerate(word) if sign.isalnum()), len(word))
    word = word[start:]
    return word[2:] if word.startswith("ال") and len(word) > 3 else word


def _first_letter(word: str) -> str:
    marks = 1
    while marks < len(word) and unicodedata.category(word[marks]) in ("Mn", "Mc"):
        marks += 1
    upper = word[:marks].upper()
    return upper if len(upper) == marks else word[:marks]
