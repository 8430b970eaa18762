"""Who chose no language or time zone reads in the browser's language, and in the time zone of the settings.

So far everybody had one, and nobody could tell whether it was chosen: what everybody started with becomes empty.

Revision: 0035, after 0034
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

LOCALE = "Language and formats (BCP 47)"
ZONE = "Zone that times are shown in (IANA)"


def upgrade():
    with op.batch_alter_table("users") as table:
        table.alter_column(
            "locale",
            existing_type=sa.String(length=35),
            nullable=True,
            comment=f"{LOCALE}; empty: as the browser asks",
            existing_comment=LOCALE,
        )
        table.alter_column(
            "time_zone",
            existing_type=sa.String(length=50),
            nullable=True,
            comment=f"{ZONE}; empty: the one in the settings",
            existing_comment=ZONE,
        )
    op.execute("UPDATE users SET locale = NULL WHERE locale = 'en'")
    op.execute("UPDATE users SET time_zone = NULL WHERE time_zone = 'UTC'")


def downgrade():
    op.execute("UPDATE users SET locale = 'en' WHERE locale IS NULL")
    op.execute("UPDATE users SET time_zone = 'UTC' WHERE time_zone IS NULL")
    with op.batch_alter_table("users") as table:
        table.alter_column("locale", existing_type=sa.String(length=35), nullable=False, comment=LOCALE)
        table.alter_column("time_zone", existing_type=sa.String(length=50), nullable=False, comment=ZONE)
