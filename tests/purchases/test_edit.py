"""Editing a purchase: its lines keep their order, nothing is lost when two people edit, and all of it can be undone."""

import re
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.categories.models import Product
from contacts.purchases.models import Purchase, PurchaseItem
from tests.factories import add, make_customer, writing

HEAD = {"purchased_on": "2026-07-01", "currency": "EUR", "status": "completed"}


@pytest.fixture
def path(app):
    """A purchase of two lines; the price of the second is finer than a cent."""
    with writing():
        customer_id = make_customer().id
        purchase = add(Purchase(customer_id=customer_id, purchased_on=date(2026, 7, 1), currency="EUR", total=2250))
        for position, (what, price) in enumerate([("Chairs", "1000"), ("Screws", "1.25")], 1):
            quantity = 2 if what == "Chairs" else 200
            amount = int(quantity * Decimal(price))
            add(
                PurchaseItem(
                    purchase_id=purchase.id,
                    position=position,
                    description=what,
                    quantity=quantity,
                    unit_price=Decimal(price),
                    amount=amount,
                )
            )
        return f"/customers/{customer_id}/purchases/{purchase.id}"


def purchase_now():
    with unrestricted("a test looks") as session:
        return session.scalars(select(Purchase)).one()


def lines_now():
    with unrestricted("a test looks") as session:
        items = session.scalars(select(PurchaseItem).order_by(PurchaseItem.position))
        return [(item.description, item.unit_price, item.amount) for item in items]


def ids():
    with unrestricted("a test looks") as session:
        return session.scalars(select(PurchaseItem.id).order_by(PurchaseItem.position)).all()


def typed(*lines, version=None):
    """`(id, words, quantity, price)` of each line, as the form sends them."""
    data = {**HEAD, **({"version": version} if version else {})}
    for at, values in enumerate(lines):
        data |= {
            f"items-{at}-{name}": value
            for name, value in zip(("id", "description", "quantity", "unit_price"), values, strict=False)
        }
    return data


def undo_latest(client, text):
    return client.post("/history/" + text.rpartition('action="/history/')[2].partition('"')[0])


def test_the_form_shows_what_is_kept_to_the_last_decimal(sign_in, path):
    text = sign_in("sales rep").get(f"{path}/edit").text
    assert [v for v in re.findall(r'name="items-\d-unit_price"[^>]* value="([^"]*)"', text) if v] == ["10.00", "0.0125"]
    assert [v for v in re.findall(r'name="items-\d-quantity"[^>]* value="([^"]*)"', text)] == ["2", "200", "1"]


def test_lines_are_changed_added_and_removed_and_come_back(sign_in, path):
    client, (chairs, screws) = sign_in("sales rep"), ids()
    data = typed((screws, "Screws", 400, "0.0125"), ("", "Glue", 1, "3"), version=1)
    assert client.post(path, data=data).status_code == 303
    assert lines_now() == [("Screws", Decimal("1.25"), 500), ("Glue", 300, 300)]
    assert ids()[0] == screws
    assert (purchase_now().total, purchase_now().version) == (800, 2)
    assert undo_latest(client, client.get(path).text).status_code in (302, 303)
    assert lines_now() == [("Chairs", 1000, 2000), ("Screws", Decimal("1.25"), 250)]
    assert ids() == [chairs, screws]
    assert purchase_now().total == 2250


def test_the_order_that_was_sent_is_kept(sign_in, path):
    client, (chairs, screws) = sign_in("sales rep"), ids()
    data = typed((screws, "Screws", 1, "1"), ("", "Glue", 1, "1"), (chairs, "Chairs", 1, "1"), (chairs, "More", 1, "1"))
    client.post(path, data=data)
    assert [line[0] for line in lines_now()] == ["Screws", "Glue", "Chairs", "More"]
    undo_latest(client, client.get(path).text)
    assert ids() == [chairs, screws]


