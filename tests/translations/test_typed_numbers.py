"""Amounts are typed and shown as the person writes numbers; what could mean two things is asked about."""

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.categories.models import Product

FIELDS = {"name": "Mühle", "sku": "M-1", "currency": "EUR", "active": "y"}


def prices():
    with unrestricted("a test looks") as session:
        return session.scalars(select(Product.price)).all()


@pytest.mark.parametrize(
    ("locale", "typed", "minor_units", "shown"),
    [
        ("de", "1.234,50", 123450, "1234,50"),
        ("de", "1234,5", 123450, "1234,50"),
        ("de", "1.234", 123400, "1234,00"),
        ("de-CH", "1’234.50", 123450, "1234.50"),
        ("en", "1,234.50", 123450, "1234.50"),
    ],
)
def test_a_price_is_read_and_shown_as_it_is_written_there(sign_in, locale, typed, minor_units, shown):
    client = sign_in("administrator", locale=locale)
    assert client.post("/products", data={**FIELDS, "price": typed}).status_code == 303
    assert prices() == [minor_units]
    with unrestricted("a test looks") as session:
        id = session.scalar(select(Product.id))
    assert f'value="{shown}"' in client.get(f"/products/{id}/edit").text


@pytest.mark.parametrize(
    ("locale", "typed"), [("de", "1234.50"), ("de", "1,234.50"), ("en", "1.234,50"), ("en", "12,5")]
)
def test_what_is_written_otherwise_gets_a_sentence_and_no_guess(sign_in, locale, typed):
    response = sign_in("administrator", locale=locale).post("/products", data={**FIELDS, "price": typed})
    assert response.status_code == 422
    assert ("zum Beispiel 1.234,50" if locale == "de" else "for example 1,234.50") in response.text
    assert typed in response.text
    assert prices() == []
