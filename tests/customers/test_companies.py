"""Companies: list, page, add, edit, delete."""

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.customers.models import Company, Customer
from contacts.db import db
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


def test_a_second_company_of_the_same_name_is_refused_with_a_link_to_the_first(sign_in, company_id):
    client = sign_in("manager")
    response = client.post("/companies", data={"name": "ANALYTICAL  Éngines"})
    assert response.status_code == 422
    assert f'href="/companies/{company_id}">Analytical Engines</a>' in response.text
    other = int(client.post("/companies", data={"name": "Other"}).location.rsplit("/", 1)[1])
    taken = client.post(f"/companies/{other}", data={"name": "analytical engines", "version": 1})
    assert taken.status_code == 422
    again = client.post(f"/companies/{company_id}", data={"name": "Analytical ENGINES", "version": 1})
    assert again.status_code == 303


@pytest.mark.parametrize("website", ["javascript:alert(1)", "https://a@b.com", "two words"])
def test_no_link_to_a_script(sign_in, company_id, website):
    data = {"name": "Analytical Engines", "website": website, "industry": "Looms", "version": 1}
    response = sign_in("manager").post(f"/companies/{company_id}", data=data)
    assert response.status_code == 422
    assert 'id="website-error"' in response.text
    assert "Looms" in response.text
    with writing():
        add(db.session.get(Company, company_id)).website = website
    assert f'href="{website}"' not in sign_in("manager").get(f"/companies/{company_id}").text


def test_website_and_phone_lead_there(sign_in, company_id):
    client = sign_in("manager")
    data = {"name": "Analytical Engines", "website": "example.com", "phone": "030 901820", "version": 1}
    client.post(f"/companies/{company_id}", data=data)
    text = client.get(f"/companies/{company_id}").text
    assert 'href="https://example.com" rel="noreferrer noopener"' in text
    assert 'href="tel:030901820"' in text
    assert client.post("/companies", data={"name": "X", "phone": "ring me"}).status_code == 422
