"""What segments ask about: each room's columns, and questions that no single column answers."""

from flask import current_app
from sqlalchemy import select

from contacts.addresses.models import Address
from contacts.categories.models import Category, ProductCategory
from contacts.categories.queries import category_choices
from contacts.communications.models import Communication, Ticket
from contacts.customers.figures import CustomerStats, CustomerValue
from contacts.customers.finding import whose
from contacts.customers.models import Company, Customer, Email, Phone
from contacts.interests.models import Interest
from contacts.purchases.models import Purchase, PurchaseItem
from contacts.segments.exact import Exact
from contacts.segments.fields import add_columns, add_field, own, reads, through
from contacts.segments.questions import Kind
from contacts.tasks.models import Task
from contacts.users.queries import people
from contacts.web.formats import exponent
from contacts.web.forms import countries
from contacts.web.reader import reader
from contacts.web.words import _

HANGING = (
    (_("Emails"), Email),
    (_("Phones"), Phone),
    (_("Addresses"), Address),
    (_("Purchases"), Purchase),
    (_("Conversations"), Communication),
    (_("Tickets"), Ticket),
    (_("Tasks"), Task),
)


def at_companies(column):
    return lambda test: Customer.company_id.in_(select(Company.id).where(test(column)))


def subtree(ids):
    """The categories of these ids and all below them."""
    tree = select(Category.id).where(Category.id.in_(ids)).cte(recursive=True)  # without a name: two of them may meet
    return select(tree.union(select(Category.id).join(tree, Category.parent_id == tree.c.id)).c.id)


class InSubtree:
    """Stands where a column does: it is one of some categories when its own column is one of those or below."""

    def __init__(self, column):
        self.column = column

    def in_(self, ids):
        return self.column.in_(subtree(ids))

    def is_not(self, nothing):
        return self.column.is_not(nothing)


def in_money(column):
    """Compared with amounts as people say them, in the currency of this installation."""
    return Exact(column, exponent(current_app.config["CURRENCY"]))


def owners():
    return [("me", _("Whoever looks")), *((str(id), name) for id, name in people())]


def categories():
    return [(str(id), name) for id, name in category_choices()]


def bought_in(test):
    """Customers with a line whose product is in such a category."""
    products = select(ProductCategory.product_id).where(test(InSubtree(ProductCategory.category_id)))
    return whose(Purchase, with_line(PurchaseItem.product_id.in_(products)))


def bought_item(test):
    return whose(Purchase, with_line(test(PurchaseItem.description)))


def with_line(condition):
    lines = select(PurchaseItem.id).where(PurchaseItem.purchase_id == Purchase.id, condition)
    return lines.correlate(Purchase).exists()


def spent(test):
    """In all, in the currency of this installation."""
    return through(
        CustomerValue, CustomerValue.lifetime_value, CustomerValue.currency == current_app.config["CURRENCY"]
    )(lambda column: test(in_money(column)))


def paid_once(test):
    return through(Purchase, Purchase.total, Purchase.currency == current_app.config["CURRENCY"])(
        lambda column: test(in_money(column))
    )


def open_task(_test):
    return whose(Task, Task.done_at.is_(None))


add_columns(Customer, _("Customer"), own)
add_columns(Company, _("Company"), at_companies)
for title, model in HANGING:
    add_columns(model, title, lambda column, model=model: through(model, column))

CATEGORY = ("categories.name",)
LINES = ("purchases.customer_id", "purchase_items.purchase_id")
BY_CATEGORY = (*LINES, "purchase_items.product_id", "product_categories.category_id", *CATEGORY)

add_field(
    "customers.created_at", _("Came to us"), _("Customer"), Kind.DAY, own(Customer.created_at),
    reads("customers.created_at"),
)  # fmt: skip
add_field(
    "customers.owner_id", _("Owner"), _("Customer"), Kind.CHOICE, own(Customer.owner_id),
    reads("customers.owner_id"), owners, int,
)  # fmt: skip
add_field(
    "addresses.country", _("Country"), _("Addresses"), Kind.CHOICE, through(Address, Address.country),
    reads("addresses.country"), lambda: countries(reader().locale),
)  # fmt: skip
add_field(
    "interests.category", _("Interested in"), _("Interests"), Kind.CHOICE,
    through(Interest, InSubtree(Interest.category_id)),
    reads("customer_categories.category_id", *CATEGORY), categories, int,
)  # fmt: skip
add_field(
    "purchases.category", _("Bought in category"), _("Purchases"), Kind.CHOICE, bought_in,
    reads(*BY_CATEGORY), categories, int,
)  # fmt: skip
add_field(
    "purchases.item", _("Bought"), _("Purchases"), Kind.TEXT, bought_item,
    reads(*LINES, "purchase_items.description"),
)  # fmt: skip
add_field(
    "purchases.total", _("One purchase"), _("Purchases"), Kind.NUMBER, paid_once,
    reads("purchases.total", "purchases.currency"),
)  # fmt: skip
add_field(
    "purchases.spent", _("Spent in all"), _("Purchases"), Kind.NUMBER, spent,
    reads("customer_values.lifetime_value"),
)  # fmt: skip
add_field(
    "purchases.count", _("Number of purchases"), _("Purchases"), Kind.NUMBER,
    through(CustomerStats, CustomerStats.purchase_count),
    reads("customer_stats.purchase_count", also=["purchases"]),
)  # fmt: skip
add_field(
    "purchases.last", _("Last purchase"), _("Purchases"), Kind.DAY,
    through(CustomerStats, CustomerStats.last_purchase_on),
    reads("customer_stats.last_purchase_on", also=["purchases"]),
)  # fmt: skip
add_field(
    "communications.last", _("Last contact"), _("Conversations"), Kind.DAY,
    through(CustomerStats, CustomerStats.last_contact_at),
    reads("customer_stats.last_contact_at", also=["communications"]),
)  # fmt: skip
add_field("tasks.open", _("Has an open task"), _("Tasks"), Kind.YES, open_task, reads("tasks.done_at"))
