"""Customers are found by words: in any script, wherever they stand, the best first; never by what is hidden."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from contacts.addresses.models import Address
from contacts.communications.models import Communication, Ticket
from contacts.customers.contact_points import save
from contacts.customers.hits import best
from contacts.customers.models import Company, Customer, Email, Phone
from contacts.db import db
from contacts.fulltext.asking import read
from contacts.purchases.models import Purchase, PurchaseItem
from contacts.tasks.models import Task
from contacts.web.names import fold_for_sorting
from tests.conftest import HTMX
from tests.factories import add, make_customer, make_role, writing

PHONES = Path("/work/shared/data/phones/libphonenumber_examples.csv")
SCRIPTS = [
    ("Łukasz Ørsted", ["lukasz", "ŁUKASZ", "orsted luk", "ørs", "lukasz o", "LO"]),
    ("Jürgen Großmann", ["jurgen", "grossmann", "GROSSMANN", "großm", "jürgen gross", "ossman"]),
    ("Işıl Yıldırım", ["isil", "ISIL", "işıl", "yildirim", "YILDIRIM", "İSİL"]),
    ("Γιώργος Παπαδόπουλος", ["γιωργοσ", "ΠΑΠΑΔΟΠΟΥΛΟΣ", "Γιώργος", "παπα", "παπα γ"]),
    ("Олена Йовчук", ["олена", "ОЛЕНА", "иовчук", "Йов"]),
    ("田中 美咲子", ["田中", "美咲", "咲子", "田", "美咲子 田中", "美咲子"]),
    ("김민준", ["김민준", "김", "민준", "민"]),
    ("สมชาย ใจดี", ["สมชาย", "ชาย", "ใจดี"]),
    ("أحمد الخطيب", ["احمد", "أحمد", "الخطيب"]),
    ("Siobhán O'Brien-Ní Bhriain", ["siobhan", "obrien", "o'brien", "O’Brien", "brien", "ni bhriain", '"ni bhriain"']),
]


@pytest.fixture
def id(app):
    """A customer with something in every class of the index, beside one who has nothing of it."""
    with writing():
        make_customer("Somebody Else")
        company = add(Company(name="Lekki Roastery", sort_name="lekki roastery"))
        customer = make_customer("Ada Byron", company_id=company.id, source="erp", external_id="X-4711")
        save(customer, Email(), value="countess@engines.example")
        save(customer, Phone(), value="030 901820")
        add(Address(customer_id=customer.id, kind="billing", city="Zürich", postal_code="8001", country="CH"))
        bought = {"customer_id": customer.id, "purchased_on": date(2026, 2, 3), "currency": "EUR"}
        purchase = add(Purchase(reference="PO-2026-17", **bought))
        line = {"purchase_id": purchase.id, "position": 1, "quantity": 1, "unit_price": 1, "amount": 1}
        add(PurchaseItem(description="Grinder Mythos", **line))
        add(Communication(customer_id=customer.id, channel="call", subject="Delivery", body="Wants forty chairs"))
        add(Ticket(customer_id=customer.id, subject="Boiler leaks"))
        add(Task(customer_id=customer.id, title="Send brochure"))
        return customer.id


def found(q, **options):
    """The names that fit, the best first."""
    hits = best(read(q), **options)
    rows = db.session.execute(db.select(Customer.name, hits.c.rank).join(hits, hits.c.id == Customer.id)).all()
    db.session.rollback()  # each question has its own five seconds
    return [row.name for row in sorted(rows, key=lambda row: row.rank)]


@pytest.mark.parametrize(("name", "asked"), SCRIPTS, ids=[name for name, _asked in SCRIPTS])
def test_a_name_is_found_however_it_is_typed(as_system, name, asked):
    with writing():
        make_customer(name, sort_name=fold_for_sorting(name))
        make_customer("Somebody Else")
    assert {q: found(q) for q in asked} == {q: [name] for q in asked}


PLACES = ["byr", "lekki", "countess", "engines.example", "901820", "+49 30 90", "zurich", "8001", "x-4711", "4711"]
PLACES += ["po-2026-17", "grind", "mythos", "chairs", "delivery", "boiler", "brochure", "AB", "a byron", "roaster"]
PLACES += ["ada lekki zürich", "byron grinder chairs", '"ada byron"', '"forty chairs"', "oastery", "gines"]
NOWHERE = ["byronx", "ada babbage", '"byron ada"', '"ad"', "chairs grinderx", "x byron", "hairs", "9018200", "zz"]


def test_every_word_is_found_wherever_it_stands(as_system, id):
    assert {q: found(q) for q in PLACES} == {q: ["Ada Byron"] for q in PLACES}
    assert {q: found(q) for q in NOWHERE} == {q: [] for q in NOWHERE}


def test_the_best_comes_first(as_system):
    with writing():
        for name in ("Rohan Amarasekera", "Nadama Li", "Amalie Skov", "Jo Ama", "Zoe Field"):
            make_customer(name)
        save(db.session.query(Customer).filter_by(name="Zoe Field").one(), Email(), value="ama@example.com")
    order = ["Jo Ama", "Amalie Skov", "Rohan Amarasekera", "Zoe Field", "Nadama Li"]
    assert found("ama") == order
    assert found("ama", everywhere=False) == order[:3]
    assert sorted(found("ama", limit=None)) == sorted(order)


def test_numbers_are_found_in_any_notation(as_system):
    if not PHONES.is_file():
        pytest.skip(f"{PHONES} is not there: numbers of the world were not tried")
    with PHONES.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if len(row["e164"]) > 8][::40]
    assert len(rows) > 5
    with writing():
        for at, row in enumerate(rows):
            save(make_customer(f"Caller {at}"), Phone(), value=row["international"])
    for at, row in enumerate(rows):
        for asked in (row["international"], row["e164"], row["e164"].replace("+", "00"), row["international"][-9:]):
            assert f"Caller {at}" in found(asked), asked


SEEN = [
    ("emails.value", "countess"),
    ("phones.value", "901820"),
    ("addresses.postal_code", "zurich"),
    ("purchases.reference", "po-2026-17"),
    ("purchases.customer_id", "mythos"),
    ("purchase_items.description", "mythos"),
    ("communications.subject", "chairs"),
    ("communications.customer_id", "chairs"),
    ("tickets.subject", "boiler"),
    ("tasks.title", "brochure"),
    ("companies.name", "lekki"),
    ("customers.external_id", "4711"),
    ("customers.company_id", "lekki"),
]
ALL = ["customers", "companies", "contacts", "addresses", "interests", "categories", "products", "purchases"]
ALL += ["communications", "tasks", "attachments"]


@pytest.fixture
def role_without(app, sign_in):
    """`role_without({"emails": "masked"})`: what a person of a role finds who may read all but that."""

    def ask(levels, q, rights=None):
        with writing():
            role = make_role(
                rights or {kind: {"read": "all"} for kind in ALL},
                **{field.replace(".", "__"): level for field, level in levels.items()},
            )
        client = sign_in(role)
        return "Ada Byron</" in client.get("/customers", query_string={"q": q}).text

    return ask


@pytest.mark.parametrize(("field", "word"), SEEN)
def test_what_a_role_may_not_read_finds_nobody(role_without, id, field, word):
    assert role_without({}, word)
    for level in ("hidden", "masked"):
        assert not role_without({field: level}, word), level
    assert role_without({field: "hidden"}, "byron")


def test_rows_out_of_reach_find_nobody(role_without, id):
    own = {kind: {"read": "all"} for kind in ALL}
    assert not role_without({}, "chairs", {**own, "communications": {"read": "own"}})
    assert not role_without({}, "brochure", {**own, "tasks": {"read": "own"}})
    assert not role_without({}, "countess", {**own, "contacts": {"read": "own"}})
    assert not role_without({}, "countess", {kind: own[kind] for kind in ("customers", "companies")})
    assert not role_without({}, "byron", {**own, "customers": {"read": "own"}})


def test_a_private_conversation_finds_for_its_author_only(sign_in, id):
    author, other = sign_in("sales rep"), sign_in("sales rep")
    with writing():
        add(Communication(customer_id=id, channel="note", body="Salamander", is_private=True, author_id=author.user_id))
    assert "Ada Byron</" in author.get("/customers?q=salamander").text
    assert "Ada Byron</" not in other.get("/customers?q=salamander").text
    assert "Salamander" not in other.get("/search?q=salamander").text


def test_the_list_shows_the_best_first_unless_another_order_is_asked_for(sign_in):
    with writing():
        for name in ("Amalie Skov", "Jo Ama", "Aaron Amarasekera"):
            make_customer(name)
    client = sign_in("manager")
    order = [client.get(f"/customers?q=ama{sort}").text for sort in ("", "&sort=name", "&sort=-name")]
    names = [re.findall(r'class="cover[^>]*><bdi>([^<]*)', text) for text in order]
    assert names[0] == ["Jo Ama", "Amalie Skov", "Aaron Amarasekera"]
    assert names[1] == ["Aaron Amarasekera", "Amalie Skov", "Jo Ama"] == names[2][::-1]


def test_the_list_finds_a_page_of_names_with_one_statement(sign_in, count_queries):
    with writing():
        for number in range(60):
            make_customer(f"Fan {number:02}")
    client = sign_in("manager")
    client.get("/customers?q=fan", headers=HTMX)
    with count_queries() as queries:
        text = client.get("/customers?q=fan", headers=HTMX).text
    assert text.count('class="cover') == 50
    assert len([one for one in queries if "search_names" in one]) == 1
    more = re.search(r'href="(/customers\?q=fan&amp;sort=best&amp;after=[^"]*)"', text).group(1).replace("&amp;", "&")
    assert client.get(more, headers=HTMX).text.count('class="cover') == 10
