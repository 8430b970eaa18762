"""What interests add to a search."""

from sqlalchemy import select

from contacts.access import may, sees
from contacts.categories.models import Category
from contacts.customers.keys import add_key, add_rows
from contacts.customers.models import Customer
from contacts.customers.own_keys import has_beginnings
from contacts.db import db
from contacts.db.folding import fold
from contacts.interests.models import Interest


def interested_in(value, _asked):
    """Interested in a category whose name has these words, or in one below it."""
    words = fold(value)
    ids = [id for id, name in categories() if words and has_beginnings(name, words)]
    if not ids:
        return None
    tree = select(Category.id).where(Category.id.in_(ids)).cte("wanted", recursive=True)
    tree = tree.union(select(Category.id).join(tree, Category.parent_id == tree.c.id))
    return Customer.id.in_(select(Interest.customer_id).where(Interest.category_id.in_(select(tree.c.id))))


def categories():
    """`[(id, name)]`; there are few."""
    return db.session.execute(select(Category.id, Category.name).order_by(Category.name)).all()


def allowed():
    needed = ("customer_categories.customer_id", "customer_categories.category_id", "categories.name")
    return bool(may("read", "interests") and may("read", "categories")) and all(map(sees, needed))


add_key("interest", "interest:coffee", interested_in, allowed, lambda: [name for _id, name in categories()])
add_rows("interest", Interest)
