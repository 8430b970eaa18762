"""Exchange rates: kept by administrators, used by insights."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from contacts.history.models import Operation
from contacts.purchases.models import Purchase
from contacts.rates.models import ExchangeRate
from contacts.rates.queries import Rates, rounded
from tests.conftest import HTMX
from tests.factories import add, found, make_customer, writing

RATES = "/admin/rates"
TYPED = {"currency": "USD", "per_unit": "1.0815", "valid_from": "1998-04-01"}


@pytest.fixture
def client(sign_in):
    return sign_in("administrator")


@pytest.fixture
def rate(app):
    with writing():
        return add(ExchangeRate(base="EUR", currency="USD", per_unit=Decimal("1.0815"), valid_from=date(1998, 4, 1))).id


def rates():
    return [(one.base, one.currency, one.per_unit, one.valid_from) for one in found(select(ExchangeRate))]


def undo(client, kind):
    [operation] = found(select(Operation.id).where(Operation.kind == kind))
    assert client.post(f"/history/{operation}/undo").status_code in (200, 303)


def test_added_edited_deleted_and_undone(client):
    assert "No rate yet." in client.get(RATES).text
    assert client.post(RATES, data=TYPED).status_code == 303
    assert rates() == [("EUR", "USD", Decimal("1.0815"), date(1998, 4, 1))]
    [one] = found(select(ExchangeRate.id))
    assert "1 EUR = 1.0815 USD" in client.get(RATES).text
    assert "1 EUR = 1.0815 USD" in client.get(f"{RATES}?currency=USD&q=usd", headers=HTMX).text
    assert "No rate yet." in client.get(f"{RATES}?q=dollars", headers=HTMX).text
    assert "No rate yet." in client.get(RATES, query_string={"currency": "a\0b"}).text
    assert client.post(f"{RATES}/{one}", data={**TYPED, "per_unit": "0.00000001", "version": "1"}).status_code == 303
    assert rates()[0][2] == Decimal("0.00000001")
    undo(client, "rates.edit")
    assert rates()[0][2] == Decimal("1.0815")
    assert client.post(f"{RATES}/{one}/delete").status_code == 303
    assert rates() == []
    undo(client, "rates.delete")
    assert len(rates()) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("currency", "EUR"), ("currency", "ZZZ"), ("currency", ""), ("per_unit", "0"), ("per_unit", "-1"),
        ("per_unit", "NaN"), ("per_unit", "0.000000001"), ("per_unit", "a\0b"), ("per_unit", ""),
        ("valid_from", "1998-02-30"), ("valid_from", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_kept(client, name, value):
    answer = client.post(RATES, data={**TYPED, name: value})
    assert answer.status_code == 422
    assert f'id="{name}-error"' in answer.text
    assert rates() == []


def test_one_rate_a_day_and_a_second_editor(client, rate):
    answer = client.post(RATES, data=TYPED)
    assert answer.status_code == 422
    assert "There is a rate of this currency from this day on." in answer.text
    assert client.post(f"{RATES}/{rate}", data={**TYPED, "per_unit": "2", "version": "99"}).status_code == 409
    assert client.post(f"{RATES}/{rate}", data={**TYPED, "version": "1"}).status_code == 303  # its own is no other


def test_only_administrators_and_only_what_is_there(sign_in, client, rate, count_queries):
    manager = sign_in("manager")
    for path in (RATES, f"{RATES}/new", f"{RATES}/{rate}"):
        assert manager.get(path).status_code == 403
    for path in (RATES, f"{RATES}/{rate}", f"{RATES}/{rate}/delete"):
        assert manager.post(path, data=TYPED).status_code == 403
    assert client.get(f"{RATES}/999").status_code == 404
    assert client.get(f"{RATES}/{rate}/delete").status_code == 405
    with count_queries() as queries:
        client.get(RATES)
    assert len([one for one in queries if "exchange_rates" in one]) == 1


def test_the_latest_rate_before_a_day_holds():
    dollars = [(date(1998, 1, 1), Decimal(2)), (date(1998, 4, 1), Decimal(4))]
    known = Rates("EUR", {"USD": dollars, "JPY": [(date(1998, 1, 1), Decimal(160))]})
    assert known.worth(1000, "USD", date(1997, 12, 31)) is None
    assert known.worth(1000, "USD", date(1998, 3, 31)) == 500
    assert known.worth(1000, "USD", date(1998, 4, 1)) == 250
    assert known.worth(1000, "EUR", date(1990, 1, 1)) == 1000
    assert known.worth(160, "JPY", date(1998, 4, 1)) == 100  # yen have no decimals
    assert [rounded(Decimal(one)) for one in ("0.5", "1.5", "-0.5", "2.4")] == [1, 2, -1, 2]


@pytest.fixture
def bought(app):
    with writing():
        ada = make_customer("Ada Byron").id
        for day, total, currency in (
            (date(1998, 4, 3), 10_000, "EUR"), (date(1998, 4, 4), 10_815, "USD"), (date(1998, 4, 5), 500, "JPY"),
            (date(1998, 3, 1), 10_815, "USD"),
        ):  # fmt: skip
            add(Purchase(customer_id=ada, purchased_on=day, currency=currency, status="completed", total=total))


def test_insights_show_all_currencies_in_the_workspaces_own(sign_in, bought, rate):
    client = sign_in("manager")
    assert "All, in EUR" in client.get("/insights").text
    html = client.get("/insights?period=1998&currency=all").text
    assert "1998, all currencies in EUR" in html
    assert "1 EUR = 1.0815 USD" in html
    assert "Left out, because no rate is known for that time: JPY, USD." in html  # March's dollars came before the rate
    assert 'id="insight-top"' not in html
    answer = client.get("/insights/revenue.csv?period=1998&currency=all")
    lines = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert lines[4] == ["April 1998", "200.00", "0.00", "EUR"]
    [url] = {one.replace("&amp;", "&") for one in re.findall(r'href="(/purchases\?period=1998-04[^"]*)"', html)}
    assert len(re.findall(r'<tr role="row" id="', client.get(url).text)) == 3


def test_without_a_rate_currencies_stay_apart(sign_in, bought):
    client = sign_in("manager")
    assert "All, in EUR" not in client.get("/insights").text
    assert "1998, in EUR" in client.get("/insights?currency=all").text
