"""People who sign in, their sessions, and what holds back guessing."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contacts.access.models import Role, Team
from contacts.db import Base, Record, UTCDateTime, WholeNumber, choice, foreign_key, utcnow

PASSWORD = "password"


class User(Record):
    """A person who signs in."""

    __tablename__ = "users"
    __kind__ = "users"

    name: Mapped[str] = mapped_column(String(200), comment="What the person is called")
    email: Mapped[str] = mapped_column(
        String(254), unique=True, comment="The address the person signs in with, in lower case"
    )
    password_hash: Mapped[str | None] = mapped_column(
        String(200),
        comment="argon2id hash of the password; empty until one is chosen",
        deferred=True,
        info={"secret": True},
    )
    role_id: Mapped[int] = foreign_key("roles.id", "What the person may see and do", ondelete="RESTRICT")
    team_id: Mapped[int | None] = foreign_key(
        "teams.id", "Whose records are shared", ondelete="SET NULL", nullable=True
    )
    locale: Mapped[str | None] = mapped_column(
        String(35), comment="Language and formats (BCP 47); empty: as the browser asks"
    )
    time_zone: Mapped[str | None] = mapped_column(
        String(50), comment="Zone that times are shown in (IANA); empty: the one in the settings"
    )
    active: Mapped[bool] = mapped_column(default=True, comment="Whether the person may sign in")
    invited_at: Mapped[datetime | None] = mapped_column(
        UTCDateTime, comment="When the person was invited; empty once they have joined (UTC)"
    )

    role: Mapped[Role] = relationship(lazy="raise")
    team: Mapped[Team | None] = relationship(lazy="raise")

    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="name_given"),
        CheckConstraint("email = lower(email)", name="email_folded"),
        {"comment": "People who sign in", "sqlite_autoincrement": True},
    )


class SignIn(Base):
    """One browser that somebody is signed in with; deleting the row signs it out."""

    __tablename__ = "sessions"
    __table_args__ = ({"comment": "Browsers that are signed in"},)

    token_hash: Mapped[str] = mapped_column(
        String(64), primary_key=True, comment="SHA-256 of the token in the cookie", info={"secret": True}
    )
    user_id: Mapped[int] = foreign_key("users.id", "Who is signed in", ondelete="CASCADE")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, comment="When the person signed in (UTC)")
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, comment="Last use, to within minutes (UTC)")
    browser: Mapped[str | None] = mapped_column(String(200), comment="What the browser calls itself")
    address: Mapped[str | None] = mapped_column(String(45), comment="Network address at sign-in")
    is_kept: Mapped[bool] = mapped_column(
        default=False, comment="Whether the person asked to stay signed in on this device"
    )
    means: Mapped[str] = mapped_column(
        String(60), default=PASSWORD, comment="How the person proved who they are: password, or a provider's name"
    )
    # No foreign key: deleting a role would write here, and no role's connection may. A role that is gone ends it.
    viewing_role_id: Mapped[int | None] = mapped_column(
        WholeNumber, comment="The role an administrator views as in this browser; empty when they do not"
    )


class Purpose(StrEnum):
    """What a one-time link is for."""

    INVITE = "invite"
    RESET = "reset"


class AccountLink(Base):
    """A link that lets whoever holds it choose the password of one person, once."""

    __tablename__ = "account_links"
    __table_args__ = ({"comment": "Links to choose a password by, each good for one use"},)

    token_hash: Mapped[str] = mapped_column(
        String(64), primary_key=True, comment="SHA-256 of the token in the link", info={"secret": True}
    )
    user_id: Mapped[int] = foreign_key("users.id", "Whose password it sets", ondelete="CASCADE")
    purpose: Mapped[Purpose] = mapped_column(choice(Purpose), comment="invite or reset")
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, comment="Until when it works (UTC)")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, comment="When it was made (UTC)")


class Throttle(Base):
    """How soon the next try is allowed, for an account or an address (GCRA: the theoretical arrival time)."""

    __tablename__ = "throttles"
    __table_args__ = ({"comment": "Holds back guessing of passwords"},)

    name: Mapped[str] = mapped_column(String(80), primary_key=True, comment="What is held back, hashed")
    arrives_at: Mapped[int] = mapped_column(
        WholeNumber, comment="Theoretical arrival time of the next try, milliseconds since 1970"
    )
