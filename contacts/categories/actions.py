"""Changing the tree of categories, and the products in it."""

from contacts.categories.models import Category, Product, ProductCategory
from contacts.categories.queries import has_children, is_within, links_of
from contacts.customfields.fields import apart
from contacts.customfields.values import save_along, save_values
from contacts.db import db
from contacts.history import begin
from contacts.web.names import fold_for_sorting
from contacts.web.words import _


def save_category(category, fields):
    """A new one, or changes. Returns the operation's id. ValueError with a sentence when it would go under itself."""
    if category is not None and is_within(fields["parent_id"], category.id):
        raise ValueError(_("A category cannot go under itself or under one of its own."))
    operation = begin("categories.save", "Edited a category" if category else "Added a category")
    return fill(category or Category(), fields, operation)


def delete_category(category):
    """Returns the operation's id. ValueError with a sentence while it has children."""
    if has_children(category):
        raise ValueError(_("This category has others under it. Move or delete those first."))
    operation = begin("categories.delete", "Deleted a category")
    db.session.delete(category)
    db.session.flush()
    return operation


def save_product(product, fields):
    """A new one, or changes; `category_ids` are the categories it is in. Returns the operation's id."""
    operation = begin("products.save", "Edited a product" if product else "Added a product")
    fields, added = apart("products", fields)
    is_new, product, category_ids = product is None, product or Product(), set(fields.pop("category_ids"))
    fill(product, {**fields, "sort_name": fold_for_sorting(fields["name"])}, operation)
    save_values("products", product.id, added) if is_new else save_along(product, added)
    for link in links_of(product):
        if link.category_id not in category_ids:
            db.session.delete(link)
        category_ids.discard(link.category_id)
    db.session.add_all(ProductCategory(product_id=product.id, category_id=id) for id in sorted(category_ids))
    db.session.flush()
    return operation


def delete_product(product):
    """Purchases keep what was written on their lines. Returns the operation's id."""
    operation = begin("products.delete", "Deleted a product")
    db.session.delete(product)
    db.session.flush()
    return operation


def fill(record, fields, operation):
    for name, value in fields.items():
        setattr(record, name, value)
    db.session.add(record)
    db.session.flush()
    return operation
