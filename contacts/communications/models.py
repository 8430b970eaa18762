"""Every conversation with a customer, and the tickets that some of them belong to."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contacts.db import Record, UTCDateTime, choice, foreign_key, utcnow

if TYPE_CHECKING:
    from contacts.customers.models import Customer
    from contacts.users.models import User


class Channel(StrEnum):
    EMAIL = "email"
    CALL = "call"
    MEETING = "meeting"
    TICKET = "ticket"
    CHAT = "chat"
    SMS = "sms"
    LETTER = "letter"
    NOTE = "note"


class Direction(StrEnum):
    OUTGOING = "outgoing"
    INCOMING = "incoming"


class TicketStatus(StrEnum):
    OPEN = "open"
    PENDING = "pending"
    CLOSED = "closed"


class Priority(StrEnum):
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class Ticket(Record):
    """Something a customer needs solved; its conversation is a thread of communications."""

    __tablename__ = "tickets"
    __kind__ = "communications"
    __table_args__ = (
        CheckConstraint("length(trim(subject)) > 0", name="subject_given"),
        CheckConstraint("(status = 'closed') = (closed_at IS NOT NULL)", name="closed_has_moment"),
        Index(None, "customer_id", "id"),
        Index(None, "opened_at", "id"),
        Index(None, "status", "opened_at", "id"),
        {"comment": "Support tickets of customers", "sqlite_autoincrement": True},
    )

    customer_id: Mapped[int] = foreign_key("customers.id", "Who needs help", ondelete="CASCADE", index=False)
    subject: Mapped[str] = mapped_column(String(300), comment="What it is about", info={"search": "tickets"})
    status: Mapped[TicketStatus] = mapped_column(
        choice(TicketStatus), default=TicketStatus.OPEN, comment="Open, pending (waits for the customer) or closed"
    )
    priority: Mapped[Priority] = mapped_column(choice(Priority), default=Priority.NORMAL, comment="Low, normal or high")
    assignee_id: Mapped[int | None] = foreign_key("users.id", "Who solves it", ondelete="SET NULL", nullable=True)
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, comment="When it was opened (UTC)")
    closed_at: Mapped[datetime | None] = mapped_column(
        UTCDateTime, comment="When it was closed (UTC)", info={"derived": True}
    )

    customer: Mapped[Customer] = relationship(lazy="raise")
    assignee: Mapped[User | None] = relationship(lazy="raise")
    communications: Mapped[list[Communication]] = relationship(
        back_populates="ticket", order_by="Communication.happened_at", lazy="raise", passive_deletes="all"
    )


class Communication(Record):
    """One email, call, meeting, ticket message, chat, text message, letter or note."""

    __tablename__ = "communications"
    __kind__ = "communications"
    __table_args__ = (
        CheckConstraint("duration IS NULL OR duration BETWEEN 0 AND 1440", name="duration_within_a_day"),
        CheckConstraint("length(trim(coalesce(subject, '') || coalesce(body, ''))) > 0", name="something_said"),
        UniqueConstraint("source", "external_id"),
        Index(None, "customer_id", "happened_at", "id"),
        Index(None, "ticket_id", "happened_at", "id"),
        Index(None, "author_id", "happened_at"),
        Index(None, "happened_at", "id"),
        Index(
            "ix_communications_pinned",
            "customer_id",
            "happened_at",
            sqlite_where=text("pinned = 1"),
            postgresql_where=text("pinned"),
        ),
        {"comment": "Conversations with customers", "sqlite_autoincrement": True},
    )

    customer_id: Mapped[int] = foreign_key("customers.id", "With whom", ondelete="CASCADE", index=False)
    channel: Mapped[Channel] = mapped_column(
        choice(Channel), comment="How: email, call, meeting, ticket, chat, sms, letter or note"
    )
    direction: Mapped[Direction | None] = mapped_column(
        choice(Direction), comment="Outgoing or incoming, where that makes sense"
    )
    outcome: Mapped[str | None] = mapped_column(String(40), comment="How a call ended, such as reached or voicemail")
    subject: Mapped[str | None] = mapped_column(String(300), comment="What it was about", info={"search": "talk"})
    body: Mapped[str | None] = mapped_column(String(50000), comment="What was said", info={"search": "talk"})
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, comment="When it took place (UTC)")
    duration: Mapped[int | None] = mapped_column(comment="How long it took, in minutes")
    author_id: Mapped[int | None] = foreign_key(
        "users.id", "Who talked or wrote", ondelete="SET NULL", nullable=True, index=False
    )
    ticket_id: Mapped[int | None] = foreign_key(
        "tickets.id", "The ticket it belongs to", ondelete="CASCADE", nullable=True, index=False
    )
    is_private: Mapped[bool] = mapped_column(default=False, comment="Only its author and administrators see it")
    pinned: Mapped[bool] = mapped_column(default=False, comment="Kept on top of the timeline")
    source: Mapped[str | None] = mapped_column(String(60), comment="Where the record came from; empty when typed here")
    external_id: Mapped[str | None] = mapped_column(String(100), comment="Key of the record in its source")

    customer: Mapped[Customer] = relationship(lazy="raise")
    author: Mapped[User | None] = relationship(lazy="raise")
    ticket: Mapped[Ticket | None] = relationship(back_populates="communications", lazy="raise")
