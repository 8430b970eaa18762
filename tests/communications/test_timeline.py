"""One timeline of conversations, purchases and done tasks: merged, in pages, and only what the reader may read."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from contacts.communications.models import Communication
from contacts.purchases.models import Purchase, PurchaseItem
from contacts.tasks.models import Task
from contacts.web.listing import serializer
from tests.conftest import HTMX
from tests.factories import add, make_customer, writing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SHOWN = re.compile(r'<li (?:class="slim" )?id="([a-z]+-\d+)')
OLDER = re.compile(r'href="([^"]+after=[^"]+)"')


@pytest.fixture
def customer_id(app):
    with writing():
        return make_customer().id


@pytest.fixture
def path(customer_id):
    return f"/customers/{customer_id}/communications"


def said(customer_id, at, **fields):
    return add(Communication(customer_id=customer_id, **{"channel": "note", "body": "x", "happened_at": at, **fields}))


def bought(customer_id, day, **fields):
    purchase = add(Purchase(customer_id=customer_id, purchased_on=day, currency="EUR", total=118000, **fields))
    for position, words in enumerate(("Burr set", "Kettle"), 1):
        add(PurchaseItem(purchase_id=purchase.id, position=position, description=words, quantity=1, unit_price=1,
                         amount=1))  # fmt: skip
    return purchase


def did(customer_id, at, **fields):
    return add(Task(customer_id=customer_id, title="Send samples", done_at=at, **fields))


def shown(*records):
    """How these records are named on a page."""
    names = {"communications": "communication"}
    return [f"{names.get(record.__tablename__, record.__tablename__)}-{record.id}" for record in records]


def everything(client, url):
    """The entries of every page, from the newest to the oldest."""
    found = []
    while url:
        text = client.get(url, headers=HTMX).text
        found.append(SHOWN.findall(text))
        older = OLDER.search(text)
        url = older and older[1].replace("&amp;", "&")
    return found


def test_rooms_meet_in_one_timeline(sign_in, path, customer_id):
    with writing():
        wrote = said(customer_id, NOON)
        order = bought(customer_id, NOON.date(), status="refunded")
        sent = did(customer_id, NOON + timedelta(hours=1))
    client = sign_in("manager")
    assert everything(client, path) == [shown(sent, wrote, order)]
    text = client.get(path).text
    for words in ("Burr set and 1 more", "€1,180.00", "Refunded", "Send samples"):
        assert words in text


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Apia", "Africa/Cairo"])
def test_nothing_is_lost_or_doubled_however_many_fall_on_one_moment(sign_in, path, customer_id, zone):
    midnight = datetime(2011, 12, 30, 10, tzinfo=UTC)  # the 30th never was in Apia: both days begin at one moment
    with writing():
        for _ in range(45):
            said(customer_id, midnight)
            did(customer_id, midnight)
        for at in range(45):
            bought(customer_id, date(2011, 12, 29) + timedelta(days=at % 3))
    pages = everything(sign_in("manager", time_zone=zone), path)
    assert [len(found) for found in pages] == [50, 50, 35]
    assert len({entry for found in pages for entry in found}) == 135


def test_a_day_stands_below_what_happened_on_it(sign_in, path, customer_id):
    day = date(2026, 3, 2)
    with writing():
        order = bought(customer_id, day)
        evening = said(customer_id, datetime(2026, 3, 2, 4, 59, tzinfo=UTC))  # still the 1st in New York
        morning = said(customer_id, datetime(2026, 3, 2, 5, 1, tzinfo=UTC))
    client = sign_in("manager", time_zone="America/New_York")
    assert everything(client, path) == [shown(morning, order, evening)]


def test_older_entries_go_on_under_the_same_heading(sign_in, path, customer_id):
    with writing():
        for at in range(60):
            said(customer_id, NOON - timedelta(minutes=at))
        said(customer_id, NOON - timedelta(days=40))
    client = sign_in("manager")
    first = client.get(path, headers=HTMX).text
    older = OLDER.search(first)[1]
    piece, whole = client.get(older, headers=HTMX).text, client.get(older).text
    month = "<h3>March 2026</h3>" if datetime.now(UTC).year != 2026 else "March</h3>"
    assert month in first
    assert month not in piece
    assert month in whole
    assert "January" in piece
    assert "Back to the start" in whole
    assert OLDER.search(piece) is None


def test_what_is_pinned_stands_on_top_of_the_first_page_only(sign_in, path, customer_id):
    with writing():
        last = [said(customer_id, NOON - timedelta(minutes=at), pinned=at == 51) for at in range(52)][-1]
    client = sign_in("manager")
    pages = everything(client, path)
    assert pages[0][:1] == shown(last)
    assert [len(found) for found in pages] == [51, 1]
    assert shown(last)[0] not in pages[1]
    assert ">Pinned</h3>" in client.get(path).text


def test_one_channel_alone(sign_in, path, customer_id):
    with writing():
        call = said(customer_id, NOON, channel="call")
        note = said(customer_id, NOON, pinned=True)
        bought(customer_id, NOON.date())
    client = sign_in("manager")
    assert everything(client, f"{path}?show=call") == [shown(call)]
    assert everything(client, f"{path}?show=note") == [shown(note)]
    assert everything(client, f"{path}?show=pigeon") == everything(client, path)


def test_a_role_sees_only_the_kinds_it_may_read(sign_in, path, customer_id, count_queries):
    with writing():
        wrote = said(customer_id, NOON)
        order = bought(customer_id, NOON.date())
        said(customer_id, NOON, is_private=True)
    assert sign_in("finance").get(path).status_code == 403
    client = sign_in("read-only")
    client.get(f"/customers/{customer_id}")
    with count_queries() as queries:
        text = client.get(f"/customers/{customer_id}").text
    assert "Burr set" not in text
    assert not [query for query in queries if "FROM purchases" in query or "FROM communications" in query]
    assert everything(sign_in("support"), path) == [shown(wrote, order)]


def test_another_customers_entries_stay_there(sign_in, path, customer_id):
    with writing():
        other = make_customer("Other").id
        for make, at in ((said, NOON), (bought, NOON.date()), (did, NOON)):
            make(other, at)
    assert everything(sign_in("manager"), path) == [[]]


@pytest.mark.parametrize("cursor", ["²", "x", "-1", "9" * 30, "a.b", "\x00", "x" * 5000, "", "[]"])
def test_a_cursor_that_means_nothing_is_refused_or_the_newest_page(sign_in, path, cursor):
    client = sign_in("manager")
    response = client.get(path, query_string={"after": cursor})
    assert response.status_code == (400 if cursor else 200)


def test_a_cursor_of_a_list_is_none_of_the_timeline(app, sign_in, path):
    client, sign = sign_in("manager"), serializer("cursor of tasks").dumps
    for signed in (sign(["due", None, 1]), sign({"tasks": ["2026-01-01", 1]})):
        assert client.get(path, query_string={"after": signed}).status_code == 400


def test_long_words_are_cut_off(sign_in, path, customer_id):
    with writing():
        said(customer_id, NOON, body="x" * 2000 + "the end")
    text = sign_in("manager").get(path).text
    assert "the end" not in text
    assert "Show all of it" in text


def test_more_entries_cost_no_more_statements(sign_in, path, customer_id, count_queries):
    client = sign_in("manager")
    counts = []
    for _ in range(3):
        with writing():
            for _ in range(10):
                made = said(customer_id, NOON)
                bought(customer_id, NOON.date())
                did(customer_id, NOON, communication_id=made.id)
        client.get(path, headers=HTMX)
        with count_queries() as queries:
            assert client.get(path, headers=HTMX).status_code == 200
        counts.append(len(queries))
    # who, the customer; the timeline with pins, counts by channel and open tickets; the tasks and files of its entries
    assert counts == [4, 4, 4]
