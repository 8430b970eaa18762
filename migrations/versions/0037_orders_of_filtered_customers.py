"""Indexes for the list of customers by status and by owner, the newest or the oldest first.

Revision: 0037, after 0036
"""

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

FILTERS = ("status", "owner_id")


def upgrade():
    for name in FILTERS:
        op.create_index(f"ix_customers_{name}_created_at_id", "customers", [name, "created_at", "id"])


def downgrade():
    for name in FILTERS:
        op.drop_index(f"ix_customers_{name}_created_at_id", "customers")
