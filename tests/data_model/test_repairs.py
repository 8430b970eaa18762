"""What a check found is put right in one operation, by who may change all of it, and Undo takes it back."""

import re

import pytest
from sqlalchemy import select

from contacts.access import unrestricted
from contacts.addresses.models import Address
from contacts.customers.figures import CustomerValue
from contacts.customers.models import Email, Phone
from contacts.data_model import integrity_routes
from contacts.data_model.actions import REPAIRS
from contacts.data_model.integrity import CHECKS
from contacts.history.models import Operation
from contacts.purchases.models import Purchase
from tests.conftest import HTMX
from tests.data_model.breaking import bought, break_it, reached
from tests.data_model.test_integrity import PAGE, counts
from tests.factories import add, found, make_customer, writing


@pytest.fixture
def administrator(sign_in):
    return sign_in("administrator")


def undo_in(html):
    return re.search(r'action="(/history/\d+/undo)"', html)[1]


def seen(*columns):
    """What the database holds, by the first of these columns."""
    with unrestricted("a test looks") as session:
        return [tuple(row) for row in session.execute(select(*columns).order_by(columns[0]))]


def repair(client, name):
    """The page that comes after it."""
    answer = client.post(f"{PAGE}/{name}/repair")
    assert (answer.status_code, answer.location) == (303, f"{PAGE}/{name}")
    return client.get(answer.location).text


def test_what_has_a_button_has_a_repair():
    assert {name for name, check in CHECKS.items() if check.button} == REPAIRS.keys()
    assert all(CHECKS[name].question for name in REPAIRS)


def test_totals_are_recomputed_and_undone(administrator):
    with writing():
        id = reached()
        bought(id, total=500)
        bought(id, total=600)
    assert "Recompute totals" in administrator.get(PAGE).text
    (right, wrong), versions = (one for (one,) in seen(Purchase.id)), dict(seen(Purchase.id, Purchase.version))
    html = repair(administrator, "totals")
    assert "One was put right." in html
    assert dict(seen(Purchase.id, Purchase.total)) == {right: 500, wrong: 500}
    assert dict(seen(Purchase.id, Purchase.version)) == {right: versions[right], wrong: versions[wrong] + 1}
    assert counts() == {}  # the kept sums came along
    assert administrator.post(undo_in(html)).status_code == 303
    assert dict(seen(Purchase.id, Purchase.total)) == {right: 500, wrong: 600}
    assert counts() == {"totals": 1}


def test_a_purchase_without_lines_comes_to_nothing(administrator):
    with writing():
        customer = reached()
        bought(customer)
    break_it("DELETE FROM purchase_items")
    repair(administrator, "totals")
    assert seen(Purchase.total) == [(0,)]
    assert counts() == {}


def test_the_first_one_is_chosen_and_undone(administrator):
    with writing():
        customer, other = make_customer().id, reached("Reached")
        for model in (Email, Phone):
            for value, unusable in (("a@b.example", True), ("c@d.example", False), ("e@f.example", False)):
                more = {"folded": value} if model is Email else {}
                add(model(customer_id=customer, value=value, unusable=unusable, **more))
        add(Phone(customer_id=other, value="2"))
        for kind in ("billing", "billing", "shipping"):
            add(Address(customer_id=customer, kind=kind, country="IT"))
    assert counts()["none-to-use"] == 4
    html = repair(administrator, "none-to-use")
    assert "4 were put right." in html
    assert "none-to-use" not in counts()
    for model in (Email, Phone):
        assert [flag for _id, flag in seen(model.id, model.is_primary) if flag] == [True] * (1 + (model is Phone))
    chosen = seen(Email.id, Email.value, Email.is_primary)
    assert [value for _id, value, flag in chosen if flag] == ["c@d.example"]
    assert [flag for _id, flag in seen(Address.id, Address.is_default)] == [True, False, True]
    assert administrator.post(undo_in(html)).status_code == 303
    assert counts()["none-to-use"] == 4


def test_where_none_works_the_first_is_chosen_all_the_same(administrator):
    with writing():
        customer = make_customer().id
        for value in ("1", "2"):
            add(Phone(customer_id=customer, value=value, unusable=True))
    repair(administrator, "none-to-use")
    assert [flag for _id, flag in seen(Phone.id, Phone.is_primary)] == [True, False]


def test_kept_sums_are_counted_anew_and_leave_nothing_to_undo(administrator):
    with writing():
        bought(reached())
        bought(reached("Other"))
    before = seen(CustomerValue.customer_id, CustomerValue.lifetime_value, CustomerValue.purchase_count)
    break_it("UPDATE customer_values SET lifetime_value = 7")
    operations = len(found(select(Operation.id)))
    html = repair(administrator, "figures")
    assert "2 were put right." in html
    assert "/undo" not in html
    assert len(found(select(Operation.id))) == operations
    assert seen(CustomerValue.customer_id, CustomerValue.lifetime_value, CustomerValue.purchase_count) == before


@pytest.mark.parametrize("name", REPAIRS)
def test_where_nothing_is_wrong_nothing_is_written(administrator, name):
    with writing():
        bought(reached())
    operations = len(found(select(Operation.id)))
    assert "There was nothing left to put right." in repair(administrator, name)
    assert len(found(select(Operation.id))) == operations


def test_it_asks_first_on_both_pages(administrator):
    with writing():
        bought(reached(), total=600)
    question = CHECKS["totals"].question
    for path in (PAGE, f"{PAGE}/totals"):
        html = administrator.get(path).text
        assert f'action="{PAGE}/totals/repair"' in html
        assert f'data-confirm="{question}"' in html


def test_only_what_the_page_looks_at_is_put_right(administrator, monkeypatch):
    with writing():
        id = reached()
        bought(id, total=600)
        bought(id, total=700)
    monkeypatch.setattr(integrity_routes, "NEWEST", 1)
    repair(administrator, "totals")
    assert [total for _id, total in seen(Purchase.id, Purchase.total)] == [600, 500]


def test_it_asks_as_often_however_much_is_wrong(administrator, count_queries):
    def asked(number):
        with writing():
            for _one in range(number):
                bought(reached(), total=600)
        with count_queries() as queries:
            administrator.post(f"{PAGE}/totals/repair", headers=HTMX)
        return len(queries)

    asked(1)
    assert asked(20) == asked(1)


def test_the_doctor_puts_right_all_rows_and_says_how_to_undo(app):
    with writing():
        id = reached()
        bought(id, total=600)
        bought(id, total=700)
    runner = app.test_cli_runner()
    assert "flask doctor --repair totals" in runner.invoke(args=["doctor"]).output
    answer = runner.invoke(args=["doctor", "--repair", "totals"])
    said = re.fullmatch(r"Totals that do not add up: 2 put right\. `flask undo (\d+)` takes it back\.\n", answer.output)
    assert (answer.exit_code, bool(said)) == (0, True), answer.output
    assert counts() == {}
    assert runner.invoke(args=["undo", said[1]]).exit_code == 0
    assert counts() == {"totals": 2}
    assert runner.invoke(args=["doctor", "--repair", "orphans"]).exit_code == 2
