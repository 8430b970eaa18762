"""What a record costs on the wire, how little it moves while it loads, and that nobody else is asked for anything."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import open_page, sign_in
from tests.factories import make_customer, writing

FIRST, LATER = 120_000, 20_000  # bytes over HTTP/1.1, headers among them
MOST_MOVED = 0.02
MOVED = """new Promise(done => {
  let moved = 0;
  new PerformanceObserver(list => list.getEntries().forEach(one => moved += one.value))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(moved), 500);
})"""


@pytest.fixture
def wire(browser, address, administrator):
    """A page, a list of what came over the wire `(url, bytes)`, and nothing in the browser's cache."""
    with writing():
        ids = [make_customer(name, sort_name=name.lower()).id for name in ("Ada Byron", "Bob Smith")]
    page = open_page(browser, address, service_workers="block")  # what is kept for later is fetched beside the page
    sign_in(page)
    devtools, came, urls = page.context.new_cdp_session(page), [], {}
    devtools.on("Network.requestWillBeSent", lambda told: urls.update({told["requestId"]: told["request"]["url"]}))
    devtools.on(
        "Network.loadingFinished",
        lambda told: told["requestId"] in urls and came.append((urls[told["requestId"]], told["encodedDataLength"])),
    )
    devtools.send("Network.enable")
    devtools.send("Network.clearBrowserCache")
    yield page, came, ids
    page.context.close()


def visit(page, came, id):
    came.clear()
    page.goto(f"/customers/{id}")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return sum(size for _url, size in came)


def test_a_record_is_light_and_lies_still(wire, address):
    page, came, (first, second) = wire
    assert 50_000 < visit(page, came, first) < FIRST
    assert {urlsplit(url).netloc for url, _size in came if not url.startswith("data:")} == {urlsplit(address).netloc}
    assert page.evaluate(MOVED) <= MOST_MOVED
    assert 1_000 < visit(page, came, second) < LATER
    page.goto("/customers")
    assert page.evaluate(MOVED) <= MOST_MOVED
