"""What the checks look at, and breaking it as only a foreign hand could: with its rules off, by its own driver."""

from decimal import Decimal

from flask import current_app

from contacts.customers.models import Phone
from contacts.db import OPEN, engine_for, utcnow
from contacts.purchases.models import Purchase, PurchaseItem
from tests.factories import add, make_customer

OFF = {"sqlite": "PRAGMA foreign_keys=OFF", "postgresql": "SET session_replication_role = replica"}
ON = {"sqlite": "PRAGMA foreign_keys=ON", "postgresql": "SET session_replication_role = DEFAULT"}
UNCHECKED = "PRAGMA ignore_check_constraints="


def is_sqlite():
    return current_app.config["DATABASE"].get_backend_name() == "sqlite"


def break_it(*statements):
    """Run the statements without references, checks (SQLite has a switch for these) and, on Postgres, triggers."""
    engine = engine_for(current_app.config["DATABASE"], OPEN, True)
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute(OFF[engine.dialect.name])  # outside of a transaction, or SQLite ignores it
        if is_sqlite():
            driver.execute(f"{UNCHECKED}ON")
        for statement in statements:
            driver.execute(statement)
        driver.commit()
        driver.execute(ON[engine.dialect.name])
        if is_sqlite():
            driver.execute(f"{UNCHECKED}OFF")
        driver.commit()


def reached(name="Ada Byron", **fields):
    """A customer with a phone to use."""
    customer = make_customer(name, **fields)
    add(Phone(customer_id=customer.id, value="1", is_primary=True))
    return customer.id


def bought(customer_id, total=500, line=500):
    purchase = add(Purchase(customer_id=customer_id, purchased_on=utcnow().date(), currency="EUR", total=total))
    item = {"description": "Chair", "quantity": Decimal(1), "unit_price": Decimal(line), "amount": line}
    add(PurchaseItem(purchase_id=purchase.id, position=1, **item))
