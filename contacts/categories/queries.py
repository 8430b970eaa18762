"""Questions about categories and products."""

from sqlalchemy import func, select

from contacts.access import fetch
from contacts.categories.models import Category, Product, ProductCategory
from contacts.db import db
from contacts.web.listing import Listing, Order
from contacts.web.names import fold_for_sorting


def get_category(id, verb="read"):
    return fetch(Category, id, verb)


def tree():
    """`[(depth, category, products)]`, parents before their children, by name."""
    counts = dict(
        db.session.execute(
            select(ProductCategory.category_id, func.count(ProductCategory.id)).group_by(ProductCategory.category_id)
        ).all()
    )
    children = {}
    for category in db.session.scalars(select(Category).order_by(Category.name)):
        children.setdefault(category.parent_id, []).append(category)
    return list(walk(children, counts))


def walk(children, counts, parent=None, depth=0):
    for category in children.get(parent, []):
        yield depth, category, counts.get(category.id, 0)
        yield from walk(children, counts, category.id, depth + 1)


def is_under(category_id, ancestor_id):
    """Whether a category is the ancestor, or lies somewhere under it."""
    while category_id is not None and category_id != ancestor_id:
        category_id = db.session.scalar(select(Category.parent_id).where(Category.id == category_id))
    return category_id is not None


def has_children(category):
    return db.session.scalar(select(Category.id).where(Category.parent_id == category.id).limit(1)) is not None


def sibling_named(name, parent_id, but_id=None):
    wanted = select(Category.id).where(Category.name == name, Category.parent_id.is_not_distinct_from(parent_id))
    return db.session.scalar(wanted.where(Category.id != (but_id or 0)))


def list_products():
    """One page of products."""
    statement = select(Product.id, Product.sku, Product.name, Product.price, Product.currency, Product.active)
    orders = {"name": Order(Product.sort_name, Product.id)}
    return Listing("products", statement, orders, "name", narrow=products_with)


def products_with(statement, q):
    for word in q.split()[:8]:
        statement = statement.where(Product.sort_name.contains(fold_for_sorting(word), autoescape=True))
    return statement
