"""Emails and phones of customers, and the figures that lists sort by.

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "emails",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("customer_id", types.WholeNumber, nullable=False, comment="Whose address it is"),
        sa.Column("value", sa.String(length=254), nullable=False, comment="The address as typed"),
        sa.Column(
            "folded", sa.String(length=254), nullable=False, comment="The address for lookup: lower case, host in ASCII"
        ),
        sa.Column("label", sa.String(length=40), nullable=True, comment="What it is for, such as work"),
        sa.Column("is_primary", sa.Boolean(), nullable=False, comment="The one to write to; one a customer"),
        sa.Column("unusable", sa.Boolean(), nullable=False, comment="Mail to it bounces"),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.CheckConstraint("length(folded) <= 254", name=op.f("ck_emails_folded_length")),
        sa.CheckConstraint("length(label) <= 40", name=op.f("ck_emails_label_length")),
        sa.CheckConstraint("length(value) <= 254", name=op.f("ck_emails_value_length")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_emails_customer_id_customers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emails")),
        sa.UniqueConstraint("customer_id", "folded", name=op.f("uq_emails_customer_id_folded")),
        comment="Email addresses of customers",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_emails_folded", "emails", ["folded"])
    op.create_index(
        "uq_emails_one_primary",
        "emails",
        ["customer_id"],
        unique=True,
        sqlite_where=sa.text("is_primary"),
        postgresql_where=sa.text("is_primary"),
    )
    op.create_table(
        "phones",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("customer_id", types.WholeNumber, nullable=False, comment="Whose number it is"),
        sa.Column("value", sa.String(length=60), nullable=False, comment="The number as typed"),
        sa.Column("e164", sa.String(length=20), nullable=True, comment="The number in E.164, when it is valid"),
        sa.Column("label", sa.String(length=40), nullable=True, comment="What it is for, such as mobile"),
        sa.Column("is_primary", sa.Boolean(), nullable=False, comment="The one to ring; one a customer"),
        sa.Column("unusable", sa.Boolean(), nullable=False, comment="Nobody answers there any more"),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.CheckConstraint("length(e164) <= 20", name=op.f("ck_phones_e164_length")),
        sa.CheckConstraint("length(label) <= 40", name=op.f("ck_phones_label_length")),
        sa.CheckConstraint("length(value) <= 60", name=op.f("ck_phones_value_length")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_phones_customer_id_customers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phones")),
        comment="Phone numbers of customers",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_phones_customer_id", "phones", ["customer_id"])
    op.create_index("ix_phones_e164", "phones", ["e164"])
    op.create_index(
        "uq_phones_one_primary",
        "phones",
        ["customer_id"],
        unique=True,
        sqlite_where=sa.text("is_primary"),
        postgresql_where=sa.text("is_primary"),
    )
    op.create_table(
        "customer_stats",
        sa.Column("customer_id", types.WholeNumber, nullable=False, comment="The customer"),
        sa.Column(
            "last_contact_at",
            types.UTCDateTime(timezone=True),
            nullable=True,
            comment="The latest conversation that is not private (UTC)",
        ),
        sa.Column("last_purchase_on", sa.Date(), nullable=True, comment="Day of the latest purchase that counts"),
        sa.Column(
            "purchase_count",
            sa.Integer(),
            server_default="0",
            nullable=False,
            comment="Purchases that count: not cancelled, not refunded",
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_customer_stats_customer_id_customers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_customer_stats")),
        comment="Derived figures of each customer, kept by triggers",
    )
    op.create_index(
        "ix_customer_stats_last_contact_at_customer_id", "customer_stats", ["last_contact_at", "customer_id"]
    )
    op.create_index(
        "ix_customer_stats_last_purchase_on_customer_id", "customer_stats", ["last_purchase_on", "customer_id"]
    )
    op.create_table(
        "customer_values",
        sa.Column("customer_id", types.WholeNumber, nullable=False, comment="The customer"),
        sa.Column("currency", sa.String(length=3), nullable=False, comment="ISO 4217 code"),
        sa.Column(
            "lifetime_value", types.WholeNumber, nullable=False, comment="Sum of the totals that count, in minor units"
        ),
        sa.Column("purchase_count", sa.Integer(), nullable=False, comment="How many purchases that is"),
        sa.CheckConstraint("length(currency) <= 3", name=op.f("ck_customer_values_currency_length")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_customer_values_customer_id_customers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("customer_id", "currency", name=op.f("pk_customer_values")),
        comment="Sum of each customer's purchases by currency, kept by triggers",
    )
    op.create_index(
        "ix_customer_values_currency_lifetime_value_customer_id",
        "customer_values",
        ["currency", "lifetime_value", "customer_id"],
    )


def downgrade():
    op.drop_table("customer_values")
    op.drop_table("customer_stats")
    op.drop_table("phones")
    op.drop_table("emails")
