"""The ledger: operations, the changes each made, and the operation that is being written now."""

from datetime import datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from contacts.db import Base, UTCDateTime, WholeNumber, foreign_key, utcnow

Snapshot = JSON().with_variant(JSONB(), "postgresql")


class Operation(Base):
    """One thing that somebody did, however many rows it touched. It can be undone as a whole."""

    __tablename__ = "operations"
    __table_args__ = (
        Index(None, "subject_table", "subject_id", "id"),
        {"comment": "What people did, one row a deed; the ledger", "sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(WholeNumber, primary_key=True, comment="Key; never used twice")
    kind: Mapped[str] = mapped_column(String(60), comment="The deed, such as customers.edit")
    sentence: Mapped[str] = mapped_column(String(200), comment="The deed in words, without personal data")
    subject_table: Mapped[str | None] = mapped_column(String(63), comment="Table of the record it was about")
    subject_id: Mapped[int | None] = mapped_column(WholeNumber, comment="Key of the record it was about")
    actor_id: Mapped[int | None] = foreign_key(
        "users.id", "Who did it; empty for the system", ondelete="SET NULL", nullable=True
    )
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, index=True, comment="When it was done (UTC)")
    undoes_id: Mapped[int | None] = foreign_key(
        "operations.id", "The operation this one undid", ondelete="RESTRICT", nullable=True
    )
    undone_by_id: Mapped[int | None] = foreign_key(
        "operations.id", "The operation that undid this one", ondelete="RESTRICT", nullable=True
    )
    link: Mapped[int | None] = mapped_column(
        WholeNumber, unique=True, comment="Place in the chain of seals, in the order in which deeds ended"
    )
    seal: Mapped[str | None] = mapped_column(
        String(64), comment="Hash over this operation, its changes and the seal before it; tampering breaks the chain"
    )


class Change(Base):
    """What an operation did to one row: written by the database's own triggers, never by hand."""

    __tablename__ = "changes"
    __table_args__ = (
        Index(None, "table_name", "row_id"),
        {"comment": "What each operation did to each row; written by triggers", "sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(WholeNumber, primary_key=True, comment="Key; never used twice")
    operation_id: Mapped[int | None] = foreign_key(
        "operations.id",
        "The operation; empty when somebody wrote to the database by hand",
        ondelete="RESTRICT",
        nullable=True,
    )
    table_name: Mapped[str] = mapped_column(String(63), comment="The table")
    row_id: Mapped[int] = mapped_column(WholeNumber, comment="The key of the row")
    action: Mapped[str] = mapped_column(String(6), comment="insert, update or delete")
    salt: Mapped[str | None] = mapped_column(String(64), comment="Random; erased together with the values")
    before: Mapped[dict | None] = mapped_column(
        Snapshot, comment="Changed columns before (an update), or the whole row (a delete)"
    )
    after: Mapped[dict | None] = mapped_column(Snapshot, comment="Changed columns after (an update)")
    commitment: Mapped[str | None] = mapped_column(
        String(64), comment="Hash over salt and values: proves them without keeping them"
    )


class CurrentOperation(Base):
    """SQLite's one writer says here which operation its changes belong to (Postgres: a transaction setting)."""

    __tablename__ = "current_operation"
    __table_args__ = ({"comment": "The operation being written now (SQLite only)"},)

    id: Mapped[int] = mapped_column(primary_key=True, comment="Always 1")
    operation_id: Mapped[int | None] = mapped_column(WholeNumber, comment="The operation; empty between transactions")
