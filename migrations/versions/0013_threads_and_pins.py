"""Find the thread of a ticket, the pinned conversations and the newest tickets by an index.

Revision: 0013, after 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("communications", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_communications_ticket_id"))
        batch_op.create_index(
            "ix_communications_pinned",
            ["customer_id", "happened_at"],
            unique=False,
            sqlite_where=sa.text("pinned = 1"),
            postgresql_where=sa.text("pinned"),
        )
        batch_op.create_index(
            batch_op.f("ix_communications_ticket_id_happened_at_id"), ["ticket_id", "happened_at", "id"], unique=False
        )

    with op.batch_alter_table("tickets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tickets_opened_at_id"), ["opened_at", "id"], unique=False)


def downgrade():
    with op.batch_alter_table("tickets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tickets_opened_at_id"))
    with op.batch_alter_table("communications", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_communications_ticket_id_happened_at_id"))
        batch_op.drop_index(
            "ix_communications_pinned", sqlite_where=sa.text("pinned = 1"), postgresql_where=sa.text("pinned")
        )
        batch_op.create_index(batch_op.f("ix_communications_ticket_id"), ["ticket_id"], unique=False)
