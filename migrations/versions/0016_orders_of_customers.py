"""Indexes in the orders that the list of customers offers.

Revision: 0016, after 0015
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

LAST_CONTACT = ("ix_customer_stats_last_contact_at_customer_id", "customer_stats", ["last_contact_at", "customer_id"])


def upgrade():
    op.create_index("ix_customers_created_at_id", "customers", ["created_at", "id"])
    op.drop_index(LAST_CONTACT[0], LAST_CONTACT[1])
    op.create_index(*LAST_CONTACT, postgresql_ops={"last_contact_at": "NULLS FIRST"})


def downgrade():
    op.drop_index(LAST_CONTACT[0], LAST_CONTACT[1])
    op.create_index(*LAST_CONTACT)
    op.drop_index("ix_customers_created_at_id", "customers")
