"""The history pages: one's own deeds, and only the values one may read."""

import pytest

from contacts.customers.models import Customer
from contacts.db import db
from contacts.history import begin
from tests.factories import make_customer, writing


@pytest.fixture
def edited(app):
    """A customer whose name and tax number were changed."""
    with writing():
        id = make_customer("Ada Before").id
    with writing():
        customer = db.session.get(Customer, id)
        begin("customers.edit", "Edited a customer", customer)
        customer.name, customer.tax_id = "Ada After", "DE123456789"
    return id


def test_a_record_shows_what_changed(edited, sign_in):
    shown = sign_in("administrator").get(f"/customers/{edited}/history").text
    assert "Ada Before" in shown
    assert "Ada After" in shown
    assert "DE123456789" in shown


@pytest.mark.parametrize("role", ["sales rep", "support", "read-only"])
def test_a_hidden_value_stays_hidden(edited, sign_in, role):
    shown = sign_in(role).get(f"/customers/{edited}/history").text
    assert "Ada Before" in shown
    assert "DE123456789" not in shown
    assert "Tax id" not in shown


def test_administrators_see_everybodys_deeds(edited, sign_in):
    shown = sign_in("administrator").get("/history/").text
    assert "Edited a customer" in shown
    assert f"/customers/{edited}" in shown


def test_others_see_their_own_only(edited, sign_in):
    answer = sign_in("sales rep").get("/history/")
    assert answer.status_code == 200
    assert "Edited a customer" not in answer.text
