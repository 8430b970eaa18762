"""Customers who have something in common, under a name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Identity, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contacts.db import Base, Record, UTCDateTime, WholeNumber, choice, foreign_key, utcnow
from contacts.users.models import User
from contacts.views.models import Sharing


class Segment(Record):
    """Not a list of customers but what they have in common. Who reads it is said in access.reach."""

    __tablename__ = "segments"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="name_given"),
        {"comment": "Customers who have something in common, under a name", "sqlite_autoincrement": True},
    )

    name: Mapped[str] = mapped_column(String(80), comment="What the segment is called")
    definition: Mapped[str] = mapped_column(
        String(20000), comment="Groups of conditions as JSON, checked by segments.definition"
    )
    owner_id: Mapped[int] = foreign_key("users.id", "Who made it", ondelete="CASCADE")
    sharing: Mapped[Sharing] = mapped_column(
        choice(Sharing), default=Sharing.PRIVATE, comment="Who finds it: its owner, their team, or everyone"
    )

    owner: Mapped[User] = relationship(lazy="raise")


class SegmentLook(Base):
    """Whom a person found in a segment at a moment, to tell later who entered and left. No role's connection reads it.

    It is that person's alone: what somebody else would have found may differ, by their rights.
    """

    __tablename__ = "segment_looks"
    __table_args__ = (
        Index(None, "segment_id", "user_id", "looked_at"),
        {"comment": "When a person kept who was in a segment", "sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(WholeNumber, Identity(), primary_key=True, comment="Key; never used twice")
    segment_id: Mapped[int] = foreign_key("segments.id", "The segment", ondelete="CASCADE", index=False)
    user_id: Mapped[int] = foreign_key("users.id", "Who looked", ondelete="CASCADE")
    looked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, comment="When (UTC)")
    definition_hash: Mapped[str] = mapped_column(String(64), comment="SHA-256 of what the segment said then")


class SegmentMember(Base):
    """One of the customers who were in a segment when somebody looked."""

    __tablename__ = "segment_members"
    __table_args__ = ({"comment": "Who was in a segment when a person looked"},)

    look_id: Mapped[int] = foreign_key(
        "segment_looks.id", "When that was", ondelete="CASCADE", primary_key=True, index=False
    )
    customer_id: Mapped[int] = foreign_key("customers.id", "The customer", ondelete="CASCADE", primary_key=True)