def test_a_line_of_somebody_else_is_not_touched(sign_in, path, app):
    with writing():
        other = add(Purchase(customer_id=make_customer("Other").id, purchased_on=date(2026, 1, 1), currency="EUR"))
        line = add(
            PurchaseItem(purchase_id=other.id, position=1, description="X", quantity=1, unit_price=1, amount=1)
        ).id
    sign_in("manager").post(
        path, data=typed((line, "Mine now", 1, "5"), ("9" * 30, "Huge", 1, "5"), ("²", "Odd", 1, "5"))
    )
    with unrestricted("a test looks") as session:
        assert session.get(PurchaseItem, line).description == "X"
    assert len(lines_now()) == 4


def test_two_people_edit_and_neither_version_is_lost(sign_in, path):
    client, (chairs, screws) = sign_in("manager"), ids()
    client.post(path, data=typed((chairs, "Red chairs", 3, "10"), (screws, "Screws", 200, "0.0125"), version=1))
    mine = {**typed((chairs, "Chairs", 2, "10"), ("", "Glue", 1, "3"), version=1), "notes": "Ring first"}
    answer = client.post(path, data=mine)
    assert answer.status_code == 409
    assert "3 × Red chairs at 10" in answer.text
    assert "2 × Chairs at 10\n1 × Glue at 3" in answer.text
    assert [line[0] for line in lines_now()] == ["Red chairs", "Screws"]
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.text))
    assert client.post(path, data={**hidden, "choice-items": "theirs", "choice-notes": "mine"}).status_code == 303
    assert [line[0] for line in lines_now()] == ["Red chairs", "Screws"]
    assert purchase_now().notes == "Ring first"
    hidden["version"] = purchase_now().version
    assert client.post(path, data={**hidden, "choice-items": "mine", "choice-notes": "mine"}).status_code == 303
    assert [line[0] for line in lines_now()] == ["Chairs", "Glue"]


def test_wrong_input_keeps_what_was_typed_and_writes_nothing(sign_in, path):
    data = typed(("", "Bolts", "x", "5"), version=1)
    answer = sign_in("manager").post(path, data=data)
    assert answer.status_code == 422
    assert 'value="Bolts"' in answer.text
    assert len(lines_now()) == 2
    assert sign_in("manager").post(path, data=typed()).status_code == 422


def test_a_product_no_longer_sold_stays_on_its_line(sign_in, path):
    with writing():
        old = add(Product(sku="O", name="Old lamp", sort_name="old lamp", price=1, currency="EUR", active=False)).id
        line = add(
            PurchaseItem(
                purchase_id=int(path.rpartition("/")[2]),
                product_id=old,
                position=3,
                description="Lamp",
                quantity=1,
                unit_price=1,
                amount=1,
            )
        ).id
    client = sign_in("manager")
    assert "Old lamp" in client.get(f"{path}/edit").text
    data = typed((line, "Lamp", 2, "1")) | {"items-0-product_id": old}
    assert client.post(path, data=data).status_code == 303
    assert lines_now() == [("Lamp", 100, 200)]


def test_more_lines_than_a_form_holds(sign_in, path):
    client = sign_in("manager")
    answer = client.post(path, data=typed(*[("", f"Line {at}", 1, "1") for at in range(250)]))
    assert answer.status_code == 422
    assert "at most 200 lines" in answer.text
    with writing():
        for position in range(3, 203):
            add(
                PurchaseItem(
                    purchase_id=int(path.rpartition("/")[2]),
                    position=position,
                    description="X",
                    quantity=1,
                    unit_price=1,
                    amount=1,
                )
            )
    assert client.get(f"{path}/edit").status_code == 403
    assert client.get(path).status_code == 200


def test_refused_unknown_and_wrong(sign_in, path):
    assert sign_in("support").post(path, data=typed()).status_code == 403
    assert sign_in("support").get(f"{path}/edit").status_code == 403
    client = sign_in("manager")
    assert client.get(path + "9/edit").status_code == 404
    assert client.post(path + "9", data=typed()).status_code == 404
    assert client.post(f"{path}/edit").status_code == 405
