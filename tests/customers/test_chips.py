"""The filters of the list as chips."""

import re
from html import unescape

from tests.factories import make_customer, make_role, writing


def chip(text, label):
    found = re.search(rf'<span class="chip">(?:(?!</span>\s*<div).)*?{label}.*?</a>', text, re.DOTALL)
    return found and found[0]


def test_a_filter_that_is_set_is_a_chip_that_can_be_taken_away(sign_in, ada):
    text = sign_in("manager").get("/customers?status=active&q=ada&sort=-created").text
    mine = chip(text, "Status")
    assert "<b>Active</b>" in mine
    assert 'aria-label="Remove filter: Status is Active"' in mine
    without = unescape(re.search(r'<a href="([^"]*)"', mine)[1])
    assert without == "/customers?q=ada&sort=-created"
    assert 'name="status" value="active" form="customers-search"' in text


def test_a_chip_opens_its_choices(sign_in, ada):
    text = sign_in("manager").get("/customers?status=active").text
    menu = text.partition('popover id="customers-status">')[2].partition("</div>")[0]
    assert "/customers?status=lead" in menu
    assert menu.count('aria-current="true"') == 1


def test_what_is_not_set_can_be_added(sign_in, ada):
    text = sign_in("manager").get("/customers?status=active").text
    adder = text.partition('id="customers-filters">')[2].partition("</div>")[0]
    assert "Owner" in adder
    assert "status=active&amp;sort=name&amp;kind=person" in adder
    assert '<summary class="item">Status' not in adder


def test_me_is_whoever_asks(sign_in):
    client = sign_in("manager")
    with writing():
        make_customer("Mine Own", owner_id=client.user_id)
        make_customer("Somebody Else")
    text = client.get("/customers?owner=me").text
    assert "Mine Own" in text
    assert "Somebody Else" not in text
    assert "Mine Own" not in sign_in("manager").get("/customers?owner=me").text


def test_a_filter_that_the_role_may_not_ask_is_no_chip(sign_in, ada):
    with writing():
        role = make_role({"customers": {"read": "all"}}, customers__status="hidden")
    text = sign_in(role).get("/customers?status=active").text
    assert chip(text, "Status") is None
    assert "status=" not in text.partition('id="main"')[2]
