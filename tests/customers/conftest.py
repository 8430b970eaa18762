"""Who the tests of this room are about."""

import pytest

from contacts.customers.models import Company
from tests.factories import add, make_customer, writing

SECRET = "DE999SECRET"


@pytest.fixture
def ada(app):
    """The id of Ada Byron, countess at Analytical Engines, whose tax number is the secret."""
    with writing():
        company = add(Company(name="Analytical Engines", sort_name="analytical engines"))
        customer = make_customer("Ada Byron", job_title="Countess", company_id=company.id)
        customer.tax_id = SECRET
        return customer.id


def add_one(client, **fields):
    """Post the form of a new customer."""
    return client.post("/customers", data={"name": "Ada", "kind": "person", "status": "lead", **fields})
