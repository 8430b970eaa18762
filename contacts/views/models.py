"""How people look at lists."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contacts.db import Base, Record, choice, foreign_key
from contacts.users.models import User


class Density(StrEnum):
    REGULAR = "regular"
    COMPACT = "compact"


class Sharing(StrEnum):
    PRIVATE = "private"
    TEAM = "team"
    EVERYONE = "everyone"


class SavedView(Record):
    """A list in one state, under a name: for oneself, one's team or everybody. Who reads it is said in access.reach."""

    __tablename__ = "saved_views"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="name_given"),
        Index(None, "list_name", "owner_id"),
        {"comment": "Lists in one state, kept under a name", "sqlite_autoincrement": True},
    )

    list_name: Mapped[str] = mapped_column(String(40), comment="Of which list, such as customers")
    name: Mapped[str] = mapped_column(String(80), comment="What the view is called")
    query: Mapped[str] = mapped_column(
        String(2000), comment="Words, filters, order, columns and density, as an address says them"
    )
    owner_id: Mapped[int] = foreign_key("users.id", "Who made it", ondelete="CASCADE")
    sharing: Mapped[Sharing] = mapped_column(
        choice(Sharing), default=Sharing.PRIVATE, comment="Who finds it: its owner, their team, or everyone"
    )

    owner: Mapped[User] = relationship(lazy="raise")


class RoleView(Record):
    """The view that a list opens with for everybody of a role."""

    __tablename__ = "role_views"
    __table_args__ = (
        Index("uq_role_views_role_id_list_name", "role_id", "list_name", unique=True),
        {"comment": "The view that a list opens with for each role", "sqlite_autoincrement": True},
    )

    role_id: Mapped[int] = foreign_key("roles.id", "For whom", ondelete="CASCADE", index=False)
    list_name: Mapped[str] = mapped_column(String(40), comment="Of which list, such as customers")
    view_id: Mapped[int] = foreign_key("saved_views.id", "What it opens with", ondelete="CASCADE")


class ListSetting(Base):
    """What one person chose for one list. It is theirs alone and says nothing of a record, so no ledger keeps it."""

    __tablename__ = "list_settings"
    __table_args__ = ({"comment": "Columns and density that each person chose for a list"},)

    user_id: Mapped[int] = foreign_key(
        "users.id", "Whose choice it is", ondelete="CASCADE", primary_key=True, index=False
    )
    list_name: Mapped[str] = mapped_column(String(40), primary_key=True, comment="Of which list, such as customers")
    columns: Mapped[str | None] = mapped_column(
        String(500), comment="Names of the columns in their order, with commas; empty for the usual ones"
    )
    density: Mapped[Density] = mapped_column(
        choice(Density), default=Density.REGULAR, comment="How high a row is: regular or compact"
    )
