"""Roll-ups of conversations and tickets; see models for how they are made."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from contacts.db import Base, WholeNumber, foreign_key
from contacts.insights.models import OWNER, key

TALKED = {"copy_of": ("communications", "happened_at")}
OPENED = {"copy_of": ("tickets", "opened_at")}
SOLVER = {"copy_of": ("tickets", "assignee_id")}
WHOSE = "Who looks after the customer; 0 is nobody"


class TalkMonth(Base):
    """How many conversations one person had on one channel in a month, with the customers of one owner."""

    __tablename__ = "talk_months"
    __kind__ = "communications"
    __table_args__ = {
        "comment": "Conversations by month, channel and person, kept by triggers",
        "info": {"summed": True},
    }

    month: Mapped[date] = mapped_column(primary_key=True, comment="First day of the month (UTC)", info=TALKED)
    channel: Mapped[str] = key("How they talked", {"copy_of": ("communications", "channel")}, String(20))
    author_id: Mapped[int] = key("Who talked; 0 is nobody", {"copy_of": ("communications", "author_id")})
    customer_owner_id: Mapped[int] = key(WHOSE, OWNER)
    conversations: Mapped[int] = mapped_column(WholeNumber, comment="How many that are not private", info=TALKED)


class TicketTime(Base):
    """How long one ticket waited for its first answer and for its end; the roll-up of tickets is made from these."""

    __tablename__ = "ticket_times"
    __kind__ = "communications"
    __table_args__ = {"comment": "How long each ticket took, kept by triggers", "info": {"summed": True}}

    ticket_id: Mapped[int] = foreign_key("tickets.id", "The ticket", ondelete="CASCADE", primary_key=True, index=False)
    month: Mapped[date] = mapped_column(comment="First day of the month it was opened in (UTC)", info=OPENED)
    assignee_id: Mapped[int] = mapped_column(WholeNumber, comment="Who solves it; 0 is nobody", info=SOLVER)
    customer_owner_id: Mapped[int] = mapped_column(WholeNumber, comment=WHOSE, info=OWNER)
    reply_minutes: Mapped[int | None] = mapped_column(
        WholeNumber, comment="Minutes to the first outgoing message", info=TALKED
    )
    solve_minutes: Mapped[int | None] = mapped_column(
        WholeNumber, comment="Minutes until it was closed", info={"copy_of": ("tickets", "closed_at")}
    )


class TicketMonth(Base):
    """How many tickets came in a month, and how long those took that were answered and closed."""

    __tablename__ = "ticket_months"
    __kind__ = "communications"
    __table_args__ = {"comment": "Tickets by month and person, kept by triggers", "info": {"summed": True}}

    month: Mapped[date] = mapped_column(primary_key=True, comment="First day of the month (UTC)", info=OPENED)
    assignee_id: Mapped[int] = key("Who solves them; 0 is nobody", SOLVER)
    customer_owner_id: Mapped[int] = key(WHOSE, OWNER)
    replied: Mapped[int] = mapped_column(WholeNumber, comment="How many were answered", info=TALKED)
    reply_minutes: Mapped[int] = mapped_column(WholeNumber, comment="Minutes that these waited in all", info=TALKED)
    solved: Mapped[int] = mapped_column(
        WholeNumber, comment="How many were closed", info={"copy_of": ("tickets", "closed_at")}
    )
    solve_minutes: Mapped[int] = mapped_column(
        WholeNumber, comment="Minutes that these took in all", info={"copy_of": ("tickets", "closed_at")}
    )
    tickets: Mapped[int] = mapped_column(WholeNumber, comment="How many were opened", info=OPENED)
