"""Customers in the browser: find, open, add, edit, delete, and every way it can go wrong."""

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.customers.models import Company, Customer
from contacts.users.models import User
from tests.conftest import HTMX
from tests.factories import add, make_customer, writing

SECRET = "DE999SECRET"


@pytest.fixture
def ada(app):
    with writing():
        company = add(Company(name="Analytical Engines", sort_name="analytical engines"))
        customer = make_customer("Ada Byron", job_title="Countess", company_id=company.id)
        customer.tax_id = SECRET
        return customer.id


def found(statement):
    with unrestricted("a test looks") as session:
        return session.scalars(statement).all()


def test_the_list_shows_customers(sign_in, ada):
    text = sign_in("sales rep").get("/customers").text
    assert "Ada Byron" in text
    assert "Analytical Engines" in text


def test_htmx_gets_only_the_results(sign_in, ada):
    text = sign_in("sales rep").get("/customers", headers=HTMX).text
    assert text.lstrip().startswith('<div class="scroll" id="customers"')
    assert text.strip() in sign_in("sales rep").get("/customers").text


@pytest.mark.parametrize(
    ("q", "hit"), [("ada", True), ("BYR", True), ("engines ada", True), ("babbage", False), ("%", False)]
)
def test_search(sign_in, ada, q, hit):
    assert ("Ada Byron" in sign_in("sales rep").get("/customers", query_string={"q": q}).text) is hit


def test_paging_goes_through_everyone_once(sign_in):
    with writing():
        for number in range(120):
            make_customer(f"Customer {number:03}")
    client, url, seen = sign_in("manager"), "/customers?sort=-name", []
    while url:
        text = client.get(url).text
        seen += [part.partition('"')[0] for part in text.split('id="customer-')[1:]]
        url = (
            text.partition('data-more="customers-rows"')[0]
            .rpartition('href="')[2]
            .partition('"')[0]
            .replace("&amp;", "&")
            if "data-more" in text
            else None
        )
    assert len(seen) == len(set(seen)) == 120


@pytest.mark.parametrize("sort", ["name", "-name", "created", "-created", "contact", "-contact", "nonsense"])
def test_every_order_has_a_first_page(sign_in, ada, sort):
    assert "Ada Byron" in sign_in("manager").get(f"/customers?sort={sort}").text


@pytest.mark.parametrize("after", ["x", "e30.bad", "%00"])
def test_a_forged_cursor_is_refused(sign_in, ada, after):
    assert sign_in("manager").get(f"/customers?after={after}").status_code == 400


def test_the_list_costs_few_statements(sign_in, ada, count_queries):
    client = sign_in("administrator")
    client.get("/customers")
    with count_queries() as queries:
        client.get("/customers")
    assert len(queries) <= 6


@pytest.mark.parametrize("role", ["administrator", "manager", "finance", "sales rep", "support", "read-only"])
def test_a_sensitive_field_reaches_only_those_who_may_see_it(sign_in, ada, role):
    client = sign_in(role)
    text = client.get(f"/customers/{ada}").text
    assert "Ada Byron" in text
    assert (SECRET in text) is (role in ("administrator", "manager", "finance"))
    assert SECRET not in client.get("/customers").text


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


BAD = [
    ("name", ""),
    ("name", "   "),
    ("name", "x" * 201),
    ("name", "a\x00b"),
    ("name", "evil\u202egnp"),
    ("birth_date", "2026-02-30"),
    ("status", "nonsense"),
    ("owner_id", "999999"),
    ("owner_id", "x"),
    ("notes", "x" * 10_000_000),
]


@pytest.mark.parametrize(("name", "value"), BAD, ids=[f"{name}-{number}" for number, (name, _) in enumerate(BAD)])
def test_bad_input_is_said_at_the_field_and_changes_nothing(sign_in, name, value):
    data = {"name": "Ada", "kind": "person", "status": "lead", "job_title": "Countess", name: value}
    response = sign_in("administrator").post("/customers", data=data)
    assert response.status_code == 422
    assert f'id="{name}-error"' in response.text
    assert "Countess" in response.text
    assert found(select(Customer.id)) == []


