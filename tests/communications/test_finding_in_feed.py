"""The timeline searched: conversations with all the words, in pages, and nothing that the role may not read."""

import pytest

from contacts.communications.models import Communication
from tests.conftest import HTMX
from tests.factories import add, make_role, writing


@pytest.fixture
def talk(path):
    with writing():
        customer_id = int(path.split("/")[2])
        for at in range(60):
            add(Communication(customer_id=customer_id, channel="note", body=f"Sidamo 40% {at:02}"))
        add(
            Communication(
                customer_id=customer_id, channel="call", subject="Freight", body="Sidamo is late", pinned=True
            )
        )
    return path


def bodies(text):
    return text.count('<li id="communication-')


def test_conversations_with_all_the_words(sign_in, talk):
    client = sign_in("manager")
    found = client.get(f"{talk}?words=sidamo+FREIGHT", headers=HTMX).text
    assert bodies(found) == 1
    assert "Sidamo is late" in found
    assert 'value="sidamo FREIGHT"' in found
    assert "No conversation says “nothing so”." in client.get(f"{talk}?words=nothing+so").text


def test_words_and_a_channel_and_the_next_page(sign_in, talk):
    client = sign_in("manager")
    first = client.get(f"{talk}?words=sidamo&show=note", headers=HTMX).text
    assert bodies(first) == 50
    more = first.partition('data-more="feed-list-rows" hx-get="')[2].partition('"')[0].replace("&amp;", "&")
    assert bodies(client.get(more, headers=HTMX).text) == 10


@pytest.mark.parametrize("words", ["%", "_", "\\", "\x00", "a" * 5000, "x " * 500, "'; --", "\u202e"])
def test_any_words_can_be_asked(sign_in, talk, words):
    answer = sign_in("manager").get(talk, query_string={"words": words}, headers=HTMX)
    assert answer.status_code == 200
    assert bodies(answer.text) == {"%": 50, "\x00": 51}.get(words, 0)


def test_what_a_role_may_not_read_is_not_searched(sign_in, talk):
    rights = {"customers": {"read": "all"}, "communications": {"read": "all"}}
    with writing():
        role = make_role(rights, communications__body="hidden")
    client = sign_in(role)
    assert bodies(client.get(f"{talk}?words=freight").text) == 1
    assert bodies(client.get(f"{talk}?words=sidamo").text) == 0
