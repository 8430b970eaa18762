"""Who the tests of this room are about."""

import pytest

from contacts.categories.models import Category
from contacts.customers.models import Company
from contacts.interests.models import Interest
from tests.factories import add, make_customer, writing


@pytest.fixture
def ada(app):
    """The id of Ada Byron, countess at Analytical Engines, with a tax number."""
    with writing():
        company = add(Company(name="Analytical Engines", sort_name="analytical engines"))
        customer = make_customer("Ada Byron", job_title="Countess", company_id=company.id)
        customer.tax_id = "DE999"
        return customer.id


@pytest.fixture
def boss(sign_in):
    return sign_in("manager", name="Ingrid Boss")


@pytest.fixture
def shop(app):
    """Ids of ten customers, leads the odd ones, and of two interests; the first three want coffee."""
    with writing():
        coffee, tea = (add(Category(name=name)).id for name in ("Coffee", "Tea"))
        ids = [make_customer(f"Buyer {n}", status="lead" if n % 2 else "active").id for n in range(10)]
        for id in ids[:3]:
            add(Interest(customer_id=id, category_id=coffee))
    return {"ids": ids, "coffee": coffee, "tea": tea}
