"""Passkeys, and what devices are asked to sign.

Revision: 0024, after 0023
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "passkeys",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key"),
        sa.Column("user_id", types.WholeNumber, nullable=False, comment="Whom it signs in"),
        sa.Column("name", sa.String(length=60), nullable=False, comment="What its owner calls it"),
        sa.Column(
            "credential_id",
            sa.String(length=1400),
            nullable=False,
            comment="What the device calls the key (base64url)",
        ),
        sa.Column(
            "public_key",
            sa.String(length=2000),
            nullable=False,
            comment="What its answers are checked with (COSE, base64url)",
        ),
        sa.Column(
            "user_handle",
            sa.String(length=60),
            nullable=False,
            comment="What devices call the person, the same for all of theirs (base64url)",
        ),
        sa.Column(
            "sign_count",
            types.WholeNumber,
            nullable=False,
            comment="How often the device has answered, as it says itself",
        ),
        sa.Column("created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When it was added (UTC)"),
        sa.Column("used_at", types.UTCDateTime(timezone=True), nullable=True, comment="When it signed in last (UTC)"),
        sa.CheckConstraint("length(name) <= 60", name=op.f("ck_passkeys_name_length")),
        sa.CheckConstraint("length(credential_id) <= 1400", name=op.f("ck_passkeys_credential_id_length")),
        sa.CheckConstraint("length(public_key) <= 2000", name=op.f("ck_passkeys_public_key_length")),
        sa.CheckConstraint("length(user_handle) <= 60", name=op.f("ck_passkeys_user_handle_length")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_passkeys_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
        comment="Devices that sign people in, by their public keys",
    )
    op.create_index("ix_passkeys_user_id", "passkeys", ["user_id"])
    op.create_table(
        "passkey_challenges",
        sa.Column("challenge_hash", sa.String(length=64), nullable=False, comment="SHA-256 of the challenge"),
        sa.Column(
            "user_id",
            types.WholeNumber,
            nullable=True,
            comment="Who adds a passkey; empty when somebody signs in",
        ),
        sa.Column(
            "expires_at",
            types.UTCDateTime(timezone=True),
            nullable=False,
            comment="Until when it may be signed (UTC)",
        ),
        sa.CheckConstraint("length(challenge_hash) <= 64", name=op.f("ck_passkey_challenges_challenge_hash_length")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_passkey_challenges_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("challenge_hash", name=op.f("pk_passkey_challenges")),
        comment="What devices were asked to sign and have not signed yet",
    )
    op.create_index("ix_passkey_challenges_user_id", "passkey_challenges", ["user_id"])


def downgrade():
    op.drop_table("passkey_challenges")
    op.drop_table("passkeys")
