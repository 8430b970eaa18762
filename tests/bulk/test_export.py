"""The chosen customers as a CSV file."""

import csv
import io

from sqlalchemy import select

from contacts.access import SecurityEvent
from tests.factories import found, make_customer, make_role, writing

EXPORT = "/customers/export.csv"


def rows(response):
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(response.data.decode("utf-8-sig"))))


def test_all_that_match_with_the_columns_of_the_list(sign_in, ada):
    with writing():
        make_customer("=Lead", status="lead")
    client = sign_in("administrator")
    heading, *lines = rows(client.get(f"{EXPORT}?all=1&status=lead&columns=status,owner,created,value,interests"))
    assert heading == ["Number", "Customer", "Status", "Owner", "Customer since", "Lifetime value", "Interests"]
    assert [line[1:3] for line in lines] == [["'=Lead", "lead"]]
    assert "1 customers as CSV" in found(select(SecurityEvent.detail).where(SecurityEvent.kind == "export"))[0]


def test_those_that_are_ticked_and_no_others(sign_in, ada):
    with writing():
        make_customer("Other")
    client = sign_in("administrator")
    assert [line[1] for line in rows(client.get(f"{EXPORT}?id={ada}"))[1:]] == ["Ada Byron"]
    assert len(rows(client.get(EXPORT))) == 1


def test_every_role_exports_what_it_reads_within_its_reach(sign_in, ada):
    rep = sign_in("sales rep")
    with writing():
        make_customer("Mine", owner_id=rep.user_id)
    assert [line[1] for line in rows(rep.get(f"{EXPORT}?all=1"))[1:]] == ["Mine"]
    with writing():
        role = make_role({"customers": {"read": "all", "export": "all"}}, customers__status="hidden")
    heading, line = rows(sign_in(role).get(f"{EXPORT}?id={ada}&columns=status,job_title,value"))
    assert heading == ["Number", "Customer", "Job title"]
    assert line[1:] == ["Ada Byron", "Countess"]


def test_a_thousand_more_go_out_in_batches(sign_in, ada, count_queries, monkeypatch):
    monkeypatch.setattr("contacts.bulk.export.AT_ONCE", 2)
    with writing():
        for number in range(5):
            make_customer(f"Customer {number}")
    assert len(rows(sign_in("administrator").get(f"{EXPORT}?all=1"))) == 7
