"""What currencies are worth in the workspace's own, each from a day on.

Revision: 0036, after 0035
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "exchange_rates",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("base", sa.String(length=3), nullable=False, comment="ISO 4217 code of what one unit is worth"),
        sa.Column("currency", sa.String(length=3), nullable=False, comment="ISO 4217 code of what it is worth it in"),
        sa.Column("per_unit", types.Rate(), nullable=False, comment="How much of the currency one unit of the base is"),
        sa.Column("valid_from", sa.Date(), nullable=False, comment="The first day on which it holds"),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.CheckConstraint("base <> currency", name=op.f("ck_exchange_rates_two_currencies")),
        sa.CheckConstraint("length(base) = 3 AND base = upper(base)", name=op.f("ck_exchange_rates_base_code")),
        sa.CheckConstraint(
            "length(currency) = 3 AND currency = upper(currency)", name=op.f("ck_exchange_rates_currency_code")
        ),
        sa.CheckConstraint("length(base) <= 3", name=op.f("ck_exchange_rates_base_length")),
        sa.CheckConstraint("length(currency) <= 3", name=op.f("ck_exchange_rates_currency_length")),
        sa.CheckConstraint("per_unit > 0", name=op.f("ck_exchange_rates_worth_something")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_rates")),
        sa.UniqueConstraint("base", "currency", "valid_from", name=op.f("uq_exchange_rates_base_currency_valid_from")),
        comment="What currencies are worth, each from a day on",
        sqlite_autoincrement=True,
    )


def downgrade():
    op.drop_table("exchange_rates")
