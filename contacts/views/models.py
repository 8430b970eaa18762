"""How people look at lists."""

from enum import StrEnum

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from contacts.db import Base, choice, foreign_key


class Density(StrEnum):
    REGULAR = "regular"
    COMPACT = "compact"


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
