"""A look at a customer from the list: under the pointer, under the focus, gone with Esc, and nothing moves."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_customer, writing

WATCH = """moved = 0;
new PerformanceObserver(list => list.getEntries().forEach(one => moved += one.value))
  .observe({type: "layout-shift"});"""


@pytest.fixture
def row(page):
    with writing():
        make_customer("Ada Byron", sort_name="ada byron", job_title="Countess")
        make_customer("Bob Smith", sort_name="bob smith", job_title="Baker")
    page.goto("/customers")
    page.wait_for_load_state("networkidle")
    return page.get_by_role("row", name="Ada Byron")


def test_under_the_pointer_and_nothing_moves(page, row):
    page.evaluate(WATCH)
    row.get_by_role("link", name="Ada Byron").hover()
    expect(row.locator(".peek")).to_contain_text("Countess")
    expect(row.locator(".peek")).to_be_visible()
    page.get_by_role("row", name="Bob Smith").get_by_role("link").first.hover()
    expect(row.locator(".peek")).to_be_hidden()
    assert page.evaluate("moved") == 0


def test_under_the_focus_and_gone_with_escape(page, row):
    page.keyboard.press("j")
    expect(row.locator(".peek")).to_contain_text("Countess")
    expect(row.locator(".peek")).to_be_visible()
    page.keyboard.press("Escape")
    expect(row.locator(".peek")).to_be_hidden()
    expect(row.get_by_role("link", name="Ada Byron")).to_be_focused()
