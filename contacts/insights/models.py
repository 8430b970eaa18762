"""Roll-ups: what the purchases of all customers come to, kept in step by triggers (see rollups).

Each says whose customers it counts, so that an owner's, a team's and everybody's figures are sums over the same rows.
Rights: a figure goes the way of what it is made from (`copy_of`), so a role that may not read totals has no revenue.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from contacts.db import Base, WholeNumber, foreign_key

TOTAL = {"copy_of": ("purchases", "total")}
COUNTED = {"copy_of": ("purchases", "status")}
DAY = {"copy_of": ("purchases", "purchased_on")}
CURRENCY = {"copy_of": ("purchases", "currency")}
OWNER = {"copy_of": ("customers", "owner_id")}
OWNER_SAID = "Who looks after the customers; 0 is nobody"


def key(comment, info, kind=WholeNumber, **options):
    return mapped_column(kind, primary_key=True, autoincrement=False, comment=comment, info=info, **options)


class RevenueMonth(Base):
    """What was bought in a month, in one currency, by the customers of one owner."""

    __tablename__ = "revenue_months"
    __kind__ = "purchases"
    __table_args__ = {"comment": "Revenue by month, currency and owner, kept by triggers", "info": {"summed": True}}

    currency: Mapped[str] = key("ISO 4217 code", CURRENCY, String(3))
    month: Mapped[date] = mapped_column(primary_key=True, comment="First day of the month", info=DAY)
    owner_id: Mapped[int] = key(OWNER_SAID, OWNER)
    revenue: Mapped[int] = mapped_column(
        WholeNumber, comment="Sum of the totals that count, in minor units", info=TOTAL
    )
    purchase_count: Mapped[int] = mapped_column(WholeNumber, comment="How many purchases that is", info=COUNTED)


class CategoryMonth(Base):
    """The same by the category of what was bought; a line counts in every category that its product is in."""

    __tablename__ = "category_months"
    __kind__ = "purchases"
    __table_args__ = {
        "comment": "Revenue by month, currency, category and owner, kept by triggers",
        "info": {"summed": True},
    }

    currency: Mapped[str] = key("ISO 4217 code", CURRENCY, String(3))
    month: Mapped[date] = mapped_column(primary_key=True, comment="First day of the month", info=DAY)
    category_id: Mapped[int] = key("The category", {"copy_of": ("product_categories", "category_id")})
    owner_id: Mapped[int] = key(OWNER_SAID, OWNER)
    revenue: Mapped[int] = mapped_column(
        WholeNumber,
        comment="Sum of the lines that count, in minor units",
        info={"copy_of": ("purchase_items", "amount")},
    )
    line_count: Mapped[int] = mapped_column(WholeNumber, comment="How many lines that is", info=COUNTED)


class CustomerYear(Base):
    """What one customer bought for in a year, in one currency: the top of it is the top customers."""

    __tablename__ = "customer_years"
    __kind__ = "purchases"
    __table_args__ = (
        Index(None, "currency", "year", "revenue", "customer_id"),
        Index(None, "owner_id", "currency", "year", "revenue", "customer_id"),
        {
            "comment": "Sum of each customer's purchases by year and currency, kept by triggers",
            "info": {"summed": True},
        },
    )

    customer_id: Mapped[int] = foreign_key(
        "customers.id", "The customer", ondelete="CASCADE", primary_key=True, index=False
    )
    currency: Mapped[str] = key("ISO 4217 code", CURRENCY, String(3))
    year: Mapped[int] = key("The year; 0 is all years together", DAY)
    owner_id: Mapped[int] = mapped_column(WholeNumber, comment=OWNER_SAID, info=OWNER)
    revenue: Mapped[int] = mapped_column(
        WholeNumber, comment="Sum of the totals that count, in minor units", info=TOTAL
    )
    purchase_count: Mapped[int] = mapped_column(WholeNumber, comment="How many purchases that is", info=COUNTED)


class BuyerMonth(Base):
    """A customer bought something in this month; the roll-up of buyers is made from these."""

    __tablename__ = "buyer_months"
    __kind__ = "purchases"
    __table_args__ = (
        Index(None, "month", "first_month", "customer_id"),
        {"comment": "The months in which each customer bought, kept by triggers", "info": {"summed": True}},
    )

    customer_id: Mapped[int] = foreign_key(
        "customers.id", "The customer", ondelete="CASCADE", primary_key=True, index=False
    )
    month: Mapped[date] = mapped_column(primary_key=True, comment="First day of the month", info=DAY)
    first_month: Mapped[date] = mapped_column(comment="The month of the customer's first purchase", info=DAY)
    owner_id: Mapped[int] = mapped_column(WholeNumber, comment=OWNER_SAID, info=OWNER)


class BuyerCount(Base):
    """How many customers who first bought in one month bought in another: new ones, returning ones, cohorts."""

    __tablename__ = "buyer_counts"
    __kind__ = "purchases"
    __table_args__ = {
        "comment": "Customers by first and present month of buying, kept by triggers",
        "info": {"summed": True},
    }

    month: Mapped[date] = mapped_column(primary_key=True, comment="First day of the month", info=DAY)
    first_month: Mapped[date] = mapped_column(primary_key=True, comment="The month of their first purchase", info=DAY)
    owner_id: Mapped[int] = key(OWNER_SAID, OWNER)
    customers: Mapped[int] = mapped_column(WholeNumber, comment="How many customers", info=COUNTED)


class CustomerStanding(Base):
    """How a customer buys in one currency: when last, how often, for how much, and when that is too long ago."""

    __tablename__ = "customer_standings"
    __kind__ = "purchases"
    __table_args__ = (
        Index(None, "currency", "quiet_on", "customer_id"),
        Index(None, "currency", "frequency", "last_month", "customer_id"),
        {"comment": "How each customer buys, by currency, kept by triggers", "info": {"summed": True}},
    )

    customer_id: Mapped[int] = foreign_key(
        "customers.id", "The customer", ondelete="CASCADE", primary_key=True, index=False
    )
    currency: Mapped[str] = key("ISO 4217 code", CURRENCY, String(3))
    owner_id: Mapped[int] = mapped_column(WholeNumber, comment=OWNER_SAID, info=OWNER)
    last_on: Mapped[date] = mapped_column(comment="Day of the latest purchase", info=DAY)
    last_month: Mapped[date] = mapped_column(comment="First day of its month", info=DAY)
    frequency: Mapped[int] = mapped_column(comment="Group by number of purchases: 1, 2, 4 or 10 and more", info=COUNTED)
    purchase_count: Mapped[int] = mapped_column(WholeNumber, comment="How many purchases", info=COUNTED)
    revenue: Mapped[int] = mapped_column(
        WholeNumber, comment="Sum of the totals that count, in minor units", info=TOTAL
    )
    every_days: Mapped[int | None] = mapped_column(
        comment="Days between two purchases on average, when there are three", info=DAY
    )
    quiet_on: Mapped[date | None] = mapped_column(
        comment="The day by which two such stretches have passed, at least two weeks", info=DAY
    )


class StandingCount(Base):
    """How many customers bought so often and last in this month, and for how much."""

    __tablename__ = "standing_counts"
    __kind__ = "purchases"
    __table_args__ = {
        "comment": "Customers by how often and when last they bought, kept by triggers",
        "info": {"summed": True},
    }

    currency: Mapped[str] = key("ISO 4217 code", CURRENCY, String(3))
    last_month: Mapped[date] = mapped_column(primary_key=True, comment="First day of the month", info=DAY)
    frequency: Mapped[int] = key("Group by number of purchases: 1, 2, 4 or 10 and more", COUNTED)
    owner_id: Mapped[int] = key(OWNER_SAID, OWNER)
    revenue: Mapped[int] = mapped_column(WholeNumber, comment="Sum of what they bought for, in minor units", info=TOTAL)
    customers: Mapped[int] = mapped_column(WholeNumber, comment="How many customers", info=COUNTED)
