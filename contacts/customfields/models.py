"""What people add to records: fields of their own. And the tables that hold what stands in them."""

from datetime import datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    FetchedValue,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from contacts.customfields.words import KINDS, Type
from contacts.db import Base, Record, UTCDateTime, WholeNumber, choice, utcnow
from contacts.db.base import limit_text


class CustomField(Record):
    """One field that people added to a kind of record; its values are a column of that kind's own table."""

    __tablename__ = "custom_fields"
    __kind__ = "users"  # whoever manages people and roles manages what is known about customers
    __table_args__ = (
        CheckConstraint("length(trim(label)) > 0", name="label_given"),
        CheckConstraint("record IN (" + ", ".join(f"'{kind}'" for kind in KINDS) + ")", name="record_known"),
        UniqueConstraint("record", "key"),
        UniqueConstraint("record", "column_name"),
        Index(None, "record", "position", "id"),
        {"comment": "Fields that people added to records, and what each may hold", "sqlite_autoincrement": True},
    )

    record: Mapped[str] = mapped_column(String(30), comment="The table of the records that have it, such as customers")
    key: Mapped[str] = mapped_column(String(40), comment="What scripts, files and addresses call it; never changes")
    column_name: Mapped[str] = mapped_column(String(63), comment="The column that holds its values now")
    label: Mapped[str] = mapped_column(String(60), comment="What people call it")
    type: Mapped[Type] = mapped_column(choice(Type), comment="What kind of value it holds")
    help: Mapped[str | None] = mapped_column(String(200), comment="One sentence below the field in forms")
    section: Mapped[str | None] = mapped_column(String(60), comment="The heading that it stands under")
    position: Mapped[int] = mapped_column(default=0, comment="Its place among the fields of its records")
    required: Mapped[bool] = mapped_column(default=False, comment="Forms do not let it empty")
    is_unique: Mapped[bool] = mapped_column(default=False, comment="No two records have the same value")
    sensitive: Mapped[bool] = mapped_column(default=False, comment="Sealed at rest, and hidden until a role is let in")
    filterable: Mapped[bool] = mapped_column(default=False, comment="Lists filter and sort by it: it is indexed")
    searchable: Mapped[bool] = mapped_column(default=False, comment="Search finds records by its words")
    default_text: Mapped[str | None] = mapped_column(String(500), comment="What a new record begins with, as typed")
    options: Mapped[list] = mapped_column(JSON, default=list, comment="Allowed values: a list of value, label, color")
    pattern: Mapped[str | None] = mapped_column(String(200), comment="A regular expression that the whole text fits")
    minimum: Mapped[str | None] = mapped_column(String(40), comment="The least value, or the fewest characters")
    maximum: Mapped[str | None] = mapped_column(String(40), comment="The greatest value, or the most characters")
    currency: Mapped[str | None] = mapped_column(String(3), comment="What amounts of money are in (ISO 4217)")
    target: Mapped[str | None] = mapped_column(String(30), comment="The table of the records that it leads to")
    archived_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="When it was put away; its values stay")


def table_of(kind):
    """The name of the table that holds the values of a kind's fields."""
    return f"{kind}_custom"


def make_table(kind, rights):
    """Described without the columns that people add: `known.load` appends those that the database has."""
    table = Table(
        table_of(kind),
        Base.metadata,
        Column(
            "id",
            WholeNumber,
            ForeignKey(f"{kind}.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
            comment="The record",
        ),
        Column(
            "uid",
            String(32),
            nullable=False,
            unique=True,
            server_default=FetchedValue(),  # random; each engine has its own way of saying so
            comment="Random identity: binds sealed values to this row",
        ),
        Column("created_at", UTCDateTime, nullable=False, default=utcnow, comment="When the row was made (UTC)"),
        Column("updated_at", UTCDateTime, nullable=False, default=utcnow, comment="When the row last changed (UTC)"),
        Column(
            "version",
            Integer,
            nullable=False,
            default=1,
            comment="Counts the changes, so that a lost update is noticed",
        ),
        comment=f"What stands in the fields that people added to {kind}; a row for each record that has any",
        sqlite_autoincrement=True,
        info={"kind": rights, "ledger": True, "part_of": kind},
    )
    limit_text(table)


for _kind, _rights in KINDS.items():
    make_table(_kind, _rights)
