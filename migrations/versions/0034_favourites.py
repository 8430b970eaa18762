"""The customers that each person starred.

Revision: 0034, after 0033
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "favourites",
        sa.Column("user_id", types.WholeNumber, nullable=False, comment="Who starred"),
        sa.Column("customer_id", types.WholeNumber, nullable=False, comment="Whom"),
        sa.Column("starred_at", types.UTCDateTime(timezone=True), nullable=False, comment="When (UTC)"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_favourites_customer_id_customers"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_favourites_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "customer_id", name=op.f("pk_favourites")),
        comment="Customers that each person starred",
    )
    op.create_index(op.f("ix_favourites_customer_id"), "favourites", ["customer_id"])


def downgrade():
    op.drop_table("favourites")
