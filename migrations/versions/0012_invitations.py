"""People are invited, choose their password by a link, and may stay signed in.

Revision: 0012, after 0011
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

HASH = {"existing_type": sa.String(length=200), "existing_comment": "argon2id hash of the password"}


def upgrade():
    op.create_table(
        "account_links",
        sa.Column("token_hash", sa.String(length=64), nullable=False, comment="SHA-256 of the token in the link"),
        sa.Column("user_id", types.WholeNumber, nullable=False, comment="Whose password it sets"),
        sa.Column(
            "purpose",
            sa.Enum("invite", "reset", name="purpose", native_enum=False, create_constraint=True, length=20),
            nullable=False,
            comment="invite or reset",
        ),
        sa.Column("expires_at", types.UTCDateTime(timezone=True), nullable=False, comment="Until when it works (UTC)"),
        sa.Column("created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When it was made (UTC)"),
        sa.CheckConstraint("length(token_hash) <= 64", name=op.f("ck_account_links_token_hash_length")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_account_links_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_account_links")),
        comment="Links to choose a password by, each good for one use",
    )
    op.create_index("ix_account_links_user_id", "account_links", ["user_id"])
    with op.batch_alter_table("sessions") as table:
        kept = "Whether the person asked to stay signed in on this device"
        table.add_column(sa.Column("is_kept", sa.Boolean, nullable=False, server_default=sa.false(), comment=kept))
    with op.batch_alter_table("users") as table:
        invited = "When the person was invited; empty once they have joined (UTC)"
        table.add_column(sa.Column("invited_at", types.UTCDateTime(timezone=True), nullable=True, comment=invited))
        chosen = "argon2id hash of the password; empty until one is chosen"
        table.alter_column("password_hash", nullable=True, comment=chosen, **HASH)


def downgrade():
    op.execute("UPDATE users SET password_hash = '' WHERE password_hash IS NULL")
    with op.batch_alter_table("users") as table:
        comment = {"comment": HASH["existing_comment"], "existing_type": HASH["existing_type"]}
        table.alter_column("password_hash", nullable=False, **comment)
        table.drop_column("invited_at")
    with op.batch_alter_table("sessions") as table:
        table.drop_column("is_kept")
    op.drop_table("account_links")
