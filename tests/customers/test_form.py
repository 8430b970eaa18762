"""What a person may type of a customer, and what is said when it cannot be."""

import pytest
from sqlalchemy import select

from contacts.customers.models import Company, Customer, Email, Phone
from contacts.db import Money, db
from tests.conftest import HTMX
from tests.customers.conftest import add_one
from tests.factories import add, found, make_role, writing

EVERYTHING = {verb: "all" for verb in ("create", "read", "edit", "delete")}


def test_a_customer_is_added(sign_in):
    data = {"name": "Łukasz Ørsted", "kind": "person", "status": "lead", "company_name": "Palarnia", "tax_id": "PL1"}
    response = sign_in("administrator").post("/customers", data=data)
    assert response.status_code == 303
    assert found(select(Customer.sort_name)) == ["lukasz orsted"]
    assert found(select(Company.name)) == ["Palarnia"]


def test_a_repeated_submit_adds_one(sign_in):
    client = sign_in("manager")
    data = {"name": "Ada", "kind": "person", "status": "lead", "idempotency_key": "k1"}
    first, second = client.post("/customers", data=data), client.post("/customers", data=data)
    assert first.location == second.location
    assert found(select(Customer.name)) == ["Ada"]


def test_another_edit_under_the_same_key_is_not_taken_for_the_same(sign_in):
    client = sign_in("manager")
    assert client.post("/customers", data={"name": "Ada", "kind": "person", "status": "lead"}).status_code == 303
    url = f"/customers/{found(select(Customer.id))[0]}"
    typed = {"name": "Ada", "kind": "person", "status": "lead", "version": "1", "idempotency_key": "k2"}
    for _twice in range(2):
        assert client.post(url, data={**typed, "job_title": "Countess"}).status_code == 303
    conflict = client.post(url, data={**typed, "job_title": "Clerk"})
    assert conflict.status_code == 409
    assert "Countess" in conflict.text
    assert "Clerk" in conflict.text
    assert found(select(Customer.job_title)) == ["Countess"]


def test_posting_a_hidden_field_changes_nothing(sign_in, ada):
    data = {"name": "Ada Lovelace", "kind": "person", "status": "active", "tax_id": "hacked", "version": 2}
    before = found(select(Customer.tax_id_sealed))
    assert sign_in("sales rep").post(f"/customers/{ada}", data=data).status_code == 303
    assert found(select(Customer.tax_id_sealed)) == before


@pytest.mark.parametrize("path", ["/customers/new", "/customers/{id}/edit"])
def test_a_reader_gets_no_form(sign_in, ada, path):
    assert sign_in("read-only").get(path.format(id=ada)).status_code == 403


def test_the_form_shows_what_is_there(sign_in, ada):
    client = sign_in("manager")
    assert client.get("/customers/new").status_code == 200
    text = client.get(f"/customers/{ada}/edit").text
    assert 'value="Analytical Engines"' in text
    assert 'value="Ada Byron"' in text
    assert "tax_id" not in text


def test_the_first_email_and_phone_become_the_ones_to_use(sign_in):
    assert add_one(sign_in("sales rep"), email="Ada@Example.com", phone="030 901820").status_code == 303
    email, phone = found(select(Email)) + found(select(Phone))
    assert (email.value, email.folded, email.is_primary) == ("Ada@Example.com", "ada@example.com", True)
    assert (phone.value, phone.e164, phone.is_primary) == ("030 901820", "+4930901820", True)


def test_who_adds_a_customer_owns_it_unless_they_say_otherwise(sign_in):
    client = sign_in("sales rep")
    assert f'<option selected value="{client.user_id}">' in client.get("/customers/new").text
    add_one(client, owner_id="")
    assert found(select(Customer.owner_id)) == [None]


def test_a_credit_limit_is_shown_and_changed_by_those_who_may(sign_in, ada):
    with writing():
        customer = add(db.session.get(Customer, ada))
        customer.credit_limit = Money(123450, "USD")
    finance, seller = sign_in("finance"), sign_in("sales rep")
    text = finance.get(f"/customers/{ada}/edit").text
    assert 'name="credit_limit" type="text" value="1234.50"' in text
    assert '<option selected value="USD">' in text
    assert "$1,234.50" in finance.get(f"/customers/{ada}").text
    for page in (seller.get(f"/customers/{ada}/edit").text, seller.get(f"/customers/{ada}").text):
        assert "credit_limit" not in page
        assert "1,234.50" not in page
    assert finance.post(f"/customers/{ada}", data={"credit_limit": "", "version": 3}).status_code == 303
    assert found(select(Customer.credit_limit_sealed)) == [None]


def test_the_company_is_chosen_by_its_name(sign_in, ada):
    client = sign_in("sales rep")
    assert '<option value="Analytical Engines"></option>' in client.get("/customers/new").text
    assert 'value="Analytical Engines"' in client.get("/customers/new?company=Analytical+Engines").text
    assert add_one(client, company_name="ANALYTICAL  engines").status_code == 303
    assert len(found(select(Company.id))) == 1


def test_companies_are_suggested_while_typing(sign_in, ada):
    client = sign_in("sales rep")
    with writing():
        for number in range(130):
            add(Company(name=f"Company {number:03}", sort_name=f"company {number:03}"))
    text = client.get("/companies/names?company_name=anal", headers=HTMX).text
    assert text.strip() == '<option value="Analytical Engines"></option>'
    assert client.get("/companies/names?company_name=COMP").text.count("<option") == 100
    assert client.get("/companies/names?company_name=%25").text.strip() == ""
    assert client.post("/companies/names").status_code == 405


def test_a_company_is_added_only_by_those_who_may(sign_in, ada):
    with writing():
        role = make_role({"customers": EVERYTHING, "companies": {"read": "all"}})
    client = sign_in(role)
    assert add_one(client, company_name="analytical engines").status_code == 303
    response = add_one(client, company_name="Brand New")
    assert response.status_code == 422
    assert "your role may not add one" in response.text
    assert found(select(Company.name)) == ["Analytical Engines"]


def test_a_role_without_contacts_is_not_asked_for_them(sign_in):
    with writing():
        role = make_role({"customers": EVERYTHING})
    client = sign_in(role)
    text = client.get("/customers/new").text
    assert 'name="email"' not in text
    assert "How to reach them" not in text
    assert add_one(client, email="a@example.com").status_code == 303
    assert found(select(Email.id)) == []


def test_every_field_of_the_form_is_drawn(sign_in, ada):
    client = sign_in("administrator")
    text = client.get("/customers/new").text + client.get(f"/customers/{ada}/edit").text
    columns = {
        "name",
        "kind",
        "company_name",
        "job_title",
        "given_name",
        "family_name",
        "status",
        "owner_id",
        "language",
    }
    columns |= {"time_zone", "source", "external_id", "notes", "birth_date", "tax_id", "bank_account", "credit_limit"}
    assert [name for name in columns | {"credit_currency"} if text.count(f' name="{name}"') != 2] == []
    assert [name for name in ("email", "phone") if text.count(f' name="{name}"') != 1] == []


def test_the_form_costs_few_statements(sign_in, ada, count_queries):
    client = sign_in("administrator")
    client.get("/customers/new")
    with count_queries() as queries:
        client.get("/customers/new")
    assert len(queries) == 4  # who it is, the sidebar, the owners, the companies
