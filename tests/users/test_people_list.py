"""The list of people, and who may open it."""

import re

import pytest

from contacts.users.models import User
from tests.conftest import HTMX
from tests.factories import make_role, make_user, writing
from tests.users.managing import PEOPLE, count, invitation, role_id


def test_search_filter_and_pages(sign_in, count_queries):
    client = sign_in("administrator", name="Zoe Zander")
    with writing():
        for number in range(55):
            make_user("support", name=f"Anna {number:02}")
        make_user("finance", name="Bo 100%", active=False)
    client.get(PEOPLE)
    with count_queries() as queries:
        first = client.get(PEOPLE).text
    assert len(queries) == 6
    assert ("Anna 00" in first, "Anna 54" in first) == (True, False)
    more = first.partition('data-more="people-rows"')[0].rpartition('href="')[2].partition('"')[0]
    assert "Anna 54" in client.get(more.replace("&amp;", "&")).text
    assert rows(client, "q=100%25") == ["Bo 100%"]
    assert rows(client, "state=inactive") == ["Bo 100%"]
    assert rows(client, f"role={role_id('administrator')}") == ["Zoe Zander"]
    assert rows(client, "q=zander&state=active") == ["Zoe Zander"]
    assert rows(client, "role=9999999999999999999&state=nonsense&sort=password_hash&q=%00") == []
    assert client.get(PEOPLE, headers=HTMX).text.lstrip().startswith('<div class="scroll" id="people"')


def rows(client, query):
    return re.findall(r'<a class="cover b clip" href="[^"]*"><bdi>([^<]*)', client.get(f"{PEOPLE}?{query}").text)


@pytest.mark.parametrize("role", ["manager", "sales rep", "support", "finance", "read-only"])
def test_only_administrators(sign_in, eva, role):
    client = sign_in(role)
    for path in (PEOPLE, f"{PEOPLE}/new", f"{PEOPLE}/{eva}"):
        assert client.get(path).status_code == 403
    for path in ("", f"/{eva}", f"/{eva}/deactivate", f"/{eva}/activate", f"/{eva}/link", f"/{eva}/sign-out"):
        assert client.post(f"{PEOPLE}{path}", data=invitation()).status_code == 403
    assert count(User) == 2
    assert "People" not in client.get("/customers").text


def test_unknown_and_wrong(sign_in):
    client = sign_in("administrator")
    assert client.get(f"{PEOPLE}/999").status_code == 404
    assert client.post(f"{PEOPLE}/{9**30}/deactivate").status_code == 404
    assert client.get(f"{PEOPLE}/1/deactivate").status_code == 405
    assert client.get(f"{PEOPLE}?after=nonsense").status_code == 400


def test_who_may_only_read_people_sees_the_list_alone(sign_in, eva):
    with writing():
        role = make_role({"users": {"read": "all"}})
    client = sign_in(role)
    assert "Eva Lund" in client.get(PEOPLE).text
    assert rows(client, "") == []
    assert client.get(f"{PEOPLE}/{eva}").status_code == 403
    assert client.post(PEOPLE, data=invitation()).status_code == 403
