"""What somebody promised to do, and by when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contacts.db import Record, UTCDateTime, foreign_key

if TYPE_CHECKING:
    from contacts.customers.models import Customer
    from contacts.users.models import User


class Task(Record):
    """Something to do for a customer."""

    __tablename__ = "tasks"
    __kind__ = "tasks"
    __table_args__ = (
        CheckConstraint("length(trim(title)) > 0", name="title_given"),
        Index(None, "customer_id", "done_at", "due_at"),
        # The list shows open tasks by their date; the many that are done must not be in its way.
        Index(
            "ix_tasks_open",
            "due_at",
            "id",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        Index(
            "ix_tasks_done",
            "done_at",
            "id",
            sqlite_where=text("done_at IS NOT NULL"),
            postgresql_where=text("done_at IS NOT NULL"),
        ),
        Index(None, "assignee_id", "done_at", "due_at"),
        {"comment": "What people promised to do for customers", "sqlite_autoincrement": True},
    )

    customer_id: Mapped[int] = foreign_key("customers.id", "For whom", ondelete="CASCADE", index=False)
    title: Mapped[str] = mapped_column(String(300), comment="What to do", info={"search": "tasks"})
    due_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="By when (UTC)")
    assignee_id: Mapped[int | None] = foreign_key(
        "users.id", "Who does it", ondelete="SET NULL", nullable=True, index=False
    )
    done_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="When it was done (UTC)")
    communication_id: Mapped[int | None] = foreign_key(
        "communications.id", "The conversation it came from", ondelete="SET NULL", nullable=True
    )

    customer: Mapped[Customer] = relationship(lazy="raise")
    assignee: Mapped[User | None] = relationship(lazy="raise")
