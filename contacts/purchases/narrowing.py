"""Which purchases are meant: by words, and by the filters in the address."""

from sqlalchemy import func, or_, select

from contacts.access import sees
from contacts.categories.models import Category, ProductCategory
from contacts.customers.finding import beside, chosen_beside, is_id, like
from contacts.customers.models import Customer
from contacts.customfields.narrowing import having_word
from contacts.db import db
from contacts.purchases.models import COUNTED, Purchase, PurchaseItem, PurchaseStatus
from contacts.web.names import fold_for_sorting
from contacts.web.periods import period
from contacts.web.reader import reader
from contacts.web.words import _

PARTS = ("purchase_items.purchase_id", "purchase_items.product_id", "product_categories.category_id")


def of_customer(value):
    return Purchase.customer_id == int(value) if is_id(value) else None


def of_status(value):
    """`counted`: what figures count, which leaves out what was cancelled or refunded."""
    if value == "counted":
        return Purchase.status.in_(COUNTED)
    return Purchase.status == value if value in list(PurchaseStatus) else None


def of_period(value):
    said = period(value)
    return Purchase.purchased_on.between(said.first, said.last) if said else None


def of_currency(value):
    return Purchase.currency == value if len(value) == 3 and value.isascii() and value.isalpha() else None


def of_category(value):
    """A line of it is a product of this category."""
    if not is_id(value):
        return None
    lines = select(PurchaseItem.purchase_id).join(
        ProductCategory, ProductCategory.product_id == PurchaseItem.product_id
    )
    return Purchase.id.in_(lines.where(ProductCategory.category_id == int(value)))


# name: (what it asks of a purchase, or None for no such value; what the role has to see)
FILTERS = {
    "status": (of_status, ()),
    "customer": (of_customer, ()),
    "period": (of_period, ()),
    "currency": (of_currency, ()),
    "category": (of_category, PARTS),
}


def allowed_filters():
    """The names of those that the role may use; for the others the list behaves as if they did not exist."""
    return [*(name for name, (_asks, fields) in FILTERS.items() if all(map(sees, fields))), *beside()]


def narrowed(statement, q, **values):
    asked = [FILTERS[name][0](value) for name, value in values.items() if name in FILTERS]
    statement = statement.where(*(one for one in asked if one is not None), *like(**values))
    for word in q.split()[:8]:
        ways = [Customer.sort_name.contains(fold_for_sorting(word), autoescape=True)]
        if sees("purchases.reference"):
            ways.append(func.lower(Purchase.reference) == word.lower())
        ways += having_word("purchases", Purchase.id, word)
        statement = statement.where(or_(*ways))
    return statement


def chosen(listing):
    """`[(name, label, choices, label of none)]` of what an address from elsewhere asks: it can only be taken off."""
    found = []
    for name, (label, none, choices) in CHOSEN.items():
        value = listing.filters.get(name, "")
        offered = choices(value) if value and FILTERS[name][0](value) is not None else []
        found += [(name, label, offered, none)] if offered else []
    return found + chosen_beside(listing.filters)


def names_of(model):
    """There may be thousands: only the one that was asked for can be named here."""
    return lambda value: db.session.execute(select(model.id, model.name).where(model.id == int(value))).all()


CHOSEN = {
    "customer": (_("Customer"), _("Any customer"), names_of(Customer)),
    "period": (_("Period"), _("Any day"), lambda value: [(value, period(value).label(reader().locale))]),
    "currency": (_("Currency"), _("Any currency"), lambda value: [(value, value)]),
    "category": (_("Category"), _("Any category"), names_of(Category)),
}
