"""What the web face remembers: creates that already happened, so that a repeated submit makes no second record."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from contacts.db import Base, UTCDateTime, foreign_key, utcnow


class IdempotencyKey(Base):
    """One form that was submitted, and where its answer lies."""

    __tablename__ = "idempotency_keys"
    __table_args__ = ({"comment": "Forms that were submitted already, and where their answers lie"},)

    key: Mapped[str] = mapped_column(String(64), primary_key=True, comment="Random, made with the form")
    user_id: Mapped[int] = foreign_key("users.id", "Who submitted it", ondelete="CASCADE", primary_key=True)
    location: Mapped[str | None] = mapped_column(String(500), comment="Page that shows the result")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, index=True, comment="When it came (UTC)")
