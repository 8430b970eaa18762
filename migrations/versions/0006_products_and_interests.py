"""Products and interests.

Revision: 0006, after 0005
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "categories",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("parent_id", types.WholeNumber, nullable=True, comment="The category it belongs under"),
        sa.Column(
            "name",
            sa.String(length=100),
            nullable=False,
            comment="What the category is called; unique under its parent",
        ),
        sa.Column("description", sa.String(length=500), nullable=True, comment="What belongs in it"),
        sa.Column("color", sa.Integer(), nullable=False, comment="Hue of its dot, 0 (none) to 9"),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.CheckConstraint("color BETWEEN 0 AND 9", name=op.f("ck_categories_color_known")),
        sa.CheckConstraint("length(description) <= 500", name=op.f("ck_categories_description_length")),
        sa.CheckConstraint("length(name) <= 100", name=op.f("ck_categories_name_length")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_categories_name_given")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_categories_not_its_own_parent")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["categories.id"], name=op.f("fk_categories_parent_id_categories"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_categories")),
        sa.UniqueConstraint("parent_id", "name", name=op.f("uq_categories_parent_id_name")),
        comment="Product categories, a tree",
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_categories_top_name",
        "categories",
        ["name"],
        unique=True,
        sqlite_where=sa.text("parent_id IS NULL"),
        postgresql_where=sa.text("parent_id IS NULL"),
    )
    op.create_table(
        "products",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("sku", sa.String(length=60), nullable=False, comment="Stock-keeping unit: the product's own code"),
        sa.Column("name", sa.String(length=200), nullable=False, comment="What the product is called"),
        sa.Column("sort_name", sa.String(length=200), nullable=False, comment="The name folded for sorting; derived"),
        sa.Column("description", sa.String(length=5000), nullable=True, comment="What it is"),
        sa.Column("price", types.WholeNumber, nullable=False, comment="List price in minor units"),
        sa.Column("currency", sa.String(length=3), nullable=False, comment="Currency of the list price (ISO 4217)"),
        sa.Column("active", sa.Boolean(), nullable=False, comment="Whether it is still sold"),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.CheckConstraint("length(currency) <= 3", name=op.f("ck_products_currency_length")),
        sa.CheckConstraint(
            "length(currency) = 3 AND currency = upper(currency)", name=op.f("ck_products_currency_code")
        ),
        sa.CheckConstraint("length(description) <= 5000", name=op.f("ck_products_description_length")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_products_name_length")),
        sa.CheckConstraint("length(sku) <= 60", name=op.f("ck_products_sku_length")),
        sa.CheckConstraint("length(sort_name) <= 200", name=op.f("ck_products_sort_name_length")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_products_name_given")),
        sa.CheckConstraint("price >= 0", name=op.f("ck_products_price_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_products")),
        sa.UniqueConstraint("sku", name=op.f("uq_products_sku")),
        comment="What the team sells",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_products_sort_name_id", "products", ["sort_name", "id"])
    op.create_table(
        "product_categories",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("product_id", types.WholeNumber, nullable=False, comment="The product"),
        sa.Column("category_id", types.WholeNumber, nullable=False, comment="The category"),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["categories.id"],
            name=op.f("fk_product_categories_category_id_categories"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_product_categories_product_id_products"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_categories")),
        sa.UniqueConstraint("product_id", "category_id", name=op.f("uq_product_categories_product_id_category_id")),
        comment="Which categories each product is in",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_product_categories_category_id", "product_categories", ["category_id"])
    op.create_table(
        "customer_categories",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("customer_id", types.WholeNumber, nullable=False, comment="Who is interested"),
        sa.Column("category_id", types.WholeNumber, nullable=False, comment="In what"),
        sa.Column(
            "origin",
            sa.Enum("stated", "inferred", name="origin", native_enum=False, create_constraint=True, length=20),
            nullable=False,
            comment="Stated by somebody, or inferred from purchases",
        ),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["categories.id"],
            name=op.f("fk_customer_categories_category_id_categories"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_customer_categories_customer_id_customers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_categories")),
        sa.UniqueConstraint("customer_id", "category_id", name=op.f("uq_customer_categories_customer_id_category_id")),
        comment="Which categories each customer is interested in",
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_customer_categories_category_id_customer_id", "customer_categories", ["category_id", "customer_id"]
    )


def downgrade():
    op.drop_table("customer_categories")
    op.drop_table("product_categories")
    op.drop_table("products")
    op.drop_table("categories")
