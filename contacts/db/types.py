"""Column types that mean the same on SQLite and on Postgres."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import BigInteger, DateTime, Integer, Numeric
from sqlalchemy.types import TypeDecorator


def utcnow():
    """The present moment: aware, UTC, whole milliseconds (as both engines can keep it)."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


class UTCDateTime(TypeDecorator):
    """An aware datetime in UTC. SQLite keeps ISO text, Postgres `timestamptz`."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Quantity(TypeDecorator):
    """An exact decimal with four places: `NUMERIC(16, 4)` on Postgres, ten-thousandths on SQLite."""

    digits, places = 16, 4
    impl = Numeric(digits, places)
    cache_ok = True

    def load_dialect_impl(self, dialect):
        kind = BigInteger() if dialect.name == "sqlite" else Numeric(self.digits, self.places)
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value, dialect):
        if value is None or dialect.name != "sqlite":
            return value
        return int(Decimal(value).scaleb(self.places))

    def process_result_value(self, value, dialect):
        if value is None or dialect.name != "sqlite":
            return value
        return Decimal(value).scaleb(-self.places)


class Rate(Quantity):
    """The same with eight places: what a currency is worth in another."""

    digits, places = 18, 8
    impl = Numeric(digits, places)
    cache_ok = True


class Money(NamedTuple):
    """An amount in minor units of a currency; its text, such as `500000 EUR`, is what is kept."""

    amount: int
    currency: str

    def __str__(self):
        return f"{self.amount} {self.currency}"

    @classmethod
    def parse(cls, text):
        amount, currency = text.split()
        return cls(int(amount), currency)


WholeNumber = BigInteger().with_variant(Integer(), "sqlite")
