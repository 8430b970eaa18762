"""Behind the mask of a field that people added to what customers have: with a reason, and only of their own rows."""

import re

import pytest
from sqlalchemy import select

from contacts.access import SecurityEvent
from contacts.customers.models import Customer
from tests.conftest import HTMX
from tests.customfields.kinds import KINDS, set_level
from tests.factories import found, make_customer, writing

HUSH = "hush-hush-9876"


@pytest.fixture(params=["addresses", "purchases", "communications"])
def kind(request):
    return KINDS[request.param]


@pytest.fixture
def masked(app, admin, add_field, kind):
    """The address of a record whose sealed value its role sees masked, that of the reveals, and what they are asked."""
    add_field("text", record=kind.name, label="Own", sensitive="y")
    url = kind.make(admin, c_own=HUSH)
    set_level(app, kind, "c_own", "masked")
    admin.get("/admin/custom-fields")
    customer = found(select(Customer.id))[0]
    asked = {"field": f"{kind.name}_custom.c_own", "row": url.rpartition("/")[2]}
    return url, f"/customers/{customer}/reveals", asked


def test_a_reason_reveals_it(sign_in, kind, masked):
    url, reveals, asked = masked
    client = sign_in(kind.role)
    shown = kind.shown(client, url)
    assert HUSH not in shown
    assert "•••• 9876" in shown
    link = re.search(r'href="([^"]*/reveals/new[^"]*)"[^>]*aria-label="Reveal Own"', shown)[1].replace("&amp;", "&")
    assert "Own" in client.get(link, headers=HTMX).text
    refused = client.post(reveals, query_string=asked, data={"reason": ""}, headers=HTMX)
    assert (refused.status_code, HUSH in refused.text) == (422, False)
    answer = client.post(reveals, query_string=asked, data={"reason": "They asked"}, headers=HTMX)
    assert (answer.status_code, HUSH in answer.text) == (200, True)
    assert found(select(SecurityEvent.detail).where(SecurityEvent.kind == "reveal")) == ["They asked"]


def test_only_of_the_customers_own_rows(sign_in, kind, masked):
    _url, reveals, asked = masked
    with writing():
        other = make_customer("Somebody else").id
    client = sign_in(kind.role)
    for path, row in (
        (f"/customers/{other}/reveals", asked["row"]),
        (reveals, "999999"),
        (reveals, "x"),
        (reveals, ""),
    ):
        answer = client.post(path, query_string={**asked, "row": row}, data={"reason": "They asked"}, headers=HTMX)
        assert (answer.status_code, HUSH in answer.text) == (404, False), (path, row)


def test_who_sees_nothing_of_it_reveals_nothing(app, admin, sign_in, kind, masked):
    _url, reveals, asked = masked
    set_level(app, kind, "c_own", "hidden")
    admin.get("/admin/custom-fields")
    client = sign_in(kind.role)
    hidden, none = (
        client.get(f"{reveals}/new", query_string={**asked, "field": field}, headers=HTMX)
        for field in (asked["field"], f"{kind.name}_custom.c_none")
    )
    assert (hidden.status_code, hidden.text) == (none.status_code, none.text) == (404, hidden.text)
