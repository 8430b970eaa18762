"""Questions about interests: a customer's, and the categories there are."""

from sqlalchemy import select

from contacts.access import may, permitted
from contacts.categories.models import Category
from contacts.categories.queries import ask_category_choices
from contacts.customers.columns import add_column
from contacts.customers.finding import add_filter, is_id, whose
from contacts.customers.record import panel
from contacts.db import db
from contacts.interests.models import Interest
from contacts.web.words import _


@panel("interests")
def interests_panel(customer):
    """What the customer wants, by name, of the categories that the role may read."""
    name, color = permitted(Category.name), permitted(Category.color)
    wanted = select(Interest.id, Interest.category_id, name, color).join(Interest.category)
    found = yield {"interests": wanted.where(Interest.customer_id == customer.id).order_by(name, Category.id)}
    return found


def all_categories():
    """Every category, by name, to tick."""
    return db.session.scalars(select(Category).order_by(Category.name)).all()


def categories_of(ids):
    """Asks for `{customer id: [(name, colour)]}`, by name."""
    wanted = select(Interest.customer_id, Category.name, Category.color).join(Category)
    found = {}
    wanted = wanted.where(Interest.customer_id.in_(ids)).order_by(Category.name)
    for id, name, color in (yield {"interests": wanted})["interests"]:
        found.setdefault(id, []).append((name, color))
    return found


def interested_in(value):
    """The customer wants something of this category or of one below it."""
    if not is_id(value):
        return None
    tree = select(Category.id).where(Category.id == int(value)).cte("subtree", recursive=True)
    tree = tree.union(select(Category.id).join(tree, Category.parent_id == tree.c.id))
    return whose(Interest, Interest.category_id.in_(select(tree.c.id)))


def reads_interests():
    return bool(may("read", "interests") and may("read", "categories"))


add_column("interests", _("Interests"), reads_interests, load=categories_of)
add_filter(
    "category",
    _("Interest"),
    _("Any interest"),
    lambda _chosen: ask_category_choices(),
    interested_in,
    reads_interests,
)
