"""Companies: list, page, add, edit, delete."""

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.customers.models import Company, Customer
from tests.conftest import HTMX
from tests.factories import add, make_customer, writing


@pytest.fixture
def company_id(app):
    with writing():
        company = add(Company(name="Analytical Engines", sort_name="analytical engines"))
        make_customer("Ada Byron", company_id=company.id)
        return company.id


def names():
    with unrestricted("a test looks") as session:
        return session.scalars(select(Company.name)).all()


def test_list_and_page(sign_in, company_id):
    client = sign_in("support")
    assert "Analytical Engines" in client.get("/companies?q=anal").text
    assert "Analytical Engines" not in client.get("/companies?q=zzz").text
    assert client.get("/companies", headers=HTMX).text.lstrip().startswith('<div class="scroll" id="companies"')
    assert "Ada Byron" in client.get(f"/companies/{company_id}").text


def test_add_edit_delete(sign_in, company_id):
    client = sign_in("manager")
    assert client.post("/companies", data={"name": "New"}).status_code == 303
    assert client.post("/companies", data={"name": " "}).status_code == 422
    assert client.post(f"/companies/{company_id}", data={"name": "Renamed", "version": 1}).status_code == 303
    assert client.post(f"/companies/{company_id}", data={"name": "Stale", "version": 1}).status_code == 409
    assert sorted(names()) == ["New", "Renamed"]
    assert client.post(f"/companies/{company_id}/delete").status_code == 303
    assert names() == ["New"]
    with unrestricted("a test looks") as session:
        assert session.scalars(select(Customer.company_id)).all() == [None]


def test_refused_unknown_and_wrong(sign_in, company_id):
    reader = sign_in("read-only")
    assert reader.get("/companies/new").status_code == 403
    assert reader.post(f"/companies/{company_id}/delete").status_code == 403
    assert reader.get("/companies/999").status_code == 404
    assert sign_in("manager").get(f"/companies/{company_id}/delete").status_code == 405
