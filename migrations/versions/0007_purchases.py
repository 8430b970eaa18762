"""Purchases.

Revision: 0007, after 0006
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "purchases",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("customer_id", types.WholeNumber, nullable=False, comment="Who bought"),
        sa.Column("reference", sa.String(length=60), nullable=True, comment="Order number, unique in its source"),
        sa.Column(
            "source", sa.String(length=60), nullable=True, comment="Where the record came from; empty when typed here"
        ),
        sa.Column("purchased_on", sa.Date(), nullable=False, comment="Day of the purchase"),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "completed",
                "cancelled",
                "refunded",
                name="purchasestatus",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
            comment="Open, completed, cancelled or refunded",
        ),
        sa.Column("currency", sa.String(length=3), nullable=False, comment="ISO 4217 code"),
        sa.Column("total", types.WholeNumber, nullable=False, comment="Sum of the lines' amounts, in minor units"),
        sa.Column(
            "billing_address", sa.String(length=1000), nullable=True, comment="Billing address as it was that day"
        ),
        sa.Column(
            "shipping_address", sa.String(length=1000), nullable=True, comment="Shipping address as it was that day"
        ),
        sa.Column("notes", sa.String(length=5000), nullable=True, comment="Anything worth knowing"),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.CheckConstraint("length(billing_address) <= 1000", name=op.f("ck_purchases_billing_address_length")),
        sa.CheckConstraint("length(currency) <= 3", name=op.f("ck_purchases_currency_length")),
        sa.CheckConstraint(
            "length(currency) = 3 AND currency = upper(currency)", name=op.f("ck_purchases_currency_code")
        ),
        sa.CheckConstraint("length(notes) <= 5000", name=op.f("ck_purchases_notes_length")),
        sa.CheckConstraint("length(reference) <= 60", name=op.f("ck_purchases_reference_length")),
        sa.CheckConstraint("length(shipping_address) <= 1000", name=op.f("ck_purchases_shipping_address_length")),
        sa.CheckConstraint("length(source) <= 60", name=op.f("ck_purchases_source_length")),
        sa.CheckConstraint("total >= 0", name=op.f("ck_purchases_total_not_negative")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_purchases_customer_id_customers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchases")),
        sa.UniqueConstraint("source", "reference", name=op.f("uq_purchases_source_reference")),
        comment="Orders of customers",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_purchases_customer_id_purchased_on_id", "purchases", ["customer_id", "purchased_on", "id"])
    op.create_index("ix_purchases_purchased_on_id", "purchases", ["purchased_on", "id"])
    op.create_index("ix_purchases_total_id", "purchases", ["total", "id"])
    op.create_table(
        "purchase_items",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("purchase_id", types.WholeNumber, nullable=False, comment="The purchase"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order of the lines, from 1"),
        sa.Column("product_id", types.WholeNumber, nullable=True, comment="The product, when it is a known one"),
        sa.Column(
            "description", sa.String(length=300), nullable=False, comment="What was sold, in the words of that day"
        ),
        sa.Column(
            "quantity", types.Quantity(precision=16, scale=4), nullable=False, comment="How many, to four decimals"
        ),
        sa.Column(
            "unit_price",
            types.Quantity(precision=16, scale=4),
            nullable=False,
            comment="Price of one in minor units, to four decimals",
        ),
        sa.Column("discount", sa.Integer(), nullable=False, comment="Discount in hundredths of a percent, 0 to 10000"),
        sa.Column("amount", types.WholeNumber, nullable=False, comment="What the line costs, in minor units"),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_purchase_items_amount_not_negative")),
        sa.CheckConstraint("discount BETWEEN 0 AND 10000", name=op.f("ck_purchase_items_discount_share")),
        sa.CheckConstraint("length(description) <= 300", name=op.f("ck_purchase_items_description_length")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_purchase_items_quantity_positive")),
        sa.CheckConstraint("unit_price >= 0", name=op.f("ck_purchase_items_unit_price_not_negative")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_purchase_items_product_id_products"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_purchase_items_purchase_id_purchases"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_items")),
        sa.UniqueConstraint("purchase_id", "position", name=op.f("uq_purchase_items_purchase_id_position")),
        comment="Lines of purchases",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_purchase_items_product_id", "purchase_items", ["product_id"])


def downgrade():
    op.drop_table("purchase_items")
    op.drop_table("purchases")