@pytest.mark.parametrize("name", ["👩🏽‍💻 Ada", "أحمد الخطيب", "田中 美咲", "O'Brien & <b>Sons</b>"])
def test_names_in_any_script_are_kept(sign_in, name):
    client = sign_in("manager")
    location = client.post("/customers", data={"name": name, "kind": "person", "status": "lead"}).location
    assert found(select(Customer.name)) == [name]
    assert "<b>Sons" not in client.get(location).text


def test_an_edit_is_saved_and_undone(sign_in, ada):
    client = sign_in("manager")
    data = {"name": "Ada Lovelace", "kind": "person", "status": "active", "version": 2}
    assert client.post(f"/customers/{ada}", data=data).status_code == 303
    assert found(select(Customer.name)) == ["Ada Lovelace"]
    text = client.get(f"/customers/{ada}").text
    undo = text.partition('action="/history/')[2].partition('"')[0]
    assert client.post(f"/history/{undo}", data={"next": "/customers"}).location == "/customers"
    assert found(select(Customer.name)) == ["Ada Byron"]


def test_a_stale_edit_shows_both_versions_and_loses_neither(sign_in, ada):
    client = sign_in("manager")
    data = {"name": "Mine", "kind": "person", "status": "active", "version": 1}
    response = client.post(f"/customers/{ada}", data=data)
    assert response.status_code == 409
    assert "Mine" in response.text
    assert "Ada Byron" in response.text
    assert found(select(Customer.name)) == ["Ada Byron"]


def test_posting_a_hidden_field_changes_nothing(sign_in, ada):
    data = {"name": "Ada Lovelace", "kind": "person", "status": "active", "tax_id": "hacked", "version": 2}
    before = found(select(Customer.tax_id_sealed))
    assert sign_in("sales rep").post(f"/customers/{ada}", data=data).status_code == 303
    assert found(select(Customer.tax_id_sealed)) == before


def test_a_delete_is_undone_from_its_toast(sign_in, ada):
    client = sign_in("manager")
    assert client.post(f"/customers/{ada}/delete").location == "/customers"
    assert found(select(Customer.id)) == []
    undo = client.get("/customers").text.partition('action="/history/')[2].partition('"')[0]
    client.post(f"/history/{undo}")
    assert found(select(Customer.id)) == [ada]


def test_a_sales_rep_deletes_only_ones_own(sign_in, ada):
    client = sign_in("sales rep")
    assert client.post(f"/customers/{ada}/delete").status_code == 403
    with writing():
        own = make_customer("Mine", owner_id=client.user_id).id
    assert client.post(f"/customers/{own}/delete").status_code == 303


@pytest.mark.parametrize("path", ["/customers/new", "/customers/{id}/edit"])
def test_a_reader_gets_no_form(sign_in, ada, path):
    assert sign_in("read-only").get(path.format(id=ada)).status_code == 403


@pytest.mark.parametrize("path", ["/customers/999", "/customers/999/edit", "/customers/x"])
def test_unknown(sign_in, path):
    assert sign_in("manager").get(path).status_code == 404


def test_wrong_method(sign_in, ada):
    client = sign_in("manager")
    assert client.get(f"/customers/{ada}/delete").status_code == 405
    assert client.delete(f"/customers/{ada}").status_code == 405


def test_strangers_are_sent_to_sign_in(app, ada):
    assert app.test_client().get(f"/customers/{ada}").location.startswith("/login")
    assert found(select(User.id)) == []


def test_the_form_shows_what_is_there(sign_in, ada):
    client = sign_in("manager")
    assert client.get("/customers/new").status_code == 200
    text = client.get(f"/customers/{ada}/edit").text
    assert 'value="Analytical Engines"' in text
    assert 'value="Ada Byron"' in text
    assert "tax_id" not in text
