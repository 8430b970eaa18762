"""Facts edited where they stand: saved, undone, refused, overtaken; and never by who may not."""

import re

import pytest
from sqlalchemy import select

from contacts.customers.models import Customer
from contacts.db import db
from tests.conftest import HTMX
from tests.factories import add, found, make_role, make_user, writing


def form_of(client, ada, fact):
    """What a browser would send of the fact's form, untouched."""
    html = client.get(f"/customers/{ada}/facts/{fact}/edit", headers=HTMX).text
    values = dict(re.findall(r'<input[^>]* name="(version|was)"[^>]*value="([^"]*)"', html))
    return {name: value.replace("&#34;", '"') for name, value in values.items()}


def save(client, ada, fact, **typed):
    return client.post(f"/customers/{ada}/facts/{fact}", data={**form_of(client, ada, fact), **typed}, headers=HTMX)


def change(ada, **fields):
    with writing():
        customer = add(db.session.get(Customer, ada))
        for name, value in fields.items():
            setattr(customer, name, value)


TYPED = {
    "name": "Ada Lovelace", "kind": "organisation", "company_name": "Byron & Sons", "job_title": "Mathematician",
    "given_name": "Augusta", "family_name": "King", "status": "inactive", "language": "pt-BR",
    "time_zone": "Africa/Lagos", "source": "A fair", "touch_every_days": "30",
    "notes": "Two\nlines", "birth_date": "1915-12-10",
    "tax_id": "GB 1", "bank_account": "CH 2", "credit_limit": "1200.50",
}  # fmt: skip


@pytest.mark.parametrize("fact", TYPED)
def test_any_fact_is_edited_in_place_and_undone(sign_in, ada, fact):
    client = sign_in("administrator")
    before = client.get(f"/customers/{ada}/facts/{fact}", headers=HTMX).text
    more = {"credit_currency": "EUR"} if fact == "credit_limit" else {}
    answer = save(client, ada, fact, **{fact: TYPED[fact]}, **more)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith(f'<div id="fact-{fact}">')
    assert 'autofocus="True"' in answer.text
    assert client.get(f"/customers/{ada}/facts/{fact}", headers=HTMX).text != before
    undo = answer.text.partition('action="/history/')[2].partition('"')[0]
    client.post(f"/history/{undo}")
    assert client.get(f"/customers/{ada}/facts/{fact}", headers=HTMX).text == before


def test_the_owner_is_chosen(sign_in, ada):
    client = sign_in("administrator", name="Ingrid Solheim")
    answer = save(client, ada, "owner_id", owner_id=client.user_id)
    assert answer.text.count("Ingrid Solheim") == 2  # in its place, and on top
    assert found(select(Customer.owner_id)) == [client.user_id]


def test_what_stands_on_top_comes_with_it(sign_in, ada):
    client = sign_in("administrator")
    answer = save(client, ada, "name", name="Ada King")
    assert '<div class="hero" id="hero" hx-swap-oob="true">' in answer.text
    assert "<h1><bdi>Ada King</bdi></h1>" in answer.text
    assert 'id="hero"' not in save(client, ada, "notes", notes="x").text


def test_the_source_and_its_number_are_one_fact(sign_in, ada):
    client = sign_in("administrator")
    assert save(client, ada, "source", source="Fair", external_id="7").status_code == 200
    assert (found(select(Customer.source)), found(select(Customer.external_id))) == (["Fair"], ["7"])
    answer = save(client, ada, "source", source="", external_id="7")
    assert answer.status_code == 422
    assert "Say under Source" in answer.text


@pytest.mark.parametrize(
    ("fact", "value"),
    [("name", ""), ("name", "x" * 201), ("kind", "robot"), ("status", ""), ("owner_id", "99999"), ("notes", "\x00"),
     ("language", "klingonese"), ("time_zone", "Mars/Base"), ("birth_date", "1200-01-01"), ("credit_limit", "lots")],
)  # fmt: skip
def test_a_bad_value_is_refused_where_it_was_typed(sign_in, ada, fact, value):
    answer = save(sign_in("administrator"), ada, fact, **{fact: value})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert f'id="fact-{fact}"' in answer.text
    assert found(select(Customer.version)) == [2]


