"""The roll-ups equal a recount, whatever happened to what they are made of."""

from datetime import date

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.categories.models import Category, Product, ProductCategory
from contacts.customers.models import Customer
from contacts.customers.stats_commands import stats_commands
from contacts.db import db
from contacts.history import begin, undo
from contacts.insights.models import BuyerCount, CategoryMonth, CustomerYear, RevenueMonth
from contacts.purchases.models import Purchase, PurchaseItem
from tests.factories import add, make_customer, make_user, writing

JULY, AUGUST = date(2026, 7, 14), date(2026, 8, 2)


@pytest.fixture
def shop(app):
    """A product in two categories, and two customers: one of somebody, one of nobody."""
    with writing():
        seller = make_user("sales rep").id
        ids = {"seller": seller, "ada": make_customer("Ada", owner_id=seller).id, "bob": make_customer("Bob").id}
        product = add(Product(sku="G1", name="Grinder", sort_name="grinder", price=100, currency="EUR"))
        ids["product"] = product.id
        for name in ("Coffee", "Machines"):
            ids[name] = add(Category(name=name)).id
            ids[f"in {name}"] = add(ProductCategory(product_id=product.id, category_id=ids[name])).id
        return ids


def buy(customer_id, amount, day=JULY, currency="EUR", product_id=None, **fields):
    purchase = add(Purchase(customer_id=customer_id, purchased_on=day, currency=currency, total=amount, **fields))
    line = {"quantity": 1, "unit_price": amount, "amount": amount, "description": "x", "product_id": product_id}
    add(PurchaseItem(purchase_id=purchase.id, position=1, **line))
    return purchase.id


def rows(model, *columns):
    names = [getattr(model, name) for name in columns]
    with unrestricted("a test looks") as session:
        return sorted(map(tuple, session.execute(select(*names).where(list(model.__table__.c)[-1] != 0))))


def revenue():
    return rows(RevenueMonth, "currency", "month", "owner_id", "revenue", "purchase_count")


def change(model, id, **fields):
    with writing():
        begin("test", "Test")
        row = db.session.get(model, id)
        for name, value in fields.items():
            setattr(row, name, value)


def remove(model, id):
    """Delete a row; returns the operation."""
    with writing():
        operation = begin("test", "Test")
        db.session.delete(db.session.get(model, id))
        return operation


@pytest.fixture
def checked(app):
    """Each change is held against a recount."""

    def check():
        answer = app.test_cli_runner().invoke(stats_commands, ["check"])
        assert answer.exit_code == 0, answer.output

    return check


def test_a_purchase_adds_up_in_every_roll_up(shop, checked):
    with writing():
        buy(shop["ada"], 1000, product_id=shop["product"])
        buy(shop["ada"], 500, AUGUST, "USD")
        buy(shop["bob"], 300, AUGUST, status="cancelled")
    july, august = JULY.replace(day=1), AUGUST.replace(day=1)
    assert revenue() == [("EUR", july, shop["seller"], 1000, 1), ("USD", august, shop["seller"], 500, 1)]
    by_category = rows(CategoryMonth, "category_id", "month", "revenue", "line_count")
    assert by_category == [(shop["Coffee"], july, 1000, 1), (shop["Machines"], july, 1000, 1)]
    years = rows(CustomerYear, "customer_id", "currency", "year", "revenue", "purchase_count")
    assert [year for year in years if year[2]] == [
        (shop["ada"], "EUR", 2026, 1000, 1),
        (shop["ada"], "USD", 2026, 500, 1),
    ]
    buyers = rows(BuyerCount, "month", "first_month", "owner_id", "customers")
    assert buyers == [(july, july, shop["seller"], 1), (august, july, shop["seller"], 1)]
    checked()


def test_whatever_changes_the_sums_follow(shop, checked):
    with writing():
        first = buy(shop["ada"], 1000, product_id=shop["product"])
        second = buy(shop["ada"], 500, AUGUST, product_id=shop["product"])
        line = db.session.scalar(select(PurchaseItem.id).where(PurchaseItem.purchase_id == second))
    steps = [
        (Purchase, first, {"purchased_on": date(2026, 9, 1)}),
        (Purchase, first, {"status": "refunded"}),
        (Purchase, first, {"status": "completed", "total": 1200, "currency": "USD"}),
        (Purchase, first, {"customer_id": shop["bob"]}),
        (PurchaseItem, line, {"amount": 700}),
        (PurchaseItem, line, {"product_id": None}),
        (PurchaseItem, line, {"product_id": shop["product"]}),
        (Customer, shop["ada"], {"owner_id": None}),
        (Customer, shop["bob"], {"owner_id": shop["seller"]}),
    ]
    for model, id, fields in steps:
        change(model, id, **fields)
        checked()
    assert revenue() == [
        ("EUR", AUGUST.replace(day=1), 0, 500, 1),
        ("USD", date(2026, 9, 1), shop["seller"], 1200, 1),
    ]
    for model, id in ((ProductCategory, shop["in Coffee"]), (Product, shop["product"]), (Purchase, second)):
        if model is Product:
            change(PurchaseItem, line, product_id=None)
        remove(model, id)
        checked()


def test_a_deleted_customer_takes_its_sums_along_and_brings_them_back(shop, checked):
    with writing():
        for amount in (100, 200):
            buy(shop["ada"], amount, product_id=shop["product"])
        buy(shop["bob"], 50)
    before = revenue()
    operation = remove(Customer, shop["ada"])
    assert revenue() == [("EUR", JULY.replace(day=1), 0, 50, 1)]
    assert rows(CategoryMonth, "revenue") == []
    checked()
    with writing():
        undo(operation)
    assert revenue() == before
    checked()


def test_rows_written_by_one_statement_do_not_disturb_each_other(shop, checked):
    with writing():
        begin("test", "Test")
        for day in (JULY, JULY, AUGUST):
            db.session.add(Purchase(customer_id=shop["ada"], purchased_on=day, currency="EUR", total=10))
        db.session.flush()
    assert rows(BuyerCount, "customers") == [(1,), (1,)]
    with writing():
        begin("test", "Test")
        db.session.execute(Purchase.__table__.update().values(total=20, purchased_on=AUGUST))
    assert revenue() == [("EUR", AUGUST.replace(day=1), shop["seller"], 60, 3)]
    checked()
    with writing():
        begin("test", "Test")
        db.session.execute(Purchase.__table__.delete())
    assert revenue() == rows(BuyerCount, "customers") == []
    checked()
