"""Finding customers: words, filters, and what is said when nobody fits."""

import re

import pytest

from contacts.categories.models import Category
from contacts.customers.contact_points import save
from contacts.customers.models import Company, Customer, Email, Phone
from contacts.db import db
from contacts.interests.models import Interest
from tests.conftest import HTMX, TOKEN
from tests.factories import add, make_customer, make_role, writing


def names(client, **asked):
    """The names in the rows of the list, in its order."""
    text = client.get("/customers", query_string=asked, headers=HTMX).text
    return re.findall(r'class="cover[^>]*><bdi>([^<]*)', text)


FINDS = ["ada", "BYR", "engines ada", "  ada  ", "countess_ada@"]
FINDS += ["0309018", "030 9018 20", "+49 30 901820", "90/1820"]
MISSES = ["babbage", "ada babbage", "%", "__", "a%a", "a_a", "countessXada", "'", '"', "\\", "'; DROP TABLE x", "555"]


def test_words_are_found_wherever_they_are(sign_in, ada):
    with writing():
        save(db.session.get(Customer, ada), Phone(), value="(030) 90 18-20")
        save(db.session.get(Customer, ada), Email(), value="countess_ada@example.com")
    client = sign_in("sales rep")
    for q in FINDS:
        assert names(client, q=q) == ["Ada Byron"], q
    for q in MISSES:
        assert names(client, q=q) == [], q


def test_accents_and_capitals_do_not_matter(sign_in):
    with writing():
        make_customer("Łukasz Ørsted", sort_name="lukasz orsted")
    for q in ("łUKASZ", "lukasz", "ØRS", "orsted łuk"):
        assert names(sign_in("support"), q=q) == ["Łukasz Ørsted"], q


@pytest.mark.parametrize("q", ["a " * 10_000, "x" * 100_000, "ada\0", "\u202e", "\ud83d", "🙂", "%" * 300, "\t\n ada"])
def test_any_words_may_be_asked(sign_in, ada, q):
    response = sign_in("manager").get("/customers", query_string={"q": q.encode("utf-8", "replace")})
    assert response.status_code == 200


def test_a_role_finds_nobody_by_what_it_may_not_read(sign_in, ada):
    with writing():
        save(db.session.get(Customer, ada), Email(), value="countess@example.com")
        save(db.session.get(Customer, ada), Phone(), value="030 901820")
    assert names(sign_in("support"), q="countess@") == names(sign_in("support"), q="901820") == ["Ada Byron"]
    assert names(sign_in("read-only"), q="countess@") == names(sign_in("read-only"), q="901820") == []


@pytest.fixture
def people(sign_in):
    """A browser of Ingrid's, and the ids of her company and of the tree of coffee."""
    client = sign_in("manager", name="Ingrid")
    with writing():
        coffee = add(Category(name="Coffee"))
        green = add(Category(name="Green", parent_id=coffee.id))
        company = add(Company(name="Beans", sort_name="beans"))
        for number, category in enumerate((coffee, green)):
            customer = make_customer(f"Fan {number}", status="lead", owner_id=client.user_id, company_id=company.id)
            add(Interest(customer_id=customer.id, category_id=category.id))
        make_customer("Beans", kind="organisation", status="inactive")
    return client, {"company": company.id, "coffee": coffee.id, "green": green.id, "me": client.user_id}


CASES = [
    ("status", "lead", ["Fan 0", "Fan 1"]),
    ("status", "inactive", ["Beans"]),
    ("kind", "organisation", ["Beans"]),
    ("owner", "me", ["Fan 0", "Fan 1"]),
    ("owner", "nobody", ["Beans"]),
    ("company", "company", ["Fan 0", "Fan 1"]),
    ("category", "coffee", ["Fan 0", "Fan 1"]),
    ("category", "green", ["Fan 1"]),
]


@pytest.mark.parametrize(("name", "value", "fit"), CASES)
def test_a_filter_leaves_those_that_fit(people, name, value, fit):
    client, ids = people
    assert names(client, **{name: ids.get(value, value)}) == fit
    page = client.get("/customers", query_string={name: ids.get(value, value)}).text
    assert f'name="{name}" value="{ids.get(value, value)}" form="customers-search"' in page


def test_filters_words_and_order_work_together(people):
    client, ids = people
    assert names(client, status="lead", category=ids["coffee"], q="beans", sort="-name") == ["Fan 1", "Fan 0"]


@pytest.mark.parametrize("value", ["nonsense", "-1", "9" * 30, "٣", "1 OR 1=1", "\0", ""])
@pytest.mark.parametrize("name", ["status", "kind", "owner", "company", "category", "unknown"])
def test_what_means_nothing_filters_nothing(people, name, value):
    client, _ids = people
    plain = TOKEN.sub("", client.get("/customers", headers=HTMX).text)
    assert TOKEN.sub("", client.get("/customers", query_string={name: value}, headers=HTMX).text) == plain


def test_what_a_role_may_not_read_is_as_if_it_did_not_exist(people, sign_in):
    _client, ids = people
    fields = (
        "customers__owner_id",
        "customers__status",
        "customers__kind",
        "companies",
        "customer_stats__last_contact_at",
    )
    hidden = dict.fromkeys(fields, "hidden")
    with writing():
        role = make_role({"customers": {"read": "all"}}, **hidden)
    client = sign_in(role)
    page = client.get("/customers").text
    for name in ("status", "kind", "owner", "company", "category"):
        assert f'name="{name}"' not in page
    plain = TOKEN.sub("", client.get("/customers?unknown=1&sort=unknown", headers=HTMX).text)
    assert "Fan 0" in plain
    assert [word for word in ("Ingrid", "Beans</bdi></span>", "Lead", "Coffee", "Owner") if word in plain] == []
    asked = {"status": "inactive", "kind": "organisation", "owner": ids["me"], "category": ids["green"]}
    for name, value in {**asked, "company": ids["company"], "sort": "-last_contact"}.items():
        assert TOKEN.sub("", client.get("/customers", query_string={name: value}, headers=HTMX).text) == plain


def test_when_nobody_fits_the_list_says_what_to_leave_out(people):
    client, _ids = people
    text = client.get("/customers?q=fan&status=inactive&kind=organisation").text
    assert "Leave out “fan”</a>: 1 customer" not in text
    assert 'href="/customers?status=inactive&amp;kind=organisation&amp;sort=name"' in text
    assert "Leave out “fan”: 1 customer<" in text
    assert "Leave out “Status" not in text  # that would show nobody either
    assert "Show all customers" in text


def test_an_empty_list_says_what_to_do(sign_in):
    assert 'href="/customers/new">New customer</a>' in sign_in("manager").get("/customers").text
    text = sign_in("read-only").get("/customers").text
    assert "There are no customers yet." in text
    assert "/customers/new" not in text
