"""What passkeys are kept in. No role's connection reads any of it."""

from datetime import datetime

from sqlalchemy import Identity, String
from sqlalchemy.orm import Mapped, mapped_column

from contacts.db import Base, UTCDateTime, WholeNumber, foreign_key, utcnow

PASSKEY = "passkey"  # the means of sessions that were opened with one


class Passkey(Base):
    """One device, or one password manager, that may sign a person in."""

    __tablename__ = "passkeys"
    __table_args__ = ({"comment": "Devices that sign people in, by their public keys"},)

    id: Mapped[int] = mapped_column(WholeNumber, Identity(), primary_key=True, comment="Key")
    user_id: Mapped[int] = foreign_key("users.id", "Whom it signs in", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(String(60), comment="What its owner calls it")
    credential_id: Mapped[str] = mapped_column(
        String(1400), unique=True, comment="What the device calls the key (base64url)"
    )
    public_key: Mapped[str] = mapped_column(String(2000), comment="What its answers are checked with (COSE, base64url)")
    user_handle: Mapped[str] = mapped_column(
        String(60), comment="What devices call the person, the same for all of theirs (base64url)"
    )
    sign_count: Mapped[int] = mapped_column(WholeNumber, comment="How often the device has answered, as it says itself")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, comment="When it was added (UTC)")
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="When it signed in last (UTC)")


class PasskeyChallenge(Base):
    """Random bytes that a device has to sign, once and soon."""

    __tablename__ = "passkey_challenges"
    __table_args__ = ({"comment": "What devices were asked to sign and have not signed yet"},)

    challenge_hash: Mapped[str] = mapped_column(
        String(64), primary_key=True, comment="SHA-256 of the challenge", info={"secret": True}
    )
    user_id: Mapped[int | None] = foreign_key(
        "users.id", "Who adds a passkey; empty when somebody signs in", ondelete="CASCADE", nullable=True
    )
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, comment="Until when it may be signed (UTC)")
