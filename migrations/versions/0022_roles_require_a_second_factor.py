"""A role may require that its people sign in with a second factor.

Revision: 0022, after 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    required = "Whether its people have to sign in with a second factor"
    column = sa.Column(
        "requires_second_factor", sa.Boolean(), nullable=False, server_default=sa.false(), comment=required
    )
    op.add_column("roles", column)  # without rebuilding the table: its keys are never used twice


def downgrade():
    op.drop_column("roles", "requires_second_factor")
