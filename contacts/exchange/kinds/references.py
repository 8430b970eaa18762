"""How a row names records of other rooms: a customer by source and key, a category by path, a product by code."""

from sqlalchemy import select

from contacts.categories.models import Category, Product
from contacts.customers.models import Customer
from contacts.db import db
from contacts.exchange.rows import existing


def find_customers(rows, mapping, summary):
    """Put `customer_id` into each row in place of `customer`; unknown ones are problems. Returns the rest."""
    keys = [row.values["customer"] for row in rows]
    known = existing(Customer, Customer.external_id, keys, (), Customer.source == mapping.source)
    good = []
    for row in rows:
        key = row.values.pop("customer")
        if key in known:
            row.values["customer_id"] = known[key].id
            good.append(row)
        else:
            summary.problem(row.line, f"there is no customer “{key}” of {mapping.source}")
    return good


def find_products(skus):
    """`{sku: row}` with id and name."""
    return existing(Product, Product.sku, skus, ("name",))


def category_paths():
    """`{path: id}` of every category; a path is "Clothing > Hoodies"."""
    rows = db.session.execute(select(Category.id, Category.parent_id, Category.name)).all()
    by_id = {row.id: row for row in rows}

    def path(row):
        above = by_id.get(row.parent_id)
        return f"{path(above)} > {row.name}" if above else row.name

    return {path(row): row.id for row in rows}
