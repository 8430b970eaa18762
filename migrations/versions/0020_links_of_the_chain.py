"""Operations are chained in the order in which they end; on Postgres that need not be the order of their keys.

Revision: 0020, after 0019
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

MEANING = "Place in the chain of seals, in the order in which deeds ended"
# So far each was chained to the one with the key before it.
SO_FAR = """UPDATE operations SET link = counted.link
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS link FROM operations WHERE seal IS NOT NULL) AS counted
    WHERE counted.id = operations.id"""


def upgrade():
    with op.batch_alter_table("operations") as table:
        table.add_column(sa.Column("link", types.WholeNumber, comment=MEANING))
    op.execute(SO_FAR)
    with op.batch_alter_table("operations") as table:
        table.create_unique_constraint("uq_operations_link", ["link"])


def downgrade():
    with op.batch_alter_table("operations") as table:
        table.drop_constraint("uq_operations_link", type_="unique")
        table.drop_column("link")
