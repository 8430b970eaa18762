"""Behind the mask: only for whom it is a mask, with a reason, counted, and written down."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from contacts.access import SecurityEvent, unrestricted
from contacts.customers.models import Email
from contacts.reveals import queries
from tests.conftest import HTMX, TOKEN
from tests.factories import add, found, make_customer, writing

BORN = {"field": "customers.birth_date"}


@pytest.fixture
def customer_id(app):
    with writing():
        customer = make_customer(birth_date=date(1815, 12, 10), tax_id="DE-SECRET", bank_account="CH93-0076")
        add(Email(customer_id=customer.id, value="Ada@byron.example", folded="ada@byron.example"))
        return customer.id


@pytest.fixture
def path(customer_id):
    return f"/customers/{customer_id}/reveals"


@pytest.fixture
def asked(customer_id):
    return {**BORN, "row": customer_id}


def reveals():
    with unrestricted("a test looks") as session:
        return session.scalars(select(SecurityEvent).where(SecurityEvent.kind == "reveal")).all()


def test_a_reason_reveals_the_value_and_is_kept(sign_in, path, asked, customer_id):
    client = sign_in("sales rep")
    assert "Why do you need it?" in client.get(f"{path}/new", query_string=asked).text
    response = client.post(path, query_string=asked, data={"reason": "Birthday card"})
    assert "10 Dec 1815" in response.text
    assert response.headers["Refresh"] == f"60; url=/customers/{customer_id}"
    (event,) = reveals()
    assert (event.actor_id, event.field, event.subject_id, event.detail) == (
        client.user_id,
        "customers.birth_date",
        customer_id,
        "Birthday card",
    )


def test_the_fragment_is_the_pages_own_markup(sign_in, path, asked):
    client = sign_in("support")
    for address in (path, f"{path}/new"):
        piece = client.get(address, query_string=asked, headers=HTMX).text
        whole = client.get(address, query_string=asked).text
        piece, whole = ("".join(TOKEN.sub("", text).split()) for text in (piece, whole))
        assert piece.partition('name="idempotency_key"')[0] in whole
        assert "10 Dec" not in whole


def test_an_email_is_revealed_to_whom_it_is_masked(sign_in, path, customer_id):
    with unrestricted("a test looks") as session:
        row = session.scalar(select(Email.id))
    client = sign_in("read-only")
    assert "Ada@byron.example" not in client.get(f"/customers/{customer_id}").text
    asked = {"field": "emails.value", "row": row}
    assert "Ada@byron.example" in client.post(path, query_string=asked, data={"reason": "Ring"}, headers=HTMX).text


@pytest.mark.parametrize("reason", ["", " ", "x" * 201, "a\x00b"])
def test_without_a_good_reason_nothing_is_shown_or_kept(sign_in, path, asked, reason):
    response = sign_in("sales rep").post(path, query_string=asked, data={"reason": reason}, headers=HTMX)
    assert response.status_code == 422
    assert "10 Dec" not in response.text
    assert reveals() == []


NOT_MASKED = [
    ("sales rep", "customers.tax_id"),  # hidden
    ("sales rep", "customers.nonsense"),  # no such field
    ("sales rep", "customers.name"),  # never masked
    ("manager", "customers.birth_date"),  # plain
    ("read-only", "addresses.line1"),  # a hidden table
    ("sales rep", "users.password_hash"),
    ("sales rep", ""),
]


@pytest.mark.parametrize(("role", "field"), NOT_MASKED)
def test_what_is_not_masked_is_answered_like_what_does_not_exist(sign_in, path, customer_id, role, field):
    client = sign_in(role)
    answers = [
        client.post(path, query_string={"field": name, "row": customer_id}, data={"reason": "Please"}, headers=HTMX)
        for name in (field, "no.such")
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].data == answers[1].data
    assert reveals() == []


@pytest.mark.parametrize("row", ["", "x", "0", "-1", "²", "9" * 30])
def test_a_row_that_is_not_the_customers_is_unknown(sign_in, path, row):
    assert sign_in("sales rep").get(path, query_string={**BORN, "row": row}).status_code == 404


def test_another_customers_row_is_unknown(sign_in, path, customer_id):
    with writing():
        other = make_customer("Other", birth_date=date(1999, 1, 1)).id
    assert sign_in("sales rep").get(path, query_string={**BORN, "row": other}).status_code == 404


def test_too_many_are_held_back(sign_in, path, asked, monkeypatch):
    monkeypatch.setattr(queries, "MOST_AN_HOUR", 2)
    client = sign_in("sales rep")
    statuses = [client.post(path, query_string=asked, data={"reason": "Card"}).status_code for _ in range(2)]
    held_back = client.post(path, query_string=asked, data={"reason": "Card"}, headers=HTMX)
    assert [*statuses, held_back.status_code] == [200, 200, 429]
    assert "That is enough for now. Wait 60 minutes." in held_back.text
    assert held_back.text.lstrip().startswith('<div class="msg')
    assert int(held_back.headers["Retry-After"]) == 3600
    assert "10 Dec" not in held_back.text
    assert len(reveals()) == 2
    assert found(select(SecurityEvent.kind).order_by(SecurityEvent.id.desc()))[0] == "reveal_held_back"
    other = sign_in("sales rep")
    assert other.post(path, query_string=asked, data={"reason": "Card"}).status_code == 200


def test_whoever_waited_goes_on(sign_in, path, asked, monkeypatch):
    monkeypatch.setattr(queries, "MOST_AN_HOUR", 1)
    client = sign_in("sales rep")
    client.post(path, query_string=asked, data={"reason": "Card"})
    make_older(timedelta(minutes=58, seconds=30))
    assert "Wait 2 minutes." in client.post(path, query_string=asked, data={"reason": "Card"}, headers=HTMX).text
    make_older(timedelta(minutes=2))
    assert client.post(path, query_string=asked, data={"reason": "Card"}).status_code == 200


def make_older(by):
    with unrestricted("a test turns the clock", writes=True) as session:
        for event in session.scalars(select(SecurityEvent)):
            session.execute(update(SecurityEvent).where(SecurityEvent.id == event.id).values(at=event.at - by))


def test_the_same_form_sent_again_shows_the_mask(sign_in, path, asked):
    client = sign_in("sales rep")
    sent = {"reason": "Card", "idempotency_key": "once"}
    assert "10 Dec 1815" in client.post(path, query_string=asked, data=sent).text
    again = client.post(path, query_string=asked, data=sent, follow_redirects=True)
    assert again.status_code == 200
    assert "•• ••• 1815" in again.text
    assert "10 Dec" not in again.text
    assert len(reveals()) == 1


def test_unknown_and_wrong(sign_in, path, asked):
    client = sign_in("sales rep")
    assert client.get("/customers/999/reveals", query_string=asked).status_code == 404
    assert client.put(path, query_string=asked).status_code == 405
    assert client.get(path, query_string=asked).status_code == 200


def test_it_costs_the_same_few_statements(sign_in, path, asked, count_queries):
    client = sign_in("sales rep")
    client.get(path, query_string=asked)
    with count_queries() as queries:
        client.get(path, query_string=asked)
    assert len(queries) == 5, queries
