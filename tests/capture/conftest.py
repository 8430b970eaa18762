"""Whom the lines are about."""

from types import SimpleNamespace

import pytest

from contacts.categories.models import Category
from contacts.customers.models import Company
from tests.factories import add, make_customer, writing


@pytest.fixture
def people(app):
    """The ids of three customers and two categories."""
    with writing():
        company = add(Company(name="Analytical Engines", sort_name="analytical engines"))
        bob = make_customer("Bob Smith", sort_name="bob smith", company_id=company.id)
        ada = make_customer("Ada Byron", sort_name="ada byron")
        other = make_customer("Ada Lovelace", sort_name="ada lovelace")
        furniture, office = add(Category(name="Furniture")), add(Category(name="Office chairs"))
        return SimpleNamespace(bob=bob.id, ada=ada.id, other=other.id, furniture=furniture.id, office=office.id)
