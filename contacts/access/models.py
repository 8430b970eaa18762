"""What the policy is kept in: roles, what each may do, and the level of each field for each role."""

from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from contacts.db import Base, Record, choice, foreign_key


class Level(StrEnum):
    """How much of a field a role gets, from most to least."""

    EDIT = "edit"
    VIEW = "view"
    MASKED = "masked"
    HIDDEN = "hidden"


class Team(Record):
    """People who share their records."""

    __tablename__ = "teams"
    __kind__ = "users"
    __table_args__ = ({"comment": "Groups of people who share records"},)

    name: Mapped[str] = mapped_column(String(100), unique=True, comment="What the team is called")


class Role(Record):
    """A set of rights that people are given by name."""

    __tablename__ = "roles"
    __kind__ = "users"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="name_given"),
        {"comment": "Named sets of rights; each person has one"},
    )

    name: Mapped[str] = mapped_column(String(60), unique=True, comment="What the role is called, such as sales rep")
    rights: Mapped[dict] = mapped_column(
        JSON, comment="For each kind of record and verb: all, team or own; what is not named is refused"
    )


class FieldRule(Base):
    """One cell of the matrix that is not `edit`."""

    __tablename__ = "field_rules"
    __kind__ = "users"
    __table_args__ = ({"comment": "Which fields a role may only view, sees masked, or does not see at all"},)

    role_id: Mapped[int] = foreign_key("roles.id", "The role", ondelete="CASCADE", primary_key=True, index=False)
    table_name: Mapped[str] = mapped_column(String(63), primary_key=True, comment="The table of the field")
    column_name: Mapped[str] = mapped_column(
        String(63), primary_key=True, comment="The column, or * for the whole table"
    )
    level: Mapped[Level] = mapped_column(choice(Level), comment="edit, view, masked or hidden")
