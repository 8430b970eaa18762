"""Questions about categories and products; they read and change nothing."""

from sqlalchemy import func, or_, select

from contacts.access import fetch, sees
from contacts.categories.models import Category, Product, ProductCategory
from contacts.customfields.listing import listing_with_fields
from contacts.customfields.narrowing import having_word
from contacts.db import answer, db
from contacts.web.listing import Order
from contacts.web.names import fold_for_sorting


def get_category(id, verb="read"):
    return fetch(Category, id, verb)


def get_product(id, verb="read"):
    return fetch(Product, id, verb)


def category_tree():
    """`[(row of id, parent_id, name, color, products, children), depth]`: parents first, each level by name."""
    return tree_of(db.session.execute(categories_counted()))


def tree_of(rows):
    children = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row)
    return list(walk(children, None, 0))


def categories_counted():
    counts = select(ProductCategory.category_id, func.count(ProductCategory.id).label("products"))
    counts = counts.group_by(ProductCategory.category_id).subquery()
    return (
        select(Category.id, Category.parent_id, Category.name, Category.color)
        .add_columns(func.coalesce(counts.c.products, 0).label("products"))
        .outerjoin(counts, counts.c.category_id == Category.id)
        .order_by(func.lower(Category.name), Category.id)
    )


def walk(children, parent_id, depth):
    for row in children.get(parent_id, ()):
        yield row, depth
        yield from walk(children, row.id, depth + 1)


def category_choices():
    """`[(id, name)]` for a select, indented like the tree; also for roles that read no products."""
    return answer(ask_category_choices())


def ask_category_choices():
    """The same, asked for together with what else a page needs (see db.together)."""
    plain = select(Category.id, Category.parent_id, Category.name).order_by(func.lower(Category.name), Category.id)
    return [(row.id, "– " * depth + row.name) for row, depth in tree_of((yield {"tree": plain})["tree"])]


def name_taken(name, parent_id, but_id=None):
    """Whether another category under the same parent has this name."""
    same = select(Category.id).where(Category.name == name, Category.parent_id.is_not_distinct_from(parent_id))
    return db.session.scalar(same if but_id is None else same.where(Category.id != but_id)) is not None


def is_within(category_id, ancestor_id):
    """Whether walking up from a category meets the other one; a category is within itself."""
    seen = set()
    while category_id is not None and category_id not in seen:
        if category_id == ancestor_id:
            return True
        seen.add(category_id)
        category_id = db.session.scalar(select(Category.parent_id).where(Category.id == category_id))
    return False


def has_children(category):
    return db.session.scalar(select(Category.id).where(Category.parent_id == category.id).limit(1)) is not None


def sku_taken(sku, but_id=None):
    same = select(Product.id).where(Product.sku == sku)
    return db.session.scalar(same if but_id is None else same.where(Product.id != but_id)) is not None


def links_of(product):
    return db.session.scalars(select(ProductCategory).where(ProductCategory.product_id == product.id)).all()


def list_products():
    """One page of products; `listing.categories` is `{product id: [(name, color)]}`."""
    statement = select(Product.id, Product.name, Product.sku, Product.active)
    orders = {"name": Order(Product.sort_name, Product.id)}
    if sees("products.price"):
        statement = statement.add_columns(Product.price, Product.currency)
        orders["price"] = Order(Product.price, Product.id)
    filters = ("category", "active")
    listing = listing_with_fields("products", Product.id, statement, orders, "name", narrowed, filters)
    listing.categories = categories_of([row.id for row in listing.rows])
    return listing


def narrowed(statement, q="", category=None, active=None):
    if category and category.isascii() and category.isdigit():
        linked = select(ProductCategory.product_id).where(ProductCategory.category_id == int(category[:9]))
        statement = statement.where(Product.id.in_(linked))
    if active in ("yes", "no"):
        statement = statement.where(Product.active.is_(active == "yes"))
    for word in q.split()[:8]:
        by_name = Product.sort_name.contains(fold_for_sorting(word), autoescape=True)
        by_code = func.lower(Product.sku).contains(word.lower(), autoescape=True)
        statement = statement.where(or_(by_name, by_code, *having_word("products", Product.id, word)))
    return statement


def categories_of(ids):
    found = {}
    wanted = select(ProductCategory.product_id, Category.name, Category.color).where(
        ProductCategory.product_id.in_(ids), Category.id == ProductCategory.category_id
    )
    for product_id, name, color in db.session.execute(wanted.order_by(Category.name)) if ids else ():
        found.setdefault(product_id, []).append((name, color))
    return found
