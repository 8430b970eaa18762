"""Every how many days to be in touch with a customer, and the day by which it is time.

Revision: 0031, after 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

DUE = "ix_customer_stats_touch_due"
GIVEN = sa.text("touch_due_on IS NOT NULL")


def upgrade():
    with op.batch_alter_table("customers") as table:
        table.add_column(
            sa.Column(
                "touch_every_days",
                sa.Integer(),
                nullable=True,
                comment="Days after which to be in touch again; empty when nobody minds",
            )
        )
        table.create_check_constraint(op.f("ck_customers_touch_every_days"), "touch_every_days BETWEEN 1 AND 3650")
    with op.batch_alter_table("customer_stats") as table:
        table.add_column(
            sa.Column("touch_due_on", sa.Date(), nullable=True, comment="The day by which to be in touch again")
        )
    op.create_index(DUE, "customer_stats", ["touch_due_on", "customer_id"], sqlite_where=GIVEN, postgresql_where=GIVEN)


def downgrade():
    op.drop_index(DUE, table_name="customer_stats")
    with op.batch_alter_table("customer_stats") as table:
        table.drop_column("touch_due_on")
    with op.batch_alter_table("customers") as table:
        table.drop_constraint(op.f("ck_customers_touch_every_days"), type_="check")
        table.drop_column("touch_every_days")
