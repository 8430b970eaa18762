"""Segments ask about the fields that people added to what customers have: companies, addresses, purchases, and more."""

import re

import pytest

from tests.customfields.kinds import KINDS, set_level
from tests.customfields.test_segments import ROW, members

GROUPS = {
    "companies": "Company",
    "addresses": "Addresses",
    "purchases": "Purchases",
    "communications": "Conversations",
}


@pytest.fixture
def filled(admin, add_field, add_customer):
    """`filled(kind)`: Ada, whose record of that kind says North, Grace's says South, and Carl has none."""

    def fill(kind):
        add_field("text", record=kind.name, label="Own")
        for name, value in (("Ada", "North"), ("Grace", "South"), ("Carl", "")):
            if kind.name == "companies":
                add_customer(name=name, company_name=f"{name} & Sons")
                with_value(admin, kind, newest(admin, "/companies"), value)
            else:
                at = kind.at.format(customer=add_customer(name=name).rpartition("/")[2])
                if value:
                    assert admin.post(at, data={**kind.typed, "c_own": value}).status_code == 303

    return fill


def newest(client, at):
    return f"{at}/{max(map(int, re.findall(at + r'/([0-9]+)', client.get(at).text)))}"


def with_value(client, kind, url, value):
    form = client.get(f"{url}/edit").text
    name = re.search(r'name="name"[^>]*value="([^"]*)"', form)[1].replace("&amp;", "&")
    version = re.search(r'name="version"[^>]*value="(\d+)"', form)[1]
    assert client.post(url, data={"name": name, "version": version, "c_own": value}).status_code == 303


def asking(kind, asks, value):
    return {
        "name": "Own", "sharing": "private",
        f"{ROW}-field": f"{kind.name}.c_own", f"{ROW}-asks": asks, f"{ROW}-value": value,
    }  # fmt: skip


def found_by(client, kind, asks, value=""):
    answer = client.post("/segments", data=asking(kind, asks, value))
    assert answer.status_code == 303, answer.text
    return answer.location, members(client, answer.location)


@pytest.mark.parametrize("name", GROUPS)
def test_customers_are_found_by_what_their_records_say(admin, filled, name):
    kind = KINDS[name]
    filled(kind)
    url, who = found_by(admin, kind, "contains", "north")
    assert who == "Ada"
    assert f"{GROUPS[name]}: Own contains north" in admin.get(url).text
    assert found_by(admin, kind, "lacks", "north")[1] == "Carl Grace"
    assert found_by(admin, kind, "given")[1] == "Ada Grace"
    assert found_by(admin, kind, "empty")[1] == "Carl"


@pytest.mark.parametrize("name", GROUPS)
def test_what_is_hidden_is_as_unknown_as_none(app, admin, sign_in, add_field, name):
    kind = KINDS[name]
    add_field("text", record=name, label="Own")
    client = sign_in(kind.role)
    assert f"{name}.c_own" in client.get("/segments/new").text
    set_level(app, kind, "c_own", "hidden")
    admin.get("/admin/custom-fields")
    assert f"{name}.c_own" not in client.get("/segments/new").text
    hidden, unknown = (
        client.post("/segments/draft", data=asking(kind, "contains", "x") | {f"{ROW}-field": field}).text
        for field in (f"{name}.c_own", f"{name}.c_abc")
    )
    assert re.sub(r"c_own|[0-9a-f]{32}", "", hidden) == re.sub(r"c_abc|[0-9a-f]{32}", "", unknown)


def test_a_sealed_one_is_not_asked_about(admin, add_field):
    add_field("text", record="purchases", label="Own", sensitive="y")
    assert "purchases.c_own" not in admin.get("/segments/new").text
