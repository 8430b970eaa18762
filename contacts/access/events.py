"""The security log: who signed in, who was refused, who looked behind a mask. Written here, changed by nobody.

A role's connection may add to it and can neither read nor change it; administrators read it through the door.
"""

from datetime import datetime

from flask import has_request_context, request
from sqlalchemy import Identity, Index, String, insert
from sqlalchemy.orm import Mapped, mapped_column

from contacts.access.actor import current_actor
from contacts.access.door import unrestricted
from contacts.db import Base, UTCDateTime, WholeNumber, db, foreign_key, utcnow


class SecurityEvent(Base):
    """One thing that an administrator may want to know later."""

    __tablename__ = "security_events"
    __table_args__ = (
        Index(None, "kind", "id"),
        Index(None, "subject_table", "subject_id", "id"),
        {
            "comment": "Sign-ins, refusals, reveals and changed rights; added to, never changed",
            "sqlite_autoincrement": True,
        },
    )

    id: Mapped[int] = mapped_column(WholeNumber, Identity(), primary_key=True, comment="Key; never used twice")
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, index=True, comment="When it happened (UTC)")
    kind: Mapped[str] = mapped_column(String(40), comment="What happened, such as sign_in, denied or reveal")
    actor_id: Mapped[int | None] = foreign_key(
        "users.id", "Who did it; empty when nobody had signed in", ondelete="SET NULL", nullable=True
    )
    person_id: Mapped[int | None] = foreign_key(
        "users.id", "Whose account it is about", ondelete="SET NULL", nullable=True
    )
    address: Mapped[str | None] = mapped_column(String(45), comment="Network address it came from")
    subject_table: Mapped[str | None] = mapped_column(String(63), comment="Table of the record it is about")
    subject_id: Mapped[int | None] = mapped_column(WholeNumber, comment="Key of the record it is about")
    field: Mapped[str | None] = mapped_column(String(130), comment="The field it is about, as table.column")
    detail: Mapped[str | None] = mapped_column(String(500), comment="More in words, such as the reason given")


def record_event(kind, *, field=None, record=None, person_id=None, detail=None):
    """Add to the log within the running unit of work: it is kept when that is, and only then."""
    db.session.execute(adding(kind, field, record, person_id, detail))


def record_event_now(kind, *, field=None, record=None, person_id=None, detail=None):
    """Add to the log at once, on its own: nobody acts yet, or the unit was rolled back."""
    with unrestricted("the security log outlives what was refused", writes=True) as session:
        session.execute(adding(kind, field, record, person_id, detail))


def adding(kind, field, record, person_id, detail):
    """An INSERT that asks for nothing back: the role may not read the log."""
    return (
        insert(SecurityEvent.__table__)
        .values(
            kind=kind,
            actor_id=current_actor().id,
            person_id=person_id,
            address=request.remote_addr if has_request_context() else None,
            subject_table=record.__tablename__ if record is not None else None,
            subject_id=record.id if record is not None else None,
            field=field,
            detail=detail[:500] if detail else None,
        )
        .inline()
    )
