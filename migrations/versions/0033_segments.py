"""Customers who have something in common, under a name.

Revision: 0033, after 0032
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "segments",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("name", sa.String(length=80), nullable=False, comment="What the segment is called"),
        sa.Column(
            "definition",
            sa.String(length=20000),
            nullable=False,
            comment="Groups of conditions as JSON, checked by segments.definition",
        ),
        sa.Column("owner_id", types.WholeNumber, nullable=False, comment="Who made it"),
        sa.Column(
            "sharing",
            sa.Enum(
                "private", "team", "everyone", name="sharing", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
            comment="Who finds it: its owner, their team, or everyone",
        ),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.CheckConstraint("length(definition) <= 20000", name=op.f("ck_segments_definition_length")),
        sa.CheckConstraint("length(name) <= 80", name=op.f("ck_segments_name_length")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_segments_name_given")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_segments_owner_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segments")),
        comment="Customers who have something in common, under a name",
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_segments_owner_id"), "segments", ["owner_id"])


def downgrade():
    op.drop_table("segments")
