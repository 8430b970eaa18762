"""People may sign in with an account elsewhere, and a session says how it was signed in.

Revision: 0018, after 0017
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "identities",
        sa.Column("issuer", sa.String(length=255), nullable=False, comment="The provider, by its own address"),
        sa.Column(
            "subject",
            sa.String(length=255),
            nullable=False,
            comment="What the provider calls the person; never given to anybody else",
        ),
        sa.Column("user_id", types.WholeNumber, nullable=False, comment="Who signs in with it"),
        sa.Column("created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When it was linked (UTC)"),
        sa.CheckConstraint("length(issuer) <= 255", name=op.f("ck_identities_issuer_length")),
        sa.CheckConstraint("length(subject) <= 255", name=op.f("ck_identities_subject_length")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_identities_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_identities")),
        comment="Accounts elsewhere that people sign in with",
    )
    op.create_index("ix_identities_user_id", "identities", ["user_id"])
    with op.batch_alter_table("sessions") as table:
        proof = "How the person proved who they are: password, or a provider's name"
        table.add_column(sa.Column("means", sa.String(60), nullable=False, server_default="password", comment=proof))
        table.create_check_constraint(op.f("ck_sessions_means_length"), "length(means) <= 60")


def downgrade():
    with op.batch_alter_table("sessions") as table:
        table.drop_constraint(op.f("ck_sessions_means_length"), type_="check")
        table.drop_column("means")
    op.drop_table("identities")
