"""What the proof plants: in each column a value that stands nowhere else, and how it would read on a page.

A flavour is a set of rows: two that are there, what one of them said before an edit, one that was deleted, and what
takes the place of the hidden ones in the second database.
"""

import zlib
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import BigInteger, Boolean, Date, Enum, Integer, String

from contacts.db import Quantity, UTCDateTime

FLAVOURS = ("canary", "further", "former", "gone", "extra", "aother", "zother")
MOMENT = datetime(2026, 3, 4, 9, 8, 7, tzinfo=UTC)
SEALED_DAYS = ("1911-10-12", "1912-11-13", "1913-12-14", "1914-09-15", "1911-08-16", "1912-07-17", "1911-06-18")
# What a rule of the database asks for, and words that mean something. `{flavour}` and `{n}` differ from row to row.
GIVEN = {
    "addresses.country": "CH",
    "attachments.sha256": "ab" * 32,
    "custom_fields.archived_at": None,
    "custom_fields.column_name": "c_{flavour}",
    "custom_fields.key": "{flavour}key",
    "custom_fields.options": [],
    "custom_fields.record": "customers",
    "customers.bank_account": "{flavour}-bank-account-42",
    "customers.credit_limit": "19283746{n} EUR",
    "customers.kind": "person",
    "customers.language": "de-CH",
    "customers.tax_id": "{flavour}-tax-id-41",
    "customers.time_zone": "Europe/Zurich",
    "emails.folded": "{flavour}@emails.example",
    "emails.value": "{flavour}@Emails.example",
    "exchange_rates.base": "EUR",
    "exchange_rates.currency": "CHF",
    "phones.e164": "+414466{n}1800",
    "phones.value": "+41 44 66{n} 18 00",
    "products.currency": "CHF",
    "purchases.currency": "CHF",
    "tickets.closed_at": None,
    "tickets.status": "open",
    "users.email": "{flavour}@users.example",
    "users.locale": "en",
    "users.time_zone": "UTC",
}
PLAIN = {"custom_fields.column_name", "custom_fields.key", "custom_fields.options", "custom_fields.record"}
PLAIN |= {"addresses.country", "attachments.sha256", "customers.kind", "customers.language", "customers.time_zone"}
SMALL = {Integer: 7, Boolean: False}


def value_of(column, flavour="canary"):
    """The value to plant, before it is sealed."""
    name, at = f"{column.table.name}.{column.name}", FLAVOURS.index(flavour)
    if name == "customers.birth_date":
        return SEALED_DAYS[at]
    if name in GIVEN:
        given = GIVEN[name]
        return given if not isinstance(given, str) else given.format(flavour=flavour, n=at + 1)
    if isinstance(column.type, Boolean):
        return flavour in FLAVOURS[:2] and column.name in ("active", "is_primary", "is_default")
    if isinstance(column.type, Enum):
        return column.type.enums[0]
    if isinstance(column.type, String):
        return word(column, flavour)
    return counted(column, f"{flavour}.{name}")


def word(column, flavour):
    """Words of this column and flavour only; where they do not fit, signs that nobody would write."""
    words = f"{flavour}-{column.table.name}-{column.name}".replace("_", "-")
    fits = column.type.length is None or len(words) <= column.type.length
    return words if fits else f"{flavour[0]}q{zlib.crc32(words.encode()):08x}"[: column.type.length]


def counted(column, seed):
    """A day, a moment or a number made of the name."""
    number = zlib.crc32(seed.encode())
    day = date(1950, 1, 1) + timedelta(days=number % 18_000)
    if isinstance(column.type, Date):
        return day
    if isinstance(column.type, UTCDateTime):
        kept = column.name in ("created_at", "updated_at")
        return MOMENT if kept else datetime(day.year, day.month, day.day, 9, 8, 7, tzinfo=UTC)
    if isinstance(column.type, Quantity):
        return 10_000 + number % 1000  # so few that they can be paid
    large = type(column.type) is BigInteger
    return 100_000_000 + number % 800_000_000 if large else SMALL.get(type(column.type), 7)


def readings(column, flavour="canary"):
    """How the value would read on a page, whichever way it is written; nothing if it is not telling."""
    name, value = f"{column.table.name}.{column.name}", value_of(column, flavour)
    if name in PLAIN or value is None or column.foreign_keys or column.name in ("id", "created_at", "updated_at"):
        return []
    if name == "customers.birth_date":
        return days(date.fromisoformat(value))
    if name == "customers.credit_limit":
        return numbers(int(value.split()[0]))
    if isinstance(value, bool) or isinstance(column.type, Enum):
        return []
    if isinstance(value, int):
        return numbers(value) if value > 1000 else []
    if isinstance(value, date):
        return days(value)
    return [value] if len(value) > 5 else []


def numbers(number):
    """As it is, with group marks, and as minor units of a currency."""
    return [f"{number}", f"{number:,}", f"{number / 100:,.2f}", f"{number / 100:.2f}"]


def days(day):
    return [f"{day:%Y-%m-%d}", f"{day.day} {day:%b %Y}", f"{day.day} {day:%B %Y}", f"{day:%d.%m.%Y}"]
