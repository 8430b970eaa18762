"""Which categories each customer is interested in."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contacts.db import Record, choice, foreign_key

if TYPE_CHECKING:
    from contacts.categories.models import Category
    from contacts.customers.models import Customer


class Origin(StrEnum):
    STATED = "stated"
    INFERRED = "inferred"


class Interest(Record):
    """A customer is interested in a category."""

    __tablename__ = "customer_categories"
    __kind__ = "interests"
    __table_args__ = (
        UniqueConstraint("customer_id", "category_id"),
        Index(None, "category_id", "customer_id"),
        {"comment": "Which categories each customer is interested in", "sqlite_autoincrement": True},
    )

    customer_id: Mapped[int] = foreign_key("customers.id", "Who is interested", ondelete="CASCADE", index=False)
    category_id: Mapped[int] = foreign_key("categories.id", "In what", ondelete="CASCADE", index=False)
    origin: Mapped[Origin] = mapped_column(
        choice(Origin), default=Origin.STATED, comment="Stated by somebody, or inferred from purchases"
    )

    customer: Mapped[Customer] = relationship(back_populates="interests", lazy="raise")
    category: Mapped[Category] = relationship(lazy="raise")
