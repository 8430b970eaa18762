"""A second factor: codes of an app, recovery codes, and sign-ins that wait for one.

Revision: 0021, after 0020
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "second_factors",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key"),
        sa.Column("user_id", types.WholeNumber, nullable=False, comment="Whose it is"),
        sa.Column("uid", sa.String(length=32), nullable=False, comment="Random; sealed values are bound to it"),
        sa.Column(
            "secret", sa.String(length=500), nullable=False, comment="What the codes are made of; sealed (AES-GCM)"
        ),
        sa.Column("created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When it was made (UTC)"),
        sa.Column(
            "confirmed_at",
            types.UTCDateTime(timezone=True),
            nullable=True,
            comment="Since when it is asked for; empty until a first code proved it (UTC)",
        ),
        sa.Column(
            "last_step",
            types.WholeNumber,
            nullable=False,
            comment="Half minute of the last code that was used, so that none works twice",
        ),
        sa.CheckConstraint("length(uid) <= 32", name=op.f("ck_second_factors_uid_length")),
        sa.CheckConstraint("length(secret) <= 500", name=op.f("ck_second_factors_secret_length")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_second_factors_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factors")),
        comment="Secrets of the apps that make codes for signing in",
    )
    op.create_index("ix_second_factors_user_id", "second_factors", ["user_id"], unique=True)
    op.create_table(
        "recovery_codes",
        sa.Column("code_hash", sa.String(length=64), nullable=False, comment="SHA-256 of person and code"),
        sa.Column("user_id", types.WholeNumber, nullable=False, comment="Whose it is"),
        sa.CheckConstraint("length(code_hash) <= 64", name=op.f("ck_recovery_codes_code_hash_length")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_recovery_codes_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_recovery_codes")),
        comment="Recovery codes that were not used yet",
    )
    op.create_index("ix_recovery_codes_user_id", "recovery_codes", ["user_id"])
    op.create_table(
        "half_sign_ins",
        sa.Column("token_hash", sa.String(length=64), nullable=False, comment="SHA-256 of the token in the cookie"),
        sa.Column("user_id", types.WholeNumber, nullable=False, comment="Who gave the password"),
        sa.Column(
            "is_kept", sa.Boolean(), nullable=False, comment="Whether to stay signed in on this device afterwards"
        ),
        sa.Column(
            "expires_at",
            types.UTCDateTime(timezone=True),
            nullable=False,
            comment="Until when the code is waited for (UTC)",
        ),
        sa.CheckConstraint("length(token_hash) <= 64", name=op.f("ck_half_sign_ins_token_hash_length")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_half_sign_ins_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_half_sign_ins")),
        comment="Sign-ins that wait for the code of the second factor",
    )
    op.create_index("ix_half_sign_ins_user_id", "half_sign_ins", ["user_id"])


def downgrade():
    for table in ("half_sign_ins", "recovery_codes", "second_factors"):
        op.drop_table(table)
