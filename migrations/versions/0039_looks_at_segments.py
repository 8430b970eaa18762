"""Who was in a segment when a person looked, to tell who entered and left.

Revision: 0039, after 0038
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

LOOKS, MEMBERS = "segment_looks", "segment_members"


def upgrade():
    op.create_table(
        LOOKS,
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("segment_id", types.WholeNumber, nullable=False, comment="The segment"),
        sa.Column("user_id", types.WholeNumber, nullable=False, comment="Who looked"),
        sa.Column("looked_at", types.UTCDateTime(timezone=True), nullable=False, comment="When (UTC)"),
        sa.Column("definition_hash", sa.String(64), nullable=False, comment="SHA-256 of what the segment said then"),
        sa.CheckConstraint("length(definition_hash) <= 64", name=op.f(f"ck_{LOOKS}_definition_hash_length")),
        sa.ForeignKeyConstraint(
            ["segment_id"], ["segments.id"], name=op.f(f"fk_{LOOKS}_segment_id_segments"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f(f"fk_{LOOKS}_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{LOOKS}")),
        comment="When a person kept who was in a segment",
        sqlite_autoincrement=True,
    )
    op.create_index(op.f(f"ix_{LOOKS}_user_id"), LOOKS, ["user_id"])
    op.create_index(op.f(f"ix_{LOOKS}_segment_id_user_id_looked_at"), LOOKS, ["segment_id", "user_id", "looked_at"])
    op.create_table(
        MEMBERS,
        sa.Column("look_id", types.WholeNumber, nullable=False, comment="When that was"),
        sa.Column("customer_id", types.WholeNumber, nullable=False, comment="The customer"),
        sa.ForeignKeyConstraint(
            ["look_id"], [f"{LOOKS}.id"], name=op.f(f"fk_{MEMBERS}_look_id_{LOOKS}"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f(f"fk_{MEMBERS}_customer_id_customers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("look_id", "customer_id", name=op.f(f"pk_{MEMBERS}")),
        comment="Who was in a segment when a person looked",
    )
    op.create_index(op.f(f"ix_{MEMBERS}_customer_id"), MEMBERS, ["customer_id"])


def downgrade():
    op.drop_table(MEMBERS)
    op.drop_table(LOOKS)
