"""Remember which set of rights a group role of Postgres has, where there are those.

Revision: 0023, after 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "database_groups",
        sa.Column("name", sa.String(length=63), nullable=False, comment="The group role's name on the server"),
        sa.Column("fingerprint", sa.String(length=16), nullable=False, comment="The set of rights it was granted"),
        sa.CheckConstraint("length(fingerprint) <= 16", name=op.f("ck_database_groups_fingerprint_length")),
        sa.CheckConstraint("length(name) <= 63", name=op.f("ck_database_groups_name_length")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_database_groups")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_database_groups_fingerprint")),
        comment="Which set of rights each group role of the database has, where it has those",
    )


def downgrade():
    op.drop_table("database_groups")