def test_nothing_changed_writes_nothing(sign_in, ada):
    answer = save(sign_in("administrator"), ada, "job_title", job_title="Countess")
    assert answer.status_code == 200
    assert "Undo" not in answer.text
    assert found(select(Customer.version)) == [2]


def test_somebody_elses_change_of_it_shows_both_and_loses_neither(sign_in, ada):
    client = sign_in("administrator")
    opened = form_of(client, ada, "job_title")
    change(ada, job_title="Theirs")
    answer = client.post(f"/customers/{ada}/facts/job_title", data={**opened, "job_title": "Mine"}, headers=HTMX)
    assert answer.status_code == 409
    assert 'id="fact-job_title"' in answer.text
    assert "Mine" in answer.text
    assert "Theirs" in answer.text
    assert found(select(Customer.job_title)) == ["Theirs"]
    version = re.search(r'name="version" value="(\d+)"', answer.text)[1]
    chosen = {"version": version, "choice-job_title": "mine", "mine-job_title": "Mine", "theirs-job_title": "Theirs"}
    assert client.post(f"/customers/{ada}/facts/job_title", data=chosen, headers=HTMX).status_code == 200
    assert found(select(Customer.job_title)) == ["Mine"]


def test_a_change_of_another_fact_is_no_conflict(sign_in, ada):
    client = sign_in("administrator")
    opened = form_of(client, ada, "job_title")
    change(ada, notes="New")
    answer = client.post(f"/customers/{ada}/facts/job_title", data={**opened, "job_title": "Mine"}, headers=HTMX)
    assert answer.status_code == 200
    assert (found(select(Customer.job_title)), found(select(Customer.notes))) == (["Mine"], ["New"])


def test_a_form_that_says_nothing_of_the_fact_is_refused(sign_in, ada):
    client = sign_in("administrator")
    assert client.post(f"/customers/{ada}/facts/job_title", data={"was": "x"}).status_code == 400
    assert (
        client.post(
            f"/customers/{ada}/facts/job_title", data={"was": "\x00", "version": "x", "job_title": "y"}
        ).status_code
        == 409
    )
    assert found(select(Customer.job_title)) == ["Countess"]


def test_the_page_without_javascript(sign_in, ada):
    client, url = sign_in("administrator"), f"/customers/{ada}/facts/job_title"
    for address in (url, f"{url}/edit"):
        page, piece = client.get(address).text, client.get(address, headers=HTMX).text
        assert "<html" not in piece
        assert all(
            line in page.replace(' autofocus="True"', "")
            for line in map(str.strip, piece.replace(' autofocus="True"', "").splitlines())
            if line and "csrf" not in line
        )
    answer = client.post(url, data={"version": "2", "job_title": "Reader", "was": "x"})
    assert (answer.status_code, answer.location) == (303, f"/customers/{ada}")


def test_unknown_facts_and_methods(sign_in, ada):
    client = sign_in("administrator")
    for fact in ("uid", "sort_name", "version", "x%00"):
        assert client.get(f"/customers/{ada}/facts/{fact}").status_code == 404
        assert client.get(f"/customers/{ada}/facts/{fact}/edit").status_code == 404
        assert client.post(f"/customers/{ada}/facts/{fact}", data={fact: "x"}).status_code == 404
    assert client.get("/customers/999/facts/name").status_code == 404
    assert client.delete(f"/customers/{ada}/facts/name").status_code == 405


def test_a_fact_takes_few_questions(sign_in, ada, count_queries):
    client = sign_in("administrator")
    client.get(f"/customers/{ada}/facts/job_title")
    with count_queries() as queries:
        client.get(f"/customers/{ada}/facts/job_title", headers=HTMX)
    assert len(queries) <= 4


def test_giving_a_customer_away_leads_back_to_the_list(sign_in, ada):
    with writing():
        role, other = make_role({"customers": {"read": "own", "edit": "own"}}), make_user("manager").id
    client = sign_in(role)
    change(ada, owner_id=client.user_id)
    assert save(client, ada, "owner_id", owner_id=other).headers["HX-Redirect"] == "/customers"
