"""What purchases add to a search."""

from flask import url_for
from sqlalchemy import or_, select

from contacts.access import may, permitted, sees
from contacts.categories.models import Product
from contacts.customers.keys import add_key, add_rows, conditions_of
from contacts.customers.models import Customer
from contacts.customers.own_keys import first_day
from contacts.fulltext import matching
from contacts.fulltext.asking import term_of
from contacts.fulltext.marking import marked
from contacts.purchases.models import Purchase, PurchaseItem
from contacts.search.groups import Hit, group, ids_in, newest
from contacts.web.words import _

NEEDED = ("purchases.customer_id", "purchases.purchased_on", "purchase_items.purchase_id")


def bought(value, asked):
    """A line of a purchase, or the product it names, has these words; with `since:` it was bought then or later."""
    term, day = term_of(value), first_day(asked.get("since", ""))
    if not term.pieces:
        return None
    open_classes = matching.open_classes()
    lines = [PurchaseItem.id.in_(matching.by_words(open_classes["items"], (term,)))]
    if "products" in open_classes and sees("purchase_items.product_id"):
        products = select(Product.id).where(Product.id.in_(matching.by_words(open_classes["products"], (term,))))
        lines.append(PurchaseItem.product_id.in_(products))
    found = select(Purchase.customer_id).join(PurchaseItem, PurchaseItem.purchase_id == Purchase.id).where(or_(*lines))
    return Customer.id.in_(found.where(Purchase.purchased_on >= day) if day else found)


def allowed():
    return bool(may("read", "purchases")) and "items" in matching.open_classes() and all(map(sees, NEEDED))


add_key("bought", "bought:grinder", bought, allowed)
add_rows("purchase", Purchase)


@group("purchases", _("Purchases"), lambda: bool(may("read", "purchases")) and sees("purchases.customer_id"))
def found_purchases(asked, after, limit):
    """By their reference, or by what is on their lines."""
    wanted = ids_in("orders", asked)
    if sees("purchase_items.purchase_id"):
        wanted += [select(PurchaseItem.purchase_id).where(PurchaseItem.id.in_(ids)) for ids in ids_in("items", asked)]
    columns = (Purchase.id, Purchase.customer_id, permitted(Purchase.reference), Customer.name)
    statement = select(*columns).join(Customer, Customer.id == Purchase.customer_id).where(*conditions_of(asked))
    return [
        Hit(
            str(row.id),
            url_for("purchases.show", customer_id=row.customer_id, id=row.id),
            marked(row.reference or _("Purchase"), asked),
            row.name,
            icon="receipt-text",
        )
        for row in newest(statement, Purchase.id, wanted, after, limit)
    ]
