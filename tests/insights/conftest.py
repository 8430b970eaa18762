"""Two customers who bought in three months of 1998 and one of 1997, one of them somebody's."""

from datetime import date
from types import SimpleNamespace

import pytest

from contacts.categories.models import Category, Product, ProductCategory
from contacts.purchases.models import Purchase, PurchaseItem
from tests.factories import add, make_customer, make_user, writing

BOUGHT = (  # who, when, how much, currency, status
    ("ada", date(1997, 4, 3), 5_000, "EUR", "completed"),
    ("ada", date(1998, 4, 3), 123_450, "EUR", "completed"),
    ("ada", date(1998, 5, 3), 7_000, "USD", "open"),
    ("bob", date(1998, 4, 30), 20_000, "EUR", "completed"),
    ("bob", date(1998, 6, 1), 90_000, "EUR", "cancelled"),
)


@pytest.fixture
def bought(app):
    """`ada` and `bob` are ids of customers, `seller` of ada's owner, `category` of what all of it was."""
    with writing():
        known = SimpleNamespace(seller=make_user("sales rep", name="Zoé Lefèvre").id)
        known.ada = make_customer("Ada Byron", owner_id=known.seller).id
        known.bob = make_customer("Bob Marsh").id
        known.category = add(Category(name="Beverages")).id
        product = add(Product(sku="G1", name="Tea", sort_name="tea", price=100, currency="EUR")).id
        add(ProductCategory(product_id=product, category_id=known.category))
        for who, day, total, currency, status in BOUGHT:
            fields = {"purchased_on": day, "currency": currency, "status": status, "total": total}
            purchase = add(Purchase(customer_id=getattr(known, who), **fields)).id
            line = {"quantity": 1, "unit_price": total, "amount": total, "description": "Tea", "product_id": product}
            add(PurchaseItem(purchase_id=purchase, position=1, **line))
    return known
