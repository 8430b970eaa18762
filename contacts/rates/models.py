"""Exchange rates, each from a day on."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contacts.db import Rate, Record


class ExchangeRate(Record):
    """As banks write them: one unit of the base is so many of the currency. It holds until a later one of the two."""

    __tablename__ = "exchange_rates"
    __kind__ = "users"
    __table_args__ = (
        CheckConstraint("length(base) = 3 AND base = upper(base)", name="base_code"),
        CheckConstraint("length(currency) = 3 AND currency = upper(currency)", name="currency_code"),
        CheckConstraint("base <> currency", name="two_currencies"),
        CheckConstraint("per_unit > 0", name="worth_something"),
        UniqueConstraint("base", "currency", "valid_from"),
        {"comment": "What currencies are worth, each from a day on", "sqlite_autoincrement": True},
    )

    base: Mapped[str] = mapped_column(String(3), comment="ISO 4217 code of what one unit is worth")
    currency: Mapped[str] = mapped_column(String(3), comment="ISO 4217 code of what it is worth it in")
    per_unit: Mapped[Decimal] = mapped_column(Rate, comment="How much of the currency one unit of the base is")
    valid_from: Mapped[date] = mapped_column(comment="The first day on which it holds")
