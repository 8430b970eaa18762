"""The columns and the density that people chose, and an index by last purchase in the order of the list.

Revision: 0028, after 0027
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

LAST_PURCHASE = (
    "ix_customer_stats_last_purchase_on_customer_id",
    "customer_stats",
    ["last_purchase_on", "customer_id"],
)


def upgrade():
    op.create_table(
        "list_settings",
        sa.Column("user_id", types.WholeNumber, nullable=False, comment="Whose choice it is"),
        sa.Column("list_name", sa.String(length=40), nullable=False, comment="Of which list, such as customers"),
        sa.Column(
            "columns",
            sa.String(length=500),
            nullable=True,
            comment="Names of the columns in their order, with commas; empty for the usual ones",
        ),
        sa.Column(
            "density",
            sa.Enum("regular", "compact", name="density", native_enum=False, create_constraint=True, length=20),
            nullable=False,
            comment="How high a row is: regular or compact",
        ),
        sa.CheckConstraint("length(list_name) <= 40", name=op.f("ck_list_settings_list_name_length")),
        sa.CheckConstraint("length(columns) <= 500", name=op.f("ck_list_settings_columns_length")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_list_settings_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "list_name", name=op.f("pk_list_settings")),
        comment="Columns and density that each person chose for a list",
    )
    op.drop_index(LAST_PURCHASE[0], LAST_PURCHASE[1])
    op.create_index(*LAST_PURCHASE, postgresql_ops={"last_purchase_on": "NULLS FIRST"})


def downgrade():
    op.drop_index(LAST_PURCHASE[0], LAST_PURCHASE[1])
    op.create_index(*LAST_PURCHASE)
    op.drop_table("list_settings")
