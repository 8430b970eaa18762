"""What the second factor is kept in. No role's connection reads any of it."""

from datetime import datetime

from sqlalchemy import Identity, String
from sqlalchemy.orm import Mapped, mapped_column

from contacts.access import Sealed, sealed_column
from contacts.db import Base, UTCDateTime, WholeNumber, foreign_key, utcnow


class SecondFactor(Base):
    """The secret that a person's app makes codes of; asked for at sign-in once it was confirmed with a first code."""

    __tablename__ = "second_factors"
    __table_args__ = ({"comment": "Secrets of the apps that make codes for signing in"},)

    id: Mapped[int] = mapped_column(WholeNumber, Identity(), primary_key=True, comment="Key")
    user_id: Mapped[int] = foreign_key("users.id", "Whose it is", ondelete="CASCADE", unique=True)
    uid: Mapped[str] = mapped_column(
        String(32), default=Sealed.new_uid, comment="Random; sealed values are bound to it"
    )
    secret_sealed: Mapped[str] = sealed_column("secret", "What the codes are made of", mask="blank")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, comment="When it was made (UTC)")
    confirmed_at: Mapped[datetime | None] = mapped_column(
        UTCDateTime, comment="Since when it is asked for; empty until a first code proved it (UTC)"
    )
    last_step: Mapped[int] = mapped_column(
        WholeNumber, default=0, comment="Half minute of the last code that was used, so that none works twice"
    )

    secret = Sealed("secret")


class RecoveryCode(Base):
    """A code on paper that works once, instead of one from the app."""

    __tablename__ = "recovery_codes"
    __table_args__ = ({"comment": "Recovery codes that were not used yet"},)

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True, comment="SHA-256 of person and code")
    user_id: Mapped[int] = foreign_key("users.id", "Whose it is", ondelete="CASCADE")


class HalfSignIn(Base):
    """A browser that gave the right password and owes the code; it is signed in nowhere yet."""

    __tablename__ = "half_sign_ins"
    __table_args__ = ({"comment": "Sign-ins that wait for the code of the second factor"},)

    token_hash: Mapped[str] = mapped_column(
        String(64), primary_key=True, comment="SHA-256 of the token in the cookie", info={"secret": True}
    )
    user_id: Mapped[int] = foreign_key("users.id", "Who gave the password", ondelete="CASCADE")
    is_kept: Mapped[bool] = mapped_column(default=False, comment="Whether to stay signed in on this device afterwards")
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, comment="Until when the code is waited for (UTC)")
