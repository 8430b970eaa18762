"""What lets the application be installed and take notes without a connection: the same for everybody, of nobody."""

import json

import pytest

from contacts.customers.models import Phone
from tests.factories import add, make_customer, writing

PUBLIC = ["/offline", "/service-worker.js", "/manifest.webmanifest"]


@pytest.fixture
def ada(app):
    with writing():
        customer = make_customer("Ada Byron")
        add(Phone(customer_id=customer.id, value="+44 20 7946 0018", e164="+442079460018"))
        return customer.id


@pytest.mark.parametrize("path", PUBLIC)
def test_everybody_gets_the_same(app, sign_in, path):
    client = app.test_client()
    asked = client.get(path)
    assert asked.status_code == 200
    assert sign_in("administrator").get(path).data == asked.data
    assert client.post(path).status_code == 405


def test_the_manifest_makes_it_installable(app):
    client = app.test_client()
    answer = client.get("/manifest.webmanifest")
    assert answer.content_type == "application/manifest+json"
    told = json.loads(answer.data)
    assert {(icon["sizes"], icon["purpose"]) for icon in told["icons"]} == {
        ("192x192", "any"), ("512x512", "any"), ("192x192", "maskable"), ("512x512", "maskable"),
    }  # fmt: skip
    for icon in told["icons"]:
        with client.get(icon["src"]) as answer:
            assert answer.content_type == "image/png"
    assert (told["display"], told["start_url"], told["scope"]) == ("standalone", "/", "/")


def test_the_worker_may_look_after_every_page_and_only_ours(app):
    answer = app.test_client().get("/service-worker.js")
    assert answer.content_type.startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]


def test_pages_say_where_the_worker_is_and_what_may_be_kept(sign_in, ada):
    text = sign_in("administrator").get(f"/customers/{ada}").text
    assert 'data-waits="/service-worker.js?v=' in text
    kept = text.partition('data-opened="')[2].partition('"')[0].replace("&#34;", '"')
    assert json.loads(kept) == {"key": ada, "name": "Ada Byron", "phones": [["+44 20 7946 0018", "+442079460018"]]}


def test_a_masked_phone_is_not_kept_nor_anything_for_who_may_not_log(sign_in, ada):
    text = sign_in("read-only").get(f"/customers/{ada}").text
    assert "data-opened" not in text
    assert 'data-waits=""' in text


def test_an_administrator_switches_it_off(app, sign_in, ada, monkeypatch):
    monkeypatch.setitem(app.config, "OFFLINE_NOTES", False)
    client = sign_in("administrator")
    assert [client.get(path).status_code for path in PUBLIC] == [404, 404, 200]
    text = client.get(f"/customers/{ada}").text
    assert 'data-waits=""' in text
    assert "data-opened" not in text
    assert 'id="waiting"' not in client.get("/capture").text


def test_a_note_that_waited_is_put_right_under_its_own_key(sign_in):
    text = sign_in("administrator").get("/capture?text=call+Ada&key=a-key-of-a-note").text
    assert 'name="idempotency_key" type="hidden" value="a-key-of-a-note"' in text
