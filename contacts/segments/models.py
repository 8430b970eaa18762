"""Customers who have something in common, under a name."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contacts.db import Record, choice, foreign_key
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
