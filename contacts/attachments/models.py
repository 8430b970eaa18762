"""Files that hang on a customer, or on one of its conversations or purchases. Bytes lie under the instance folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contacts.db import Record, WholeNumber, foreign_key

if TYPE_CHECKING:
    from contacts.customers.models import Customer

DERIVED = {"derived": True}  # found out from the bytes
HANGS = {"hangs": True}  # who may not read the conversation or the purchase does not get its files


class Attachment(Record):
    """One file; its bytes are stored once under their hash."""

    __tablename__ = "attachments"
    __kind__ = "attachments"
    __table_args__ = (
        CheckConstraint("length(trim(file_name)) > 0", name="file_name_given"),
        CheckConstraint("size >= 0", name="size_not_negative"),
        CheckConstraint("communication_id IS NULL OR purchase_id IS NULL", name="hangs_on_one"),
        Index(None, "customer_id", "id"),
        {"comment": "Files that hang on records", "sqlite_autoincrement": True},
    )

    customer_id: Mapped[int] = foreign_key("customers.id", "The customer it is about", ondelete="CASCADE", index=False)
    communication_id: Mapped[int | None] = foreign_key(
        "communications.id", "The conversation it hangs on", ondelete="CASCADE", nullable=True, info=HANGS
    )
    purchase_id: Mapped[int | None] = foreign_key(
        "purchases.id", "The purchase it hangs on", ondelete="CASCADE", nullable=True, info=HANGS
    )
    file_name: Mapped[str] = mapped_column(String(255), comment="What the file was called")
    media_type: Mapped[str] = mapped_column(String(100), comment="What the bytes really are", info=DERIVED)
    size: Mapped[int] = mapped_column(WholeNumber, comment="How many bytes", info=DERIVED)
    sha256: Mapped[str] = mapped_column(
        String(64), index=True, comment="Hash of the bytes; names the stored file", info=DERIVED
    )
    uploader_id: Mapped[int | None] = foreign_key("users.id", "Who added it", ondelete="SET NULL", nullable=True)

    customer: Mapped[Customer] = relationship(lazy="raise")
