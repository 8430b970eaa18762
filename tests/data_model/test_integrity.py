"""Integrity: everything that can be wrong is found, named, counted up to a bound, and said to nobody else."""

from datetime import timedelta

import pytest

from contacts.access import SYSTEM, acting_as
from contacts.addresses.models import Address
from contacts.customers.models import Email, Phone
from contacts.data_model import integrity_routes, looking
from contacts.data_model.integrity import CHECKS, results
from contacts.data_model.live import live_schema
from contacts.db import utcnow
from contacts.tasks.models import Task
from tests.data_model.breaking import bought, break_it, is_sqlite, reached
from tests.factories import add, make_customer, make_role, make_user, writing

PAGE = "/data-model/integrity"


def counts(newest=None):
    with acting_as(SYSTEM, writes=False):
        return {one.check.name: one.count for one in results(live_schema().schema, newest) if one.count}


@pytest.fixture
def administrator(sign_in):
    return sign_in("administrator")


def test_a_sound_database_has_nothing_wrong(app, administrator):
    with writing():
        bought(reached())
    assert counts() == {}
    html = administrator.get(PAGE).text
    assert html.count("circle-check") >= len(CHECKS)
    for name in CHECKS:
        assert "Nothing was found" in administrator.get(f"{PAGE}/{name}").text


def test_references_to_nothing(app, administrator):
    with writing():
        id = reached()
    break_it(f"DELETE FROM customers WHERE id = {id}")
    assert counts()["orphans"] == 2  # its phone and its figures
    html = administrator.get(f"{PAGE}/orphans").text
    assert html.count("customer_id refers to no row of customers") == 2
    assert "<code>phones " in html


def test_broken_rules(app, administrator):
    if not is_sqlite():
        pytest.skip("Postgres cannot be told to ignore a rule")
    with writing():
        id = reached()
    break_it(f"UPDATE customers SET status = 'nonsense', language = '{'x' * 99}' WHERE id = {id}")
    assert counts() == {"rules": 2}
    html = administrator.get(f"{PAGE}/rules").text
    assert "breaks ck_customers_status" in html
    assert "breaks ck_customers_language_length" in html
    assert f'href="/customers/{id}"' in html
    assert f'href="/customers/{id}/edit"><code>customers {id}</code>' in html


def test_totals_that_do_not_add_up(app, administrator):
    with writing():
        id = reached()
        bought(id)
        bought(id, total=600)
    assert counts() == {"totals": 1}
    assert "the total is not the sum of the lines" in administrator.get(f"{PAGE}/totals").text


def test_kept_sums_that_do_not_add_up(app):
    with writing():
        bought(reached())
    break_it("UPDATE customer_values SET lifetime_value = 7")
    assert counts() == {"figures": 1}


def test_customers_out_of_reach(app, administrator):
    with writing():
        lost = make_customer("Lost <Soul>").id
        make_customer("Gone", status="inactive")
        bounced = make_customer("Bounced")
        add(Email(customer_id=bounced.id, value="a@b.example", folded="a@b.example", is_primary=True, unusable=True))
        reached("Phoned")
        written = make_customer("Written")
        lived = {"kind": "billing", "country": "IT", "line1": "Via dei Portici 12", "is_default": True}
        add(Address(customer_id=written.id, **lived))
    assert counts() == {"out-of-reach": 2}
    html = administrator.get(f"{PAGE}/out-of-reach").text
    assert f'href="/customers/{lost}"><bdi>Lost &lt;Soul&gt;</bdi>' in html
    assert "Bounced" in html
    assert "Phoned" not in html


def test_nothing_chosen_as_the_one_to_use(app):
    with writing():
        customer = make_customer()
        for value in ("1", "2"):
            add(Phone(customer_id=customer.id, value=value))
        for kind, is_default in (("billing", False), ("shipping", True), ("shipping", False)):
            add(Address(customer_id=customer.id, kind=kind, country="IT", is_default=is_default))
    assert counts() == {"none-to-use": 2}  # the phones, and the billing addresses


def test_addresses_nobody_touched_for_three_years(app):
    with writing():
        id = reached()
        for days, is_default in ((1, True), (4 * 365, False)):
            moment = utcnow() - timedelta(days=days)
            then = {"created_at": moment, "updated_at": moment}
            add(Address(customer_id=id, kind="other", country="IT", is_default=is_default, **then))
    assert counts() == {"stale-addresses": 1}


def test_work_of_people_who_left(app, administrator):
    with writing():
        left, here = (make_user("sales rep", active=active).id for active in (False, True))
        for owner in (left, here):
            id = reached(owner_id=owner)
            add(Task(customer_id=id, title="Ring", due_at=utcnow(), assignee_id=owner))
            add(Task(customer_id=id, title="Rang", due_at=utcnow(), assignee_id=owner, done_at=utcnow()))
    assert counts() == {"without-a-worker": 2}
    assert 'href="/admin/users"' in administrator.get(PAGE).text


def test_a_page_looks_at_the_newest_rows_and_counts_to_a_bound(app, administrator, monkeypatch):
    with writing():
        for number in range(6):
            make_customer(f"Lost {number}")
    assert counts() == {"out-of-reach": 6}
    assert counts(newest=2) == {"out-of-reach": 2}
    monkeypatch.setattr(looking, "MOST", 3)
    monkeypatch.setattr("contacts.data_model.integrity.MOST", 3)
    assert counts() == {"out-of-reach": 4}
    assert "more than 3" in administrator.get(PAGE).text
    monkeypatch.setattr(integrity_routes, "NEWEST", 1)
    assert administrator.get(f"{PAGE}/out-of-reach").text.count("no email, phone or address") == 1


def test_fields_that_nobody_fills_in(app, administrator):
    with writing():
        for number in range(25):
            reached(f"Customer {number}", notes="x")
    html = administrator.get(PAGE).text
    assert "<code>customers.job_title</code>" in html
    assert "<code>customers.notes</code>" not in html


@pytest.mark.parametrize("role", ["manager", "finance", "sales rep", "support", "read-only"])
@pytest.mark.parametrize("path", [PAGE, f"{PAGE}/orphans"])
def test_it_is_for_administrators(sign_in, role, path):
    assert sign_in(role).get(path).status_code == 403


def test_what_somebody_reads_only_their_own_of_is_not_counted(app, sign_in):
    with writing():
        make_customer("Lost")
        own = make_role({"users": {"read": "all"}, "customers": {"read": "own"}, "contacts": {"read": "all"}})
    client = sign_in(own)
    assert f"{PAGE}/out-of-reach" not in client.get(PAGE).text
    assert "Lost" not in client.get(f"{PAGE}/out-of-reach").text


@pytest.mark.parametrize("path", ["/no-such", "/%00", "/" + "x" * 500])
def test_there_is_no_other_check(administrator, path):
    assert administrator.get(PAGE + path).status_code == 404


def test_it_asks_the_database_as_often_however_much_is_wrong(administrator, count_queries):
    with writing():
        for number in range(30):
            make_customer(f"Lost {number}")
    with count_queries() as queries:
        administrator.get(PAGE)
    assert len(queries) == 4 + len(CHECKS), queries  # the session, the sidebar, the catalogue, the unused fields
    with count_queries() as queries:
        administrator.get(f"{PAGE}/out-of-reach")
    assert len(queries) == 5, queries  # and the names
    assert administrator.post(PAGE).status_code == 405
