"""The security log as a file: what the page shows, harmless in a spreadsheet, and noted down itself."""

import csv
import io

import pytest
from sqlalchemy import select

from contacts.access import SecurityEvent, record_event_now
from contacts.security import queries
from contacts.web.spreadsheets import harmless
from tests.factories import found, make_customer, writing

FILE = "/admin/log.csv"


def rows_of(response):
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == 'attachment; filename="security-log.csv"'
    return list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))


def test_it_holds_what_the_page_shows(sign_in):
    with writing():
        customer = make_customer("Ada Byron")
    record_event_now("reveal", record=customer, field="customers.tax_id", detail="Invoice 7")
    client = sign_in("administrator")
    _export, row = rows_of(client.get(FILE))
    assert row["what"] == "Somebody revealed Tax number of Ada Byron"
    assert (row["customer"], row["customer_id"], row["detail"]) == ("Ada Byron", str(customer.id), "Invoice 7")
    assert row["at"].endswith("+00:00")
    assert [row["kind"] for row in rows_of(client.get(FILE, query_string={"kind": "reveal"}))] == ["reveal"]


def test_who_takes_it_is_noted_down(sign_in):
    client = sign_in("administrator")
    client.get(FILE, query_string={"kind": "reveal", "person": client.user_id})
    assert found(select(SecurityEvent.kind)) == ["export"]
    assert found(select(SecurityEvent.actor_id)) == [client.user_id]
    assert found(select(SecurityEvent.detail)) == [f"security log as CSV; kind reveal, person {client.user_id}"]


def test_it_is_whole_though_it_is_read_in_pieces(sign_in, monkeypatch):
    monkeypatch.setattr(queries, "AT_ONCE", 3)
    for number in range(7):
        record_event_now("sign_in", detail=str(number))
    rows = rows_of(sign_in("administrator").get(FILE))
    assert [row["detail"] for row in rows[1:]] == ["6", "5", "4", "3", "2", "1", "0"]


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_is_never_a_formula(sign_in, text):
    record_event_now("sign_in_failed", detail=text)
    (row,) = rows_of(sign_in("administrator").get(FILE, query_string={"kind": "sign_in_failed"}))
    assert row["detail"] == f"'{text}"


@pytest.mark.parametrize("value", ["Ada", "1-1", "", None, 7])
def test_everything_else_is_left_as_it_is(value):
    assert harmless(value) == ("" if value is None else str(value))
