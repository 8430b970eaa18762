"""Who entered a segment and who left it since somebody kept who was in it."""

import re

import pytest
from sqlalchemy import func, select

from contacts.access import unrestricted
from contacts.customers.models import Customer
from contacts.db import db
from contacts.history import begin
from contacts.segments import actions, looks
from contacts.segments.models import SegmentLook, SegmentMember
from tests.factories import make_role, writing
from tests.segments.test_routes import saved


def turn(id, status):
    with writing():
        begin("test", "Test")
        db.session.get(Customer, id).status = status


def kept():
    with unrestricted("a test counts what is kept") as session:
        return [session.scalar(select(func.count()).select_from(table)) for table in (SegmentLook, SegmentMember)]


def keep(client, url):
    answer = client.post(f"{url}/looks", follow_redirects=True)
    assert answer.status_code == 200
    return answer.text


def compared(client, url):
    """What the page says since the latest look: (how many entered, who, how many left, who)."""
    look = re.search(r'<option value="(\d+)"', client.get(url).text)[1]
    text = client.get(f"{url}?since={look}").text
    card = text[text.index('id="since-title"') : text.index('id="beside"')]
    parts = re.findall(r"<dt>(?:Entered|Left)</dt><dd[^>]*>(\d+)</dd></div>((?:\s*<dd><a.*?</dd>)*)", card)
    return [(int(number), re.findall(r"<bdi>(.*?)</bdi>", names)) for number, names in parts]


def test_who_entered_and_who_left(client, customers):
    url = saved(client)
    assert "see here later who entered and left" in client.get(url).text
    assert "Kept who is in it now." in keep(client, url)
    assert compared(client, url) == [(0, []), (0, [])]
    turn(customers[0], "active")
    turn(customers[1], "lead")
    assert compared(client, url) == [(1, ["Berta"]), (1, ["Ada"])]


def test_a_look_is_only_its_persons(client, sign_in, customers):
    url = saved(client, sharing="everyone")
    keep(client, url)
    other = sign_in("sales rep")
    assert "see here later who entered and left" in other.get(url).text
    look = re.search(r'<option value="(\d+)"', client.get(url).text)[1]
    assert "<dt>Entered</dt>" in client.get(f"{url}?since={look}").text
    assert "<dt>Entered</dt>" not in other.get(f"{url}?since={look}").text


def test_a_segment_that_says_something_else_begins_anew(client, customers):
    url = saved(client)
    keep(client, url)
    changed = {"name": "Others", "sharing": "private", "version": "1", "conditions-0-0-field": "customers.status"}
    changed |= {"conditions-0-0-asks": "any_of", "conditions-0-0-value": "active"}
    assert client.post(url, data=changed).status_code == 303
    assert "see here later who entered and left" in client.get(url).text


def test_it_goes_with_the_segment_and_with_a_customer(client, sign_in, customers):
    url = saved(client)
    keep(client, url)
    assert kept() == [1, 1]
    assert sign_in("manager").post(f"/customers/{customers[0]}/delete").status_code == 303
    assert kept() == [1, 0]
    assert client.post(f"{url}/delete").status_code == 303
    assert kept() == [0, 0]


def test_the_oldest_looks_go(client, customers, monkeypatch):
    monkeypatch.setattr(actions, "LOOKS_KEPT", 2)
    url = saved(client)
    for _again in range(3):
        keep(client, url)
    assert kept() == [2, 2]


def test_too_many_are_not_kept(client, customers, monkeypatch):
    monkeypatch.setattr(looks, "MOST_KEPT", 0)
    assert "That is more than 0 customers: too many to be kept." in keep(client, saved(client))
    assert kept() == [0, 0]


def test_what_a_role_may_not_ask_is_neither_kept_nor_compared(app, sign_in, customers):
    owner = sign_in("sales rep")
    url = saved(owner, sharing="everyone")
    with writing():
        role = make_role({"customers": {"read": "all"}}, customers__status="hidden")
    client = sign_in(role)
    assert "Kept" not in keep(client, url)
    assert kept() == [0, 0]
    assert "Entered and left" not in client.get(url).text


@pytest.mark.parametrize("look", ["0", "99999", "x", "9" * 30, "\0"])
def test_a_look_that_is_none_compares_nothing(client, customers, look):
    url = saved(client)
    keep(client, url)
    assert "<dt>Entered</dt>" not in client.get(url, query_string={"since": look}).text


def test_statements(client, customers, count_queries):
    url = saved(client)
    keep(client, url)
    with count_queries() as queries:
        compared(client, url)
    assert len(queries) <= 19


def test_no_such_segment(client, customers):
    assert client.post("/segments/99/looks").status_code == 404
    assert client.get(f"{saved(client)}/looks").status_code == 405
