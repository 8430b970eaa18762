"""Find sealed values by a keyed hash.

Revision: 0014, after 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("customers", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "tax_id_lookup",
                sa.String(length=110),
                nullable=True,
                comment="Keyed hash of the tax number, to find it by the exact value",
            )
        )
        batch_op.add_column(
            sa.Column(
                "bank_account_lookup",
                sa.String(length=110),
                nullable=True,
                comment="Keyed hash of the bank account, to find it by the exact value",
            )
        )
        batch_op.create_index(batch_op.f("ix_customers_bank_account_lookup"), ["bank_account_lookup"], unique=False)
        batch_op.create_index(batch_op.f("ix_customers_tax_id_lookup"), ["tax_id_lookup"], unique=False)


def downgrade():
    with op.batch_alter_table("customers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_customers_tax_id_lookup"))
        batch_op.drop_index(batch_op.f("ix_customers_bank_account_lookup"))
        batch_op.drop_column("bank_account_lookup")
        batch_op.drop_column("tax_id_lookup")
