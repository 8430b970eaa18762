"""Deleting a customer takes everything that hangs on it along, and undo brings all of it back, under the same keys."""

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.addresses.models import Address
from contacts.attachments.models import Attachment
from contacts.categories.models import Category
from contacts.communications.models import Communication, Ticket
from contacts.customers.contact_points import save
from contacts.customers.models import Customer, Email, Phone
from contacts.db import Base, Money
from contacts.interests.models import Interest
from contacts.purchases.models import Purchase, PurchaseItem
from contacts.tasks.models import Task
from tests.factories import add, make_customer, numbers, writing

DAY = date(2026, 1, 2)
MOMENT = datetime(2026, 11, 23, 9, tzinfo=UTC)
BOOKKEEPING = {"version", "updated_at"}
FILE = {"file_name": "a.pdf", "media_type": "application/pdf", "size": 1, "sha256": "0" * 64}


def add_email(customer, words):
    save(customer, Email(), value=f"a{next(numbers)}@example.com", label=words[:40])


def add_phone(customer, words):
    save(customer, Phone(), value=f"+49 30 9018{next(numbers)}", label=words[:40])


def add_address(customer, words):
    add(Address(customer_id=customer.id, kind="other", line1=words, country="DE"))


def add_interest(customer, _words):
    category = add(Category(name=f"Category {next(numbers)}"))
    add(Interest(customer_id=customer.id, category_id=category.id, origin="inferred"))


def add_purchase(customer, words):
    purchase = add(Purchase(customer_id=customer.id, purchased_on=DAY, currency="EUR", total=150, notes=words))
    line = {"description": words, "quantity": Decimal("1.5"), "unit_price": Decimal("100.0001"), "amount": 150}
    add(PurchaseItem(purchase_id=purchase.id, position=1, **line))
    add(Attachment(customer_id=customer.id, purchase_id=purchase.id, **FILE))


def add_conversation(customer, words):
    ticket = add(Ticket(customer_id=customer.id, subject=words))
    said = {"channel": "ticket", "direction": "incoming", "body": words, "happened_at": MOMENT}
    talk = add(Communication(customer_id=customer.id, ticket_id=ticket.id, **said))
    add(Task(customer_id=customer.id, title=words, communication_id=talk.id, due_at=MOMENT))
    add(Attachment(customer_id=customer.id, communication_id=talk.id, **FILE))


def add_file(customer, _words):
    add(Attachment(customer_id=customer.id, **FILE))


CHILDREN = [add_email, add_phone, add_address, add_interest, add_purchase, add_conversation, add_file]


def everything():
    """`{table: rows}` of what people keep, and of the figures derived from it."""
    tables = [table for table in Base.metadata.sorted_tables if table.info.get("kind") not in (None, "users")]
    with unrestricted("a test compares") as session:
        return {table.name: rows_of(session, table) for table in tables}


def rows_of(session, table):
    columns = [column for column in table.columns if column.name not in BOOKKEEPING]
    return [tuple(row) for row in session.execute(select(*columns).order_by(*table.primary_key.columns))]


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), min_size=1, max_size=40)
words = words.filter(str.strip)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(CHILDREN), words), max_size=12))
def test_a_deleted_customer_comes_back_whole(sign_in, children):
    client = sign_in("administrator")
    with writing():
        add_conversation(make_customer("A bystander"), "stays")
        customer = make_customer("Ada Byron", birth_date_sealed=None)
        customer.tax_id, customer.credit_limit = "DE1", Money(5000, "JPY")
        for add_child, said in children:
            add_child(customer, said)
        id = customer.id
    before = everything()
    assert client.post(f"/customers/{id}/delete").status_code == 303
    after = everything()
    hanging = [table for table in Base.metadata.sorted_tables if "customer_id" in table.columns and table.name in after]
    assert not any(
        id in [row[list(table.columns.keys()).index("customer_id")] for row in after[table.name]] for table in hanging
    )
    undo = client.get("/customers").text.partition('action="/history/')[2].partition('"')[0]
    assert client.post(f"/history/{undo}").status_code == 303
    assert everything() == before
    assert client.get(f"/customers/{id}").status_code == 200


def test_undo_brings_back_what_the_role_cannot_read(sign_in):
    client = sign_in("sales rep")
    with writing():
        customer = make_customer("Ada Byron", owner_id=client.user_id)
        customer.tax_id = "DE1"
        add_conversation(customer, "stays")
        add(Communication(customer_id=customer.id, channel="note", body="secret", is_private=True))
    before = everything()
    client.post(f"/customers/{customer.id}/delete")
    with unrestricted("a test looks") as session:
        assert session.scalars(select(Customer.id)).all() == []
    undo = client.get("/customers").text.partition('action="/history/')[2].partition('"')[0]
    client.post(f"/history/{undo}")
    assert everything() == before
