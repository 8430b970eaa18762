"""Two people edit the same customer or company: the second sees both versions and loses neither."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from contacts.customers.models import Company, Customer
from contacts.db import Money, db
from tests.conftest import HTMX
from tests.factories import add, found, writing


def fields_of(text):
    """`{name: value}` of the controls of a page's form, as a browser would send them."""
    form = max(re.findall(r"<form.*?</form>", text, re.S), key=len)
    inputs = [
        dict(re.findall(r'([a-z-]+)="([^"]*)"', tag)) | {"on": " checked" in tag}
        for tag in re.findall(r"<input[^>]*>", form)
    ]
    sent = {i["name"]: i.get("value", "") for i in inputs if i.get("type") not in ("radio", "checkbox") or i["on"]}
    for name, body in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.S):
        sent[name] = next(iter(re.findall(r'<option selected value="([^"]*)"', body)), "")
    for name, value in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>(.*?)</textarea>', form, re.S):
        sent[name] = value.strip()
    return {name: unescape(value) for name, value in sent.items()}


@pytest.fixture
def tabs(sign_in, ada):
    """Two people, each with the customer's form open: `(first, fields), (second, fields)`."""
    people = sign_in("manager", name="Ingrid"), sign_in("administrator", name="Femi")
    return [(client, fields_of(client.get(f"/customers/{ada}/edit").text)) for client in people]


def test_the_second_chooses_field_by_field(tabs, ada):
    (first, theirs), (second, mine) = tabs
    theirs |= {"job_title": "Queen", "notes": "Theirs", "company_name": "", "owner_id": str(first.user_id)}
    mine |= {"job_title": "Duchess", "notes": "Mine", "language": "german", "owner_id": str(second.user_id)}
    assert first.post(f"/customers/{ada}", data=theirs).status_code == 303
    clash = second.post(f"/customers/{ada}", data=mine)
    assert clash.status_code == 409
    for value in ("Queen", "Duchess", "Theirs", "Mine", "Ingrid", "Femi", "Analytical Engines"):
        assert f'<bdi class="pre">{value}</bdi>' in clash.text
    assert found(select(Customer.job_title)) == ["Queen"]
    choice = fields_of(clash.text) | {
        "choice-job_title": "theirs",
        "choice-notes": "mine",
        "choice-company_name": "theirs",
    }
    assert second.post(f"/customers/{ada}", data=choice | {"choice-owner_id": "theirs"}).status_code == 303
    customer = found(select(Customer))[0]
    assert (customer.job_title, customer.notes, customer.language) == ("Queen", "Mine", "de")
    assert (customer.company_id, customer.owner_id) == (None, first.user_id)


def test_a_third_change_is_a_conflict_again(tabs, ada):
    (first, theirs), (second, mine) = tabs
    first.post(f"/customers/{ada}", data=theirs | {"job_title": "Queen"})
    choice = fields_of(second.post(f"/customers/{ada}", data=mine | {"job_title": "Duchess"}).text)
    fresh = fields_of(first.get(f"/customers/{ada}/edit").text)
    first.post(f"/customers/{ada}", data=fresh | {"job_title": "Empress"})
    again = second.post(f"/customers/{ada}", data=choice | {"choice-job_title": "mine"})
    assert again.status_code == 409
    assert "Empress" in again.text
    assert "Duchess" in again.text
    assert found(select(Customer.job_title)) == ["Empress"]


def test_htmx_gets_the_conflict_alone(tabs, ada):
    (first, theirs), (second, mine) = tabs
    first.post(f"/customers/{ada}", data=theirs | {"name": "Ada Lovelace"})
    clash = second.post(f"/customers/{ada}", data=mine | {"name": "Countess"}, headers=HTMX)
    assert clash.status_code == 409
    assert clash.text.lstrip().startswith('<section id="conflict"')


def test_what_was_chosen_is_checked_again(tabs, ada):
    (first, theirs), (second, mine) = tabs
    first.post(f"/customers/{ada}", data=theirs | {"notes": "Theirs"})
    choice = fields_of(second.post(f"/customers/{ada}", data=mine | {"birth_date": "1800-01-01"}).text)
    response = second.post(
        f"/customers/{ada}", data=choice | {"choice-birth_date": "mine", "mine-birth_date": "1800-01-01"}
    )
    assert response.status_code == 422
    assert 'id="birth_date-error"' in response.text
    assert found(select(Customer.notes)) == ["Theirs"]


def test_what_is_hidden_from_the_second_is_not_in_the_conflict(sign_in, ada):
    client = sign_in("sales rep")
    mine = fields_of(client.get(f"/customers/{ada}/edit").text)
    with writing():
        customer = add(db.session.get(Customer, ada))
        customer.tax_id, customer.bank_account, customer.credit_limit = "NEWTAX", "NEWBANK", Money(987654, "EUR")
        customer.job_title = "Queen"
    clash = client.post(f"/customers/{ada}", data=mine | {"job_title": "Duchess", "tax_id": "hacked"})
    assert clash.status_code == 409
    for hidden in ("tax", "bank", "credit", "NEWTAX", "9,876", "9876", "hacked", "birth"):
        assert hidden not in clash.text.partition("<main")[2]
    choice = fields_of(clash.text) | {"choice-job_title": "mine", "choice-tax_id": "mine", "mine-tax_id": "hacked"}
    before = found(select(Customer.tax_id_sealed))
    assert client.post(f"/customers/{ada}", data=choice).status_code == 303
    assert found(select(Customer.job_title)) == ["Duchess"]
    assert found(select(Customer.tax_id_sealed)) == before


def test_a_sealed_field_is_chosen_too(tabs, ada):
    (first, theirs), (second, mine) = tabs
    first.post(f"/customers/{ada}", data=theirs | {"credit_limit": "100", "credit_currency": "USD"})
    clash = second.post(f"/customers/{ada}", data=mine | {"credit_limit": "200", "credit_currency": "USD"})
    assert '<bdi class="pre">100.00</bdi>' in clash.text
    assert '<bdi class="pre">200</bdi>' in clash.text
    second.post(f"/customers/{ada}", data=fields_of(clash.text) | {"choice-credit_limit": "mine"})
    assert "$200.00" in second.get(f"/customers/{ada}").text


def test_companies_too(sign_in, ada):
    first, second = sign_in("manager"), sign_in("sales rep")
    [id] = found(select(Company.id))
    url = f"/companies/{id}"
    theirs, mine = (fields_of(client.get(f"{url}/edit").text) for client in (first, second))
    assert first.post(url, data=theirs | {"industry": "Looms", "website": "looms.example"}).status_code == 303
    clash = second.post(url, data=mine | {"industry": "Steam"})
    assert clash.status_code == 409
    assert [value in clash.text for value in ("Looms", "Steam", "https://looms.example")] == [True] * 3
    chosen = fields_of(clash.text) | {"choice-industry": "mine", "choice-website": "theirs"}
    assert second.post(url, data=chosen).status_code == 303
    company = found(select(Company))[0]
    assert (company.industry, company.website) == ("Steam", "https://looms.example")


def test_what_was_deleted_meanwhile_is_gone(tabs, ada):
    (first, _theirs), (second, mine) = tabs
    first.post(f"/customers/{ada}/delete")
    response = second.post(f"/customers/{ada}", data=mine)
    assert response.status_code == 404
    assert "not any more" in response.text
