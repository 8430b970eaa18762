"""What customers bought, when, and for how much."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contacts.db import Quantity, Record, WholeNumber, choice, foreign_key

if TYPE_CHECKING:
    from contacts.categories.models import Product
    from contacts.customers.models import Customer


class PurchaseStatus(StrEnum):
    OPEN = "open"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"


COUNTED = (PurchaseStatus.OPEN, PurchaseStatus.COMPLETED)


DERIVED = {"derived": True}  # written by what is typed in the other fields
COPIED = {"copy_of": ("addresses", "line1")}  # who may not read addresses does not read what was copied from them


class Purchase(Record):
    """One order of a customer."""

    __tablename__ = "purchases"
    __kind__ = "purchases"
    __table_args__ = (
        CheckConstraint("length(currency) = 3 AND currency = upper(currency)", name="currency_code"),
        CheckConstraint("total >= 0", name="total_not_negative"),
        UniqueConstraint("source", "reference"),
        Index(None, "customer_id", "purchased_on", "id"),
        Index(None, "purchased_on", "id"),
        Index(None, "total", "id"),
        {"comment": "Orders of customers", "sqlite_autoincrement": True},
    )

    customer_id: Mapped[int] = foreign_key("customers.id", "Who bought", ondelete="CASCADE", index=False)
    reference: Mapped[str | None] = mapped_column(
        String(60), comment="Order number, unique in its source", info={"search": "orders"}
    )
    source: Mapped[str | None] = mapped_column(String(60), comment="Where the record came from; empty when typed here")
    purchased_on: Mapped[date] = mapped_column(comment="Day of the purchase")
    status: Mapped[PurchaseStatus] = mapped_column(
        choice(PurchaseStatus), default=PurchaseStatus.COMPLETED, comment="Open, completed, cancelled or refunded"
    )
    currency: Mapped[str] = mapped_column(String(3), comment="ISO 4217 code")
    total: Mapped[int] = mapped_column(
        WholeNumber, default=0, comment="Sum of the lines' amounts, in minor units", info=DERIVED
    )
    billing_address: Mapped[str | None] = mapped_column(
        String(1000), info=COPIED, comment="Billing address as it was that day"
    )
    shipping_address: Mapped[str | None] = mapped_column(
        String(1000), info=COPIED, comment="Shipping address as it was that day"
    )
    notes: Mapped[str | None] = mapped_column(String(5000), comment="Anything worth knowing")

    customer: Mapped[Customer] = relationship(lazy="raise")
    items: Mapped[list[PurchaseItem]] = relationship(
        back_populates="purchase", order_by="PurchaseItem.position", lazy="raise", passive_deletes="all"
    )


class PurchaseItem(Record):
    """One line of a purchase; its amount is rounded half-up to the minor unit, as invoices do."""

    __tablename__ = "purchase_items"
    __kind__ = "purchases"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("unit_price >= 0", name="unit_price_not_negative"),
        CheckConstraint("discount BETWEEN 0 AND 10000", name="discount_share"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        UniqueConstraint("purchase_id", "position"),
        {"comment": "Lines of purchases", "sqlite_autoincrement": True},
    )

    purchase_id: Mapped[int] = foreign_key(
        "purchases.id", "The purchase", ondelete="CASCADE", index=False, info={"hangs": True}
    )
    position: Mapped[int] = mapped_column(comment="Order of the lines, from 1", info=DERIVED)
    product_id: Mapped[int | None] = foreign_key(
        "products.id", "The product, when it is a known one", ondelete="SET NULL", nullable=True
    )
    description: Mapped[str] = mapped_column(
        String(300), comment="What was sold, in the words of that day", info={"search": "items"}
    )
    quantity: Mapped[Decimal] = mapped_column(Quantity, comment="How many, to four decimals")
    unit_price: Mapped[Decimal] = mapped_column(Quantity, comment="Price of one in minor units, to four decimals")
    discount: Mapped[int] = mapped_column(default=0, comment="Discount in hundredths of a percent, 0 to 10000")
    amount: Mapped[int] = mapped_column(WholeNumber, comment="What the line costs, in minor units", info=DERIVED)

    purchase: Mapped[Purchase] = relationship(back_populates="items", lazy="raise")
    product: Mapped[Product | None] = relationship(lazy="raise")
