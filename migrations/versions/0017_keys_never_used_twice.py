"""Keys of roles, teams and people are never used twice on SQLite either: rights are remembered by the key of a role.

Revision: 0017, after 0016
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TABLES = ("teams", "roles", "users")


def upgrade():
    rebuild(sqlite_autoincrement=True)


def downgrade():
    rebuild(sqlite_autoincrement=False)


def rebuild(**options):
    """Postgres' identities never go back; SQLite has to be told when it makes the table."""
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            with op.batch_alter_table(table, recreate="always", table_kwargs=options):
                pass
