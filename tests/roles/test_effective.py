"""Effective access: what a person gets of a field, and why, in a sentence."""

import re

import pytest

from contacts.access import Team
from tests.conftest import HTMX
from tests.factories import add, make_role, make_user, writing

ALL = {"read": "all", "edit": "all"}


@pytest.fixture
def ask(sign_in):
    """`ask("customers.notes", rights, customers__notes="view")`: the answer about Femi of team North."""
    client = sign_in("administrator")

    def _ask(field, rights, team="North", person=None, **levels):
        with writing():
            role = make_role(rights, **levels)
            team_id = add(Team(name=team)).id if team else None
            femi = make_user(role, name="Femi", team_id=team_id, **(person or {})).id
        response = client.get(f"/admin/access?person={femi}&field={field}", headers=HTMX)
        assert response.status_code == 200
        answer = response.text.partition('role="status"')[2]
        return " ".join(re.sub(r"<[^>]+>|role \d+", " ", answer).replace(">", " ").split())

    return _ask


TABLE = "in the table of fields"
CASES = [
    (
        ("customers.bank_account", {"customers": {"read": "team"}}, {"customers__bank_account": "masked"}),
        f"Femi sees Bank account masked, because the role has it masked {TABLE}."
        " They read customers of their team. Their team is North.",
    ),
    (
        ("customers.notes", {"customers": {"read": "own", "edit": "own"}}, {}),
        f"Femi sees Notes and can change it, because the role has every field of Customers to edit {TABLE}."
        " They read their own customers. They edit their own customers.",
    ),
    (
        ("customers.notes", {"customers": {"read": "all"}}, {}),
        f"Femi sees Notes and cannot change it, because the role has every field of Customers to edit {TABLE}"
        " but may not edit customers. They read all customers.",
    ),
    (
        ("customers.notes", {"companies": ALL}, {}),
        "Femi does not see Notes, because the role may not read customers.",
    ),
    (
        ("addresses.city", {"addresses": ALL}, {}),
        "Femi does not see City of Addresses, because the role may not read customers.",
    ),
    (
        ("purchases.billing_address", {"purchases": ALL, "customers": ALL}, {}),
        "Femi does not see Billing address of Purchases, because it is made of Street of Addresses,"
        " which the role does not see.",
    ),
    (
        ("tasks", {"tasks": {"read": "all", "create": "own"}, "customers": ALL}, {}),
        "Femi may read all tasks and add their own tasks, because the role may."
        " They may not edit, delete, import or export any.",
    ),
    (("tasks", {}, {}), "Femi gets no tasks, because the role may not read them."),
]


@pytest.mark.parametrize(("asked", "answer"), CASES, ids=lambda value: str(value)[:60])
def test_the_sentence_says_what_and_why(ask, asked, answer):
    field, rights, levels = asked
    assert answer in ask(field, rights, **levels)


def test_who_cannot_sign_in_gets_nothing(ask):
    assert "the account is deactivated" in ask("tasks", {"tasks": ALL}, person={"active": False})


def test_who_is_in_no_team_has_only_their_own(ask):
    answer = ask("customers.notes", {"customers": {"read": "team"}}, team=None)
    assert "They are in no team, so that these are only their own." in answer


def test_the_page_of_a_person_asks_about_them(sign_in, count_queries):
    client = sign_in("administrator")
    text = client.get(f"/admin/users/{client.user_id}").text
    assert 'id="effective"' in text
    assert '<optgroup label="Customers">' in text
    with count_queries() as queries:
        answer = client.get(f"/admin/access?person={client.user_id}&field=customers.tax_id&one=1", headers=HTMX).text
    assert len(queries) == 2
    assert "can change it, because the role administrator" in answer
    assert 'id="ask-person"' not in answer


def test_what_is_unknown_gets_no_answer(sign_in):
    client = sign_in("administrator")
    for query in ("", "person=999&field=tasks", f"person={9**30}&field=tasks", "person=x", "field=users.password_hash"):
        response = client.get(f"/admin/access?{query}&person={client.user_id if 'hash' in query else ''}")
        assert response.status_code == 200
        assert "because" not in response.text
    assert sign_in("manager").get("/admin/access").status_code == 403
