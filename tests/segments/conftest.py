"""Two customers, of whom one is a lead, and a sales rep who may see both."""

import pytest

from tests.factories import make_customer, writing


@pytest.fixture
def customers(app):
    with writing():
        ids = [make_customer(name=name, status=status).id for name, status in (("Ada", "lead"), ("Berta", "active"))]
    return ids


@pytest.fixture
def client(sign_in):
    return sign_in("sales rep")
