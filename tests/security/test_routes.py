"""The security log as administrators read it: sentences, filters, pages, and never a way to change it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from contacts.access import SecurityEvent, record_event_now, unrestricted
from tests.conftest import HTMX
from tests.factories import make_customer, make_user, writing

LOG = "/admin/log"


@pytest.fixture
def customer(app):
    with writing():
        return make_customer("Ada Byron")


@pytest.fixture
def administrator(sign_in):
    return sign_in("administrator", name="Ingrid Solheim")


@pytest.fixture
def femi(app):
    with writing():
        return make_user("support", name="Femi <Adeyemi>").id


def shown(client, **filters):
    return client.get(LOG, query_string=filters).text


def test_it_says_who_did_what_to_whom_and_why(administrator, customer, femi):
    record_event_now("reveal", record=customer, field="customers.tax_id", person_id=femi, detail="Invoice <7>")
    text = shown(administrator)
    assert "<bdi>Somebody</bdi> revealed <bdi>Tax number</bdi> of <bdi>Ada Byron</bdi>" in text
    assert f'href="/customers/{customer.id}"' in text
    assert "Invoice &lt;7&gt;" in text


def test_names_are_written_as_they_are(administrator, femi):
    record_event_now("sign_in", person_id=femi)
    assert "<bdi>Femi &lt;Adeyemi&gt;</bdi> signed in" in shown(administrator)


def test_a_refusal_by_the_database_is_shown_as_a_fault_of_ours(administrator):
    record_event_now("refused_by_database", detail="GET /")
    text = shown(administrator)
    assert "The database refused <bdi>somebody</bdi>: a fault of Rapport" in text
    assert 'tight bad"' in text


def test_a_kind_that_has_no_sentence_is_called_by_its_name(administrator):
    record_event_now("100%_new")
    assert "100% new" in shown(administrator)


def test_the_fragment_is_the_pages_own_markup(administrator, customer):
    record_event_now("reveal", record=customer)
    piece, whole = (administrator.get(LOG, headers=headers).text for headers in (HTMX, {}))
    assert "".join(piece.split()) in "".join(whole.split())


def test_it_is_narrowed_to_a_kind_a_person_a_customer_and_a_field(administrator, customer, femi):
    record_event_now("sign_in", person_id=femi, detail="one")
    record_event_now("reveal", record=customer, field="customers.tax_id", detail="two")
    record_event_now("reveal", field="customers.birth_date", detail="three")
    narrowed = {
        "one": {"kind": "sign_in"},
        "two": {"field": "customers.tax_id"},
        "three": {"kind": "reveal", "field": "customers.birth_date"},
    }
    for detail, filters in {**narrowed, "two ": {"customer": customer.id}, "one ": {"person": femi}}.items():
        text = shown(administrator, **filters)
        assert [word for word in ("one", "two", "three") if f">{word}<" in text] == [detail.strip()], filters


@pytest.mark.parametrize(
    ("zone", "day", "found"),
    [("UTC", "2026-03-04", True), ("UTC", "2026-03-05", False), ("Asia/Tokyo", "2026-03-05", True)],
)
def test_a_day_is_a_day_where_the_reader_is(sign_in, zone, day, found):
    record_event_now("key_made", detail="late")
    with unrestricted("a test turns the clock", writes=True) as session:
        session.execute(update(SecurityEvent).values(at=datetime(2026, 3, 4, 23, 30, tzinfo=UTC)))
    assert ('id="event-' in shown(sign_in("administrator", time_zone=zone), since=day, until=day)) is found


def test_it_is_read_in_pages_of_fifty(administrator):
    for number in range(60):
        record_event_now("sign_in", detail=f"number {number}")
    record_event_now("key_made")
    first = shown(administrator, kind="sign_in")
    assert first.count('id="event-') == 50
    after = first.partition("after=")[2].partition('"')[0]
    assert shown(administrator, kind="sign_in", after=after).count('id="event-') == 10


@pytest.mark.parametrize("role", ["manager", "finance", "sales rep", "support", "read-only"])
@pytest.mark.parametrize("address", [LOG, f"{LOG}.csv"])
def test_nobody_else_reads_it(sign_in, role, address):
    assert sign_in(role).get(address).status_code == 403


NONSENSE = [
    {"kind": "\x00", "field": "users.password_hash"},
    {"person": "²", "customer": "9" * 40},
    {"since": "yesterday", "until": "0001-01-01"},
    {"until": "9999-12-31"},
]


@pytest.mark.parametrize("asked", NONSENSE, ids=str)
def test_a_filter_that_means_nothing_is_left_out(administrator, asked):
    record_event_now("key_made")
    assert "An encryption key was made" in shown(administrator, **asked)


@pytest.mark.parametrize("after", ["x", "²", "-1", "9" * 40])
def test_a_page_that_does_not_exist_is_said(administrator, after):
    assert administrator.get(LOG, query_string={"after": after}).status_code == 400


def test_it_takes_the_same_few_statements_however_long_it_is(administrator, customer, count_queries):
    shown(administrator)
    for _ in range(20):
        record_event_now("reveal", record=customer)
    with count_queries() as queries:
        shown(administrator)
    assert len(queries) == 5, (
        queries
    )  # the session, the sidebar, the log, the customers' names, the people to choose from
    with count_queries() as queries:
        administrator.get(LOG, headers=HTMX)
    assert len(queries) == 3, queries


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", [LOG, f"{LOG}.csv"])
def test_nothing_in_it_can_be_changed(administrator, method, address):
    assert getattr(administrator, method)(address).status_code == 405
