"""Remember in a session which role an administrator views as.

Revision: 0019, after 0018
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ROLE = "The role an administrator views as in this browser; empty when they do not"


def upgrade():
    op.add_column("sessions", sa.Column("viewing_role_id", types.WholeNumber, nullable=True, comment=ROLE))


def downgrade():
    op.drop_column("sessions", "viewing_role_id")
