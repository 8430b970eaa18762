"""Where customers are billed and shipped to."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contacts.addresses.formats import address_lines
from contacts.db import Record, choice, foreign_key

if TYPE_CHECKING:
    from contacts.customers.models import Customer


class AddressKind(StrEnum):
    BILLING = "billing"
    SHIPPING = "shipping"
    OTHER = "other"


class Address(Record):
    """A postal address of a customer."""

    __tablename__ = "addresses"
    __kind__ = "addresses"
    __table_args__ = (
        CheckConstraint("length(country) = 2 AND country = upper(country)", name="country_code"),
        Index(
            "uq_addresses_one_default",
            "customer_id",
            "kind",
            unique=True,
            sqlite_where=text("is_default"),
            postgresql_where=text("is_default"),
        ),
        Index(None, "customer_id"),
        {"comment": "Postal addresses of customers", "sqlite_autoincrement": True},
    )

    customer_id: Mapped[int] = foreign_key("customers.id", "Whose address it is", ondelete="CASCADE", index=False)
    kind: Mapped[AddressKind] = mapped_column(choice(AddressKind), comment="Billing, shipping or other")
    is_default: Mapped[bool] = mapped_column(default=False, comment="The one to use; one of each kind a customer")
    recipient: Mapped[str | None] = mapped_column(
        String(200), comment="Name on the envelope, when it is not the customer's"
    )
    line1: Mapped[str | None] = mapped_column(String(200), comment="Street and number, or post box")
    line2: Mapped[str | None] = mapped_column(String(200), comment="Building, floor, department")
    city: Mapped[str | None] = mapped_column(String(120), comment="City or town", info={"search": "places"})
    region: Mapped[str | None] = mapped_column(String(120), comment="State, province or county")
    postal_code: Mapped[str | None] = mapped_column(
        String(20), comment="Postal code, as the country writes it", info={"search": "places"}
    )
    country: Mapped[str] = mapped_column(String(2), comment="ISO 3166-1 alpha-2 code")

    @property
    def lines(self):
        """As its country writes it, the country last."""
        return address_lines(self)

    customer: Mapped[Customer] = relationship(back_populates="addresses", lazy="raise")
