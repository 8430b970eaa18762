"""Products, matched by their code, and the categories they are in."""

from sqlalchemy import select

from contacts.categories.models import Product, ProductCategory
from contacts.db import db
from contacts.exchange.added import take_added, write_added
from contacts.exchange.kinds.references import category_paths
from contacts.exchange.rows import existing, insert_all, merge
from contacts.exchange.values import currency, minor_units, plain_text, sort_name, whole, words, yes_or_no

KEY, ADDED = "sku", "products"  # the table whose records have fields that people added
FIELDS = {
    "sku": words(Product.sku),
    "name": words(Product.name),
    "description": words(Product.description),
    "price": plain_text,
    "currency": currency,
    "active": yes_or_no,
    "category": plain_text,
}
REQUIRED = ("sku", "name", "currency")
SEVERAL = ("category",)
DEFAULTS = {"price": 0, "active": True}


def prepare(values, mapping):
    values["sort_name"] = sort_name(values["name"])
    if values.get("price"):
        price = values["price"]
        values["price"] = whole(minor_units(price, values["currency"], mapping.decimal), price)


def write(rows, _mapping, summary):
    added = take_added(ADDED, rows)
    named = {row.line: row.values.pop("category", []) for row in rows}
    paths = category_paths()
    for row in rows:
        for path in named[row.line]:
            if path not in paths:
                summary.problem(row.line, f"there is no category “{path}”")
    if summary.broken:
        return
    merge(Product, rows, existing(Product, Product.sku, [row.key for row in rows], rows[0].values), DEFAULTS)
    wanted = {(row.id, paths[path]): row for row in rows for path in named[row.line]}
    linked = linked_already([row.id for row in rows])
    missing = {pair: row for pair, row in wanted.items() if pair not in linked}
    insert_all(ProductCategory, [{"product_id": one, "category_id": other} for one, other in missing])
    for row in missing.values():
        row.touch()
    write_added(ADDED, rows, added, summary)
    summary.count(rows)


def linked_already(ids):
    pairs = select(ProductCategory.product_id, ProductCategory.category_id).where(ProductCategory.product_id.in_(ids))
    return {tuple(pair) for pair in db.session.execute(pairs)}
