"""Derived figures of each customer: narrow tables that lists sort by, kept in step by triggers (see stats)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from contacts.db import Base, UTCDateTime, WholeNumber, foreign_key

LAST_CONTACT = "ix_customer_stats_last_contact_at_customer_id"
LAST_PURCHASE = "ix_customer_stats_last_purchase_on_customer_id"


class CustomerStats(Base):
    """Figures that lists sort by; triggers keep them in step with what they derive from."""

    __tablename__ = "customer_stats"
    __kind__ = "customers"
    __table_args__ = (
        # As the list of customers is ordered: nothing comes first, which SQLite does by itself and cannot be told.
        Index(LAST_CONTACT, "last_contact_at", "customer_id", info={"engine": "sqlite"}),
        Index(LAST_CONTACT, text("last_contact_at NULLS FIRST"), "customer_id", info={"engine": "postgresql"}),
        Index(LAST_PURCHASE, "last_purchase_on", "customer_id", info={"engine": "sqlite"}),
        Index(LAST_PURCHASE, text("last_purchase_on NULLS FIRST"), "customer_id", info={"engine": "postgresql"}),
        Index(
            "ix_customer_stats_touch_due",
            "touch_due_on",
            "customer_id",
            sqlite_where=text("touch_due_on IS NOT NULL"),
            postgresql_where=text("touch_due_on IS NOT NULL"),
        ),
        {"comment": "Derived figures of each customer, kept by triggers"},
    )

    customer_id: Mapped[int] = foreign_key(
        "customers.id", "The customer", ondelete="CASCADE", primary_key=True, index=False
    )
    last_contact_at: Mapped[datetime | None] = mapped_column(
        UTCDateTime,
        comment="The latest conversation that is not private (UTC)",
        info={"copy_of": ("communications", "happened_at")},
    )
    last_purchase_on: Mapped[date | None] = mapped_column(
        comment="Day of the latest purchase that counts", info={"copy_of": ("purchases", "purchased_on")}
    )
    purchase_count: Mapped[int] = mapped_column(
        default=0,
        server_default="0",
        comment="Purchases that count: not cancelled, not refunded",
        info={"copy_of": ("purchases", "status")},
    )
    touch_due_on: Mapped[date | None] = mapped_column(
        comment="The day by which to be in touch again", info={"copy_of": ("communications", "happened_at")}
    )


class CustomerValue(Base):
    """What a customer bought for, in one currency; triggers keep it in step with the purchases."""

    __tablename__ = "customer_values"
    __kind__ = "purchases"
    __table_args__ = (
        Index(None, "currency", "lifetime_value", "customer_id"),
        {"comment": "Sum of each customer's purchases by currency, kept by triggers"},
    )

    customer_id: Mapped[int] = foreign_key(
        "customers.id", "The customer", ondelete="CASCADE", primary_key=True, index=False
    )
    currency: Mapped[str] = mapped_column(String(3), primary_key=True, comment="ISO 4217 code")
    lifetime_value: Mapped[int] = mapped_column(
        WholeNumber, comment="Sum of the totals that count, in minor units", info={"copy_of": ("purchases", "total")}
    )
    purchase_count: Mapped[int] = mapped_column(comment="How many purchases that is")
