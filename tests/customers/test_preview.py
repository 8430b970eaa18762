"""A look at a customer beside its row: what the columns could show, and nothing that the role may not read."""

import pytest

from contacts.customers.models import Phone
from tests.conftest import HTMX
from tests.factories import add, make_customer, writing


@pytest.fixture
def ada(app):
    with writing():
        customer = make_customer("Ada Byron", job_title="Countess")
        add(Phone(customer_id=customer.id, value="+44 20 7946 0018", e164="+442079460018", is_primary=True))
        return customer.id


def test_it_shows_what_the_columns_could(sign_in, ada):
    shown = sign_in("administrator").get(f"/customers/{ada}/preview", headers=HTMX).text
    assert shown.strip().startswith("<table")
    assert "Ada Byron" in shown
    assert "Countess" in shown
    assert "tel:+442079460018" in shown


def test_a_masked_phone_stays_masked(sign_in, ada):
    shown = sign_in("read-only").get(f"/customers/{ada}/preview", headers=HTMX).text
    assert "Ada Byron" in shown
    assert "7946" not in shown


def test_a_plain_request_goes_to_the_record_and_nobody_is_not_found(sign_in, ada):
    client = sign_in("administrator")
    assert client.get(f"/customers/{ada}/preview").location == f"/customers/{ada}"
    assert client.get("/customers/999/preview", headers=HTMX).status_code == 404
    assert client.post(f"/customers/{ada}/preview").status_code == 405


def test_the_list_asks_for_it_and_editing_keeps_the_way_back(sign_in, ada):
    client, way = sign_in("administrator"), "?list=sort%3D-name"
    assert f'hx-get="/customers/{ada}/preview"' in client.get("/customers").text
    assert f'href="/customers/{ada}/edit{way}"' in client.get(f"/customers/{ada}{way}").text
    form = client.get(f"/customers/{ada}/edit{way}").text
    assert f'action="/customers/{ada}{way}"' in form
    assert f'href="/customers/{ada}{way}"' in form
    sent = {"name": "Ada King", "kind": "person", "status": "lead", "version": "1"}
    assert client.post(f"/customers/{ada}{way}", data=sent).location == f"/customers/{ada}{way}"
    assert client.post(f"/customers/{ada}/delete{way}").location == "/customers?sort=-name"
