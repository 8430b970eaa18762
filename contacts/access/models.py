"""What the policy is kept in: roles, what each may do, and the level of each field for each role."""

from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contacts.db import Base, Record, choice, foreign_key


class Level(StrEnum):
    """How much of a field a role gets, from most to least."""

    EDIT = "edit"
    VIEW = "view"
    MASKED = "masked"
    HIDDEN = "hidden"


class DatabaseGroup(Base):
    """Which wall a group role of Postgres keeps at present (see access.groups); empty on SQLite."""

    __tablename__ = "database_groups"
    __table_args__ = ({"comment": "Which set of rights each group role of the database has, where it has those"},)

    name: Mapped[str] = mapped_column(String(63), primary_key=True, comment="The group role's name on the server")
    fingerprint: Mapped[str] = mapped_column(String(16), unique=True, comment="The set of rights it was granted")


class Team(Record):
    """People who share their records."""

    __tablename__ = "teams"
    __kind__ = "users"
    __table_args__ = ({"comment": "Groups of people who share records", "sqlite_autoincrement": True},)

    name: Mapped[str] = mapped_column(String(100), unique=True, comment="What the team is called")


class Role(Record):
    """A set of rights that people are given by name."""

    __tablename__ = "roles"
    __kind__ = "users"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="name_given"),
        {"comment": "Named sets of rights; each person has one", "sqlite_autoincrement": True},
    )

    name: Mapped[str] = mapped_column(String(60), unique=True, comment="What the role is called, such as sales rep")
    rights: Mapped[dict] = mapped_column(
        JSON, comment="For each kind of record and verb: all, team or own; what is not named is refused"
    )
    requires_second_factor: Mapped[bool] = mapped_column(
        default=False, comment="Whether its people have to sign in with a second factor"
    )


class FieldRule(Record):
    """One cell of the matrix that says otherwise than its table, or the table. It counts its role's version on."""

    __tablename__ = "field_rules"
    __kind__ = "users"
    __table_args__ = (
        UniqueConstraint("role_id", "table_name", "column_name"),
        {
            "comment": "Which fields a role may only view, sees masked, or does not see at all",
            "sqlite_autoincrement": True,
        },
    )

    role_id: Mapped[int] = foreign_key("roles.id", "The role", ondelete="CASCADE", index=False)
    table_name: Mapped[str] = mapped_column(String(63), comment="The table of the field")
    column_name: Mapped[str] = mapped_column(String(63), comment="The column, or * for the whole table")
    level: Mapped[Level] = mapped_column(choice(Level), comment="edit, view, masked or hidden")
