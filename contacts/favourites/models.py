"""Whom people keep at hand."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from contacts.db import Base, UTCDateTime, foreign_key, utcnow


class Favourite(Base):
    """A star is one person's alone and says nothing of the customer, so no ledger keeps it."""

    __tablename__ = "favourites"
    __table_args__ = ({"comment": "Customers that each person starred"},)

    user_id: Mapped[int] = foreign_key("users.id", "Who starred", ondelete="CASCADE", primary_key=True, index=False)
    customer_id: Mapped[int] = foreign_key("customers.id", "Whom", ondelete="CASCADE", primary_key=True)
    starred_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, comment="When (UTC)")
