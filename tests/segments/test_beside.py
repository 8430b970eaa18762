"""The segments in the sidebar: names with every page, counts after it, nothing that the role may not read."""

import pytest

from contacts.categories.models import Category
from contacts.segments import beside
from contacts.segments.models import Segment
from tests.conftest import HTMX
from tests.factories import add, make_customer, make_role, make_user, writing

LEADS = '{"match":"all","parts":[{"field":"customers.status","asks":"any_of","value":["lead"]}]}'


@pytest.fixture(autouse=True)
def nothing_kept():
    beside.KEPT.clear()


@pytest.fixture
def client(sign_in):
    return sign_in("sales rep")


def make_segment(name, definition=LEADS, sharing="everyone"):
    with writing():
        owner = make_user(email=f"{name.lower()}@example.com")
        return add(Segment(name=name, definition=definition, sharing=sharing, owner_id=owner.id)).id


def test_a_shared_segment_is_a_link_on_every_page(client):
    id = make_segment("Leads")
    make_segment("Hidden", sharing="private")
    for path in ("/", "/customers", "/tasks"):
        page = client.get(path).text
        assert f'href="/customers?segment={id}&amp;sort=name"' in page
        assert 'hx-get="/segments/counts"' in page
        assert "Hidden" not in page
    assert (
        'aria-current="page"' in client.get(f"/customers?segment={id}&sort=name").text.partition("segments-beside")[2]
    )


def test_who_has_none_asks_for_no_counts(client):
    assert 'hx-get="/segments/counts"' not in client.get("/customers").text


def test_counts_come_after(client, monkeypatch):
    monkeypatch.setattr(beside, "COUNTED_TO", 1000)
    make_segment("Leads")
    with writing():
        for name in ("Ada", "Berta"):
            make_customer(name=name, status="lead")
    piece = client.get("/segments/counts", headers=HTMX).text
    assert '<span class="push mut xs num">2</span>' in piece
    assert "hx-get" not in piece
    assert "hx-swap-oob" in piece, "else it would take the focus"
    assert piece.strip() in client.get("/segments/counts").text
    assert client.post("/segments/counts").status_code == 405


def test_a_count_is_kept_for_a_minute(client, monkeypatch):
    make_segment("Leads")
    for number, seconds in ((0, 0), (0, beside.SECONDS - 1), (1, beside.SECONDS + 1)):
        monkeypatch.setattr(beside, "monotonic", lambda seconds=seconds: seconds)
        assert f'num">{number}</span>' in client.get("/segments/counts", headers=HTMX).text
        with writing():
            make_customer(name=f"Ada {seconds}", status="lead") if not seconds else None


def test_what_the_role_may_not_read_is_not_there(sign_in):
    make_segment("Leads")
    with writing():
        role = make_role({"customers": {"read": "all"}}, customers__status="hidden")
    other = sign_in(role)
    assert "Leads</bdi>" in sign_in("administrator").get("/customers").text
    assert "Leads</bdi>" not in other.get("/customers").text
    assert "Leads</bdi>" not in other.get("/segments/counts").text


def test_what_cannot_be_read_any_more_breaks_nothing(client):
    make_segment("Broken", "nothing")
    answer = client.get("/segments/counts", headers=HTMX)
    assert answer.status_code == 200
    assert "Broken" in answer.text


def test_two_that_ask_about_categories_are_counted_together(client):
    asks = '{"match":"all","parts":[{"field":"interests.category","asks":"any_of","value":["%d"]}]}'
    with writing():
        ids = [add(Category(name=name)).id for name in ("Chairs", "Tables")]
    for id in ids:
        make_segment(f"Of{id}", asks % id)
    assert client.get("/segments/counts", headers=HTMX).text.count('num">0</span>') == 2
