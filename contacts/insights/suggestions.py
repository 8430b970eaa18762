"""What purchases suggest of a customer's interests. Nothing is written until somebody confirms it."""

from sqlalchemy import func, select

from contacts.access import may, sees
from contacts.categories.models import Category, ProductCategory
from contacts.customers.record import panel
from contacts.db import db
from contacts.interests.models import Interest
from contacts.purchases.models import COUNTED, Purchase, PurchaseItem

AT_LEAST, SHOWN = 2, 3
NEEDED = (
    "purchases.status",
    "purchase_items.product_id",
    "product_categories.category_id",
    "customer_categories.category_id",
)


def may_suggest():
    kinds = ("purchases", "products", "categories", "interests")
    return all(may("read", kind) for kind in kinds) and bool(may("create", "interests")) and all(map(sees, NEEDED))


@panel("categories")
def suggested_interests(customer):
    """`suggested`: up to three `(id, name, purchases)` of categories bought twice or more that nobody has noted."""
    found = (yield {"suggested": suggestions(customer)}) if may_suggest() else {"suggested": []}
    return found


def suggestions(customer):
    times = func.count(Purchase.id.distinct()).label("times")
    noted = select(Interest.category_id).where(Interest.customer_id == customer.id)
    return (
        select(Category.id, Category.name, times)
        .join(ProductCategory, ProductCategory.category_id == Category.id)
        .join(PurchaseItem, PurchaseItem.product_id == ProductCategory.product_id)
        .join(Purchase, Purchase.id == PurchaseItem.purchase_id)
        .where(Purchase.customer_id == customer.id, Purchase.status.in_(COUNTED), Category.id.not_in(noted))
        .group_by(Category.id, Category.name)
        .having(times >= AT_LEAST)
        .order_by(times.desc(), Category.name)
        .limit(SHOWN)
    )


def is_suggested(customer, category_id):
    """Whether the category is among those that the customer's purchases suggest now."""
    return any(row.id == category_id for row in db.session.execute(suggestions(customer).limit(None)))
