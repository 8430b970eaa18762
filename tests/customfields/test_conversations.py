"""Fields of conversations where they are more than records: private, in tickets, in a feed; and what a record costs."""

import re

import pytest
from sqlalchemy import text

from tests.customfields.kinds import KINDS
from tests.factories import found

TALK = KINDS["communications"]


@pytest.fixture
def at(admin, add_field):
    """The address of the conversations of a customer, which have a field that is found by."""
    add_field("text", "communications", label="Nickname", searchable="y", filterable="y")
    return TALK.where(admin)


def test_what_is_private_is_found_by_nobody_else(admin, sign_in, at):
    rep = sign_in("sales rep")
    TALK.make(rep, c_nickname="Enchantress", is_private="y")
    assert "Enchantress" in rep.get(at).text
    assert "found-conversations" in rep.get("/search?q=enchantr").text
    other = sign_in("sales rep")
    assert "Enchantress" not in other.get(at).text
    for question in ("/search?q=enchantr", "/customers?q=enchantr", f"{at}?words=enchantr"):
        assert "found-conversations" not in (page := other.get(question).text)
        assert "Wants chairs" not in page
    assert "Ada Byron" not in other.get("/customers?q=enchantr").text
    assert "Wants chairs" not in other.get("/conversations?c_nickname=enchantress").text


def test_the_feed_is_searched_for_its_words(admin, at):
    TALK.make(admin, c_nickname="Enchantress"), TALK.make(admin, body="Something else", c_nickname="Other")
    page = admin.get(f"{at}?words=enchantr").text
    assert "Wants chairs" in page
    assert "Something else" not in page


def test_a_ticket_and_its_answers_have_them(admin, at):
    first = {"channel": "ticket", "subject": "Broken", "body": "It creaks", "c_nickname": "Enchantress"}
    admin.post(at, data=first)
    ticket = at.replace("communications", f"tickets/{found(text('SELECT id FROM tickets'))[0]}")
    assert 'name="c_nickname"' in admin.get(ticket).text
    answered = admin.post(f"{ticket}/communications", data={"channel": "call", "body": "Oiled", "c_nickname": "Oiler"})
    assert answered.status_code == 303, answered.text
    page = admin.get(ticket).text
    assert "Enchantress" in page
    assert "Oiler" in page
    assert sorted(found(text("SELECT c_nickname FROM communications_custom"))) == ["Enchantress", "Oiler"]


@pytest.mark.parametrize("name", ["addresses", "communications", "purchases"])
def test_the_record_of_a_customer_costs_as_many_statements_as_without(admin, add_field, count_queries, name):
    url = KINDS[name].make(admin)
    record = url.rpartition(f"/{name}/")[0]
    admin.get(record)
    with count_queries() as before:
        admin.get(record)
    add_field("text", name, label="Badge"), add_field("text", name, label="Secret", sensitive="y")
    KINDS[name].change(admin, url, c_badge="forty-three", c_secret="hush-hush")
    admin.get(record)
    with count_queries() as after:
        page = admin.get(record).text
    assert len(after) == len(before)
    if name != "purchases":  # the panel leads to them
        assert "forty-three" in page
        assert "hush-hush" in page


def test_forms_of_two_kinds_on_a_page_have_ids_of_their_own(admin, add_field):
    add_field("text", "addresses", label="Badge"), add_field("text", "communications", label="Badge")
    pages = admin.get(TALK.where(admin)).text + KINDS["addresses"].form(admin)
    ids = re.findall(r'id="([^"]*c_badge)"', pages)
    assert len(ids) == len(set(ids)) == 2
    assert all(f'for="{id}"' in pages for id in ids)
