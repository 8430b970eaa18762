"""A customer's own page, and what becomes of it: edited, deleted, undone, out of reach."""

import re

import pytest
from sqlalchemy import select

from contacts.addresses.models import Address
from contacts.categories.models import Category
from contacts.communications.models import Communication
from contacts.customers.contact_points import save
from contacts.customers.models import Company, Customer, Email, Phone
from contacts.db import db
from contacts.interests.models import Interest
from contacts.users.models import User
from tests.customers.conftest import SECRET
from tests.factories import add, found, make_customer, make_role, writing


@pytest.mark.parametrize("role", ["administrator", "manager", "finance", "sales rep", "support", "read-only"])
def test_a_sensitive_field_reaches_only_those_who_may_see_it(sign_in, ada, role):
    client = sign_in(role)
    text = client.get(f"/customers/{ada}").text
    assert "Ada Byron" in text
    assert (SECRET in text) is (role in ("administrator", "manager", "finance"))
    assert SECRET not in client.get("/customers").text


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


def fill_up(customer_id):
    """As much as anybody could have."""
    customer = db.session.get(Customer, customer_id)
    for number in range(40):
        save(customer, Email(), value=f"ada{number}@example.com", unusable=number % 2 == 0)
        save(customer, Phone(), value=f"+49 30 9019{number:02}")
        add(Address(customer_id=customer_id, kind="shipping", line1=f"Street {number}", city="Berlin", country="DE"))
        add(Interest(customer_id=customer_id, category_id=add(Category(name=f"Wish {number}")).id))
        add(Communication(customer_id=customer_id, channel="call", body=f"Talk {number}"))


STATEMENTS = {"administrator": 4, "sales rep": 5, "finance": 3, "read-only": 5}


@pytest.mark.parametrize(("role", "expected"), STATEMENTS.items())
def test_the_page_costs_the_same_few_statements_however_much_there_is(sign_in, ada, role, expected, count_queries):
    client = sign_in(role)
    with writing():
        for model in (Email, Phone):
            save(
                db.session.get(Customer, ada), model(), value="+49 30 901820" if model is Phone else "first@example.com"
            )
        add(Interest(customer_id=ada, category_id=add(Category(name="Wish")).id))
    client.get(f"/customers/{ada}")
    with count_queries() as queries:
        client.get(f"/customers/{ada}")
    # Who it is; the customer; all panels and the sidebar. And what came out of the conversations, where there are
    # some; and what masks are made from, where the role sees any: of the customer, of emails, of phones.
    with writing():
        fill_up(ada)
    with count_queries() as more:
        client.get(f"/customers/{ada}")
    assert len(more) == expected
    assert len(queries) <= expected


def test_the_hero_says_who_looks_after_them_and_what_time_it_is_there(sign_in, ada):
    client = sign_in("manager", name="Ingrid Solheim")
    with writing():
        customer = add(db.session.get(Customer, ada))
        customer.owner_id, customer.time_zone, customer.language = client.user_id, "Africa/Lagos", "pt-BR"
        save(customer, Phone(), value="+49 30 901820", unusable=True)
        save(customer, Phone(), value="+49 30 901821")
    text = client.get(f"/customers/{ada}").text
    assert "Owner: <bdi>Ingrid Solheim</bdi>" in text
    assert re.search(r"\d\d:\d\d in Lagos", text)
    assert "Portuguese (Brazil)" in text
    assert '<a class="btn" href="tel:+4930901821">' in text  # the preferred one does not work


def test_what_is_empty_says_so(sign_in, ada):
    text = sign_in("manager").get(f"/customers/{ada}").text
    for sentence in ("No owner", "No way to reach them yet.", "No address yet.", "Not known"):
        assert sentence in text


FIELDS = [
    c.name
    for c in Customer.__table__.columns
    if c.name not in ("id", "name", "uid", "sort_name", "version", "created_at", "updated_at")
]


@pytest.mark.parametrize("level", ["hidden", "masked", "view"])
@pytest.mark.parametrize("field", FIELDS)
def test_any_field_may_be_kept_from_a_role(sign_in, ada, field, level):
    with writing():
        rights = {
            kind: dict.fromkeys(("create", "read", "edit"), "all") for kind in ("customers", "companies", "contacts")
        }
        role = make_role(rights, **{f"customers__{field}": level})
    client = sign_in(role)
    for path in ("/customers", f"/customers/{ada}", f"/customers/{ada}/edit", "/customers/new", "/companies/1"):
        assert client.get(path).status_code in (200, 404), path
    form = {"name": "Ada Byron", "kind": "person", "status": "active", "version": 2, "source": "x", "external_id": "1"}
    assert client.post(f"/customers/{ada}", data={**form, "version": 1}).status_code == 409
    assert client.post(f"/customers/{ada}", data=form).status_code == 303
    assert SECRET not in (client.get(f"/customers/{ada}").text if field == "tax_id" and level != "view" else "")


@pytest.mark.parametrize("field", ["industry", "phone", "website"])
def test_any_field_of_a_company_may_be_kept_from_a_role(sign_in, ada, field):
    with writing():
        [company] = db.session.scalars(select(Company))
        add(company).website = "https://hidden.example.com"
        company.industry = company.phone = "hidden 123"
        id = company.id
        rights = dict.fromkeys(("create", "read", "edit"), "all")
        role = make_role({"companies": rights, "customers": rights}, **{f"companies__{field}": "hidden"})
    client = sign_in(role)
    for path in ("/companies", f"/companies/{id}", f"/companies/{id}/edit", "/companies/new"):
        assert client.get(path).status_code == 200, path
    assert f'name="{field}"' not in client.get(f"/companies/{id}/edit").text
    data = {"name": "Engines", field: "x", "version": 2}
    assert client.post(f"/companies/{id}", data=data).status_code == 303
    assert "hidden" in found(select(getattr(Company, field)))[0]


def test_a_hostile_record_is_shown_as_text(sign_in, ada):
    bad = "<script>alert(1)</script>\u202e\u2066" + "W" * 150
    with writing():
        customer = add(db.session.get(Customer, ada))
        customer.name = customer.source = customer.notes = customer.job_title = bad[:60]
        customer.language = customer.time_zone = "<script>"
    client = sign_in("administrator")
    for path in ("/customers", f"/customers/{ada}", f"/customers/{ada}/edit"):
        text = client.get(path).text
        assert "<script>alert" not in text
        assert "<bdi>&lt;script&gt;alert(1)" in text
