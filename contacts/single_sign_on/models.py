"""Which account of a provider is whose."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from contacts.db import Base, UTCDateTime, foreign_key, utcnow


class Identity(Base):
    """An account at a provider that somebody signs in with. Its address may change; issuer and subject do not."""

    __tablename__ = "identities"
    __table_args__ = ({"comment": "Accounts elsewhere that people sign in with"},)

    issuer: Mapped[str] = mapped_column(String(255), primary_key=True, comment="The provider, by its own address")
    subject: Mapped[str] = mapped_column(
        String(255), primary_key=True, comment="What the provider calls the person; never given to anybody else"
    )
    user_id: Mapped[int] = foreign_key("users.id", "Who signs in with it", ondelete="CASCADE")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, comment="When it was linked (UTC)")
