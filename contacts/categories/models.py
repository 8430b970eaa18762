"""What the team sells: a tree of categories, and the products in them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contacts.db import Record, WholeNumber, foreign_key


class Category(Record):
    """A kind of product that customers may be interested in."""

    __tablename__ = "categories"
    __kind__ = "categories"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="name_given"),
        CheckConstraint("parent_id <> id", name="not_its_own_parent"),
        CheckConstraint("color BETWEEN 0 AND 9", name="color_known"),
        UniqueConstraint("parent_id", "name"),
        Index(
            "uq_categories_top_name",
            "name",
            unique=True,
            sqlite_where=text("parent_id IS NULL"),
            postgresql_where=text("parent_id IS NULL"),
        ),
        {"comment": "Product categories, a tree", "sqlite_autoincrement": True},
    )

    parent_id: Mapped[int | None] = foreign_key(
        "categories.id", "The category it belongs under", ondelete="RESTRICT", nullable=True, index=False
    )
    name: Mapped[str] = mapped_column(String(100), comment="What the category is called; unique under its parent")
    description: Mapped[str | None] = mapped_column(String(500), comment="What belongs in it")
    color: Mapped[int] = mapped_column(default=0, comment="Hue of its dot, 0 (none) to 9")

    parent: Mapped[Category | None] = relationship(remote_side="Category.id", back_populates="children", lazy="raise")
    children: Mapped[list[Category]] = relationship(back_populates="parent", lazy="raise", passive_deletes="all")


class Product(Record):
    """Something the team sells."""

    __tablename__ = "products"
    __kind__ = "products"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="name_given"),
        CheckConstraint("price >= 0", name="price_not_negative"),
        CheckConstraint("length(currency) = 3 AND currency = upper(currency)", name="currency_code"),
        Index(None, "sort_name", "id"),
        {"comment": "What the team sells", "sqlite_autoincrement": True},
    )

    sku: Mapped[str] = mapped_column(
        String(60), unique=True, comment="Stock-keeping unit: the product's own code", info={"search": "products"}
    )
    name: Mapped[str] = mapped_column(String(200), comment="What the product is called", info={"search": "products"})
    sort_name: Mapped[str] = mapped_column(
        String(200), comment="The name folded for sorting; derived", info={"copy_of": ("products", "name")}
    )
    description: Mapped[str | None] = mapped_column(String(5000), comment="What it is")
    price: Mapped[int] = mapped_column(WholeNumber, default=0, comment="List price in minor units")
    currency: Mapped[str] = mapped_column(String(3), comment="Currency of the list price (ISO 4217)")
    active: Mapped[bool] = mapped_column(default=True, comment="Whether it is still sold")

    links: Mapped[list[ProductCategory]] = relationship(back_populates="product", passive_deletes="all", lazy="raise")


class ProductCategory(Record):
    """A product is in a category."""

    __tablename__ = "product_categories"
    __kind__ = "products"
    __table_args__ = (
        UniqueConstraint("product_id", "category_id"),
        {"comment": "Which categories each product is in", "sqlite_autoincrement": True},
    )

    product_id: Mapped[int] = foreign_key("products.id", "The product", ondelete="CASCADE", index=False)
    category_id: Mapped[int] = foreign_key("categories.id", "The category", ondelete="CASCADE")

    product: Mapped[Product] = relationship(back_populates="links", lazy="raise")
    category: Mapped[Category] = relationship(lazy="raise")
