"""What the matrix refuses: cells that are not offered, what somebody changed meanwhile, and whoever may not."""

import re

import pytest

from tests.factories import make_role, writing
from tests.roles.choosing import FIELDS, chosen, level, rules

BANK, TAX = "customers.bank_account", "customers.tax_id"


@pytest.fixture
def client(sign_in):
    return sign_in("administrator")


@pytest.mark.parametrize(
    ("role", "field", "value"),
    [
        ("support", "customers.notes", "masked"),
        ("support", "customers.name", "hidden"),
        ("support", "customers.uid", "hidden"),
        ("support", "users.email", "hidden"),
        ("support", "customers.notes", "owner"),
        ("support", "nonsense", "hidden"),
        ("administrator", "customers.notes", "hidden"),
    ],
)
def test_what_is_not_offered_cannot_be_sent(client, role, field, value):
    before = rules(role)
    for path in (FIELDS, f"{FIELDS}/review"):
        response = client.post(path, data=chosen((role, field, value)))
        assert response.status_code == 422
        assert "is not there any more" in response.text
    assert client.post(FIELDS, data={"cell-999-customers.notes": "view", "cell-x": "view"}).status_code == 422
    assert rules(role) == before


def test_two_administrators_at_once(client, sign_in):
    """The second sees what their choices change now, in sentences, and may save that."""
    other, mine = sign_in("administrator"), chosen(("support", BANK, "view"), ("support", TAX, "view"))
    assert other.post(FIELDS, data=chosen(("support", BANK, "masked"))).status_code == 303
    response = client.post(FIELDS, data=mine)
    assert response.status_code == 409
    assert "Somebody changed these roles since you began" in response.text
    assert "Support can now see Bank account." in response.text
    assert str(level("support", BANK)) == "masked"
    again = {
        name: value for name, value in re.findall(r'name="((?:cell|version)-[^"]+)" value="([^"]+)"', response.text)
    }
    assert client.post(FIELDS, data=again).status_code == 303
    assert (str(level("support", BANK)), str(level("support", TAX))) == ("view", "view")


def test_a_change_of_another_role_is_no_conflict(client, sign_in):
    mine = chosen(("support", BANK, "view"), ("finance", BANK, "view")) | chosen(("support", BANK, "view"))
    sign_in("administrator").post(FIELDS, data=chosen(("manager", BANK, "view")))
    assert client.post(FIELDS, data=mine).status_code == 303


@pytest.mark.parametrize("role", ["manager", "sales rep", "support", "finance", "read-only"])
def test_only_administrators(sign_in, role):
    client, before = sign_in(role), rules("support")
    assert client.get(FIELDS).status_code == 403
    for path in (FIELDS, f"{FIELDS}/review"):
        assert client.post(path, data=chosen(("support", BANK, "view"))).status_code == 403
    assert rules("support") == before
    assert ">Fields<" not in client.get("/customers").text


def test_who_may_only_read_people_reads_the_matrix(sign_in):
    with writing():
        role = make_role({"users": {"read": "all"}, "customers": {"read": "all"}})
    text = sign_in(role).get(FIELDS).text
    assert "<select" not in text.partition('id="matrix"')[2]
    assert "Bank account" in text
