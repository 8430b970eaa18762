"""The list of customers: its columns, orders and pages."""

import re
from datetime import date

import pytest

from contacts.categories.models import Category
from contacts.customers.contact_points import save
from contacts.customers.models import Customer, Email, Phone
from contacts.db import db
from contacts.interests.models import Interest
from contacts.purchases.models import Purchase
from tests.conftest import HTMX, TOKEN
from tests.factories import add, make_customer, writing


def test_the_list_shows_customers(sign_in, ada):
    text = sign_in("sales rep").get("/customers").text
    assert "Ada Byron" in text
    assert "Analytical Engines" in text


def test_htmx_gets_only_the_results(sign_in, ada):
    client = sign_in("sales rep")
    text = TOKEN.sub("", client.get("/customers", headers=HTMX).text)
    assert text.lstrip().startswith('<div class="found" id="customers"')
    assert text.strip() in TOKEN.sub("", client.get("/customers").text)


@pytest.mark.parametrize("sort", ["name", "-created"])
def test_an_order_that_is_never_empty_is_said_so_that_its_index_is_found(sign_in, ada, sort, count_queries):
    client = sign_in("manager")
    with count_queries() as queries:
        client.get(f"/customers?sort={sort}")
    [rows] = [statement for statement in queries if "LEFT OUTER JOIN companies" in statement]
    assert "NULLS" not in rows


@pytest.mark.parametrize("sort", ["name", "-name", "created", "-created", "last_contact", "-last_contact", "nonsense"])
def test_every_order_has_a_first_page(sign_in, ada, sort):
    assert "Ada Byron" in sign_in("manager").get(f"/customers?sort={sort}").text


ROLES = {
    "administrator": "Customer, Phone or email, Interests, Last contact, Status, Lifetime value, Owner",
    "finance": "Customer, Phone or email, Interests, Status, Lifetime value, Owner",
    "read-only": "Customer, Phone or email, Interests, Status, Owner",
}


def heads(text):
    found = re.findall(r'<th scope="col"[^>]*>\s*(?:<a[^>]*>)?([^<]+)<', text)
    return ", ".join(label.strip() for label in found)


@pytest.mark.parametrize(("role", "shown"), ROLES.items())
def test_a_role_sees_the_columns_it_may_read(sign_in, ada, role, shown):
    with writing():
        customer = db.session.get(Customer, ada)
        save(customer, Phone(), value="+49 30 901820")
        save(customer, Email(), value="ada@example.com")
    text = sign_in(role).get("/customers").text
    assert heads(text) == shown
    assert ("901820" in text) is (role != "read-only")
    assert ("•••• 1820" in text) is (role == "read-only")
    assert "ada@" not in text  # the phone comes first


def test_the_email_stands_in_for_a_phone_that_does_not_work(sign_in, ada):
    with writing():
        save(db.session.get(Customer, ada), Phone(), value="+49 30 901820", unusable=True)
        save(db.session.get(Customer, ada), Email(), value="ada@example.com")
    text = sign_in("support").get("/customers").text
    assert 'href="mailto:ada@example.com"' in text
    assert "901820" not in text


def test_a_row_says_who_what_and_whose(sign_in, ada):
    client = sign_in("manager", name="Ingrid Solheim")
    with writing():
        sold = make_customer("Beans Ltd", kind="organisation", owner_id=client.user_id)
        for day, (total, currency) in enumerate([(100, "USD"), (123450, "EUR")]):
            add(Purchase(customer_id=sold.id, purchased_on=date(2026, 1, day + 1), currency=currency, total=total))
        for number in range(5):
            add(Interest(customer_id=sold.id, category_id=add(Category(name=f"Wish {number}")).id))
    row = client.get("/customers").text.partition(f'id="customer-{sold.id}"')[2].partition("</tr>")[0]
    assert "Organisation" in row
    assert "€1,234.50" in row
    assert '<span class="vh">Ingrid Solheim</span>' in row
    assert "Wish 2" in row
    assert 'title="Wish 3, Wish 4">+2<' in row


@pytest.mark.parametrize(("role", "expected"), [("administrator", 4), ("read-only", 6), ("finance", 4)])
def test_the_list_costs_the_same_few_statements_for_any_number(sign_in, ada, role, expected, count_queries):
    client = sign_in(role)
    client.get("/customers")
    for more in (0, 30):
        with writing():
            for number in range(more):
                add(Interest(customer_id=make_customer().id, category_id=add(Category(name=f"C{number}")).id))
        with count_queries() as queries:
            client.get("/customers")
        # Who it is; what stands around the list, and the sidebar; its rows; what hangs on them; masks are two more.
        assert len(queries) == expected
        with count_queries() as queries:
            client.get("/customers", headers=HTMX)
        assert len(queries) == expected
