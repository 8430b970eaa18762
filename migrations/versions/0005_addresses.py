"""Addresses.

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "addresses",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("customer_id", types.WholeNumber, nullable=False, comment="Whose address it is"),
        sa.Column(
            "kind",
            sa.Enum(
                "billing", "shipping", "other", name="addresskind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
            comment="Billing, shipping or other",
        ),
        sa.Column("is_default", sa.Boolean(), nullable=False, comment="The one to use; one of each kind a customer"),
        sa.Column(
            "recipient",
            sa.String(length=200),
            nullable=True,
            comment="Name on the envelope, when it is not the customer's",
        ),
        sa.Column("line1", sa.String(length=200), nullable=True, comment="Street and number, or post box"),
        sa.Column("line2", sa.String(length=200), nullable=True, comment="Building, floor, department"),
        sa.Column("city", sa.String(length=120), nullable=True, comment="City or town"),
        sa.Column("region", sa.String(length=120), nullable=True, comment="State, province or county"),
        sa.Column("postal_code", sa.String(length=20), nullable=True, comment="Postal code, as the country writes it"),
        sa.Column("country", sa.String(length=2), nullable=False, comment="ISO 3166-1 alpha-2 code"),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.CheckConstraint("length(city) <= 120", name=op.f("ck_addresses_city_length")),
        sa.CheckConstraint("length(country) <= 2", name=op.f("ck_addresses_country_length")),
        sa.CheckConstraint("length(country) = 2 AND country = upper(country)", name=op.f("ck_addresses_country_code")),
        sa.CheckConstraint("length(line1) <= 200", name=op.f("ck_addresses_line1_length")),
        sa.CheckConstraint("length(line2) <= 200", name=op.f("ck_addresses_line2_length")),
        sa.CheckConstraint("length(postal_code) <= 20", name=op.f("ck_addresses_postal_code_length")),
        sa.CheckConstraint("length(recipient) <= 200", name=op.f("ck_addresses_recipient_length")),
        sa.CheckConstraint("length(region) <= 120", name=op.f("ck_addresses_region_length")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_addresses_customer_id_customers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addresses")),
        comment="Postal addresses of customers",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_addresses_customer_id", "addresses", ["customer_id"])
    op.create_index(
        "uq_addresses_one_default",
        "addresses",
        ["customer_id", "kind"],
        unique=True,
        sqlite_where=sa.text("is_default"),
        postgresql_where=sa.text("is_default"),
    )


def downgrade():
    op.drop_table("addresses")
