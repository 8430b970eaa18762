"""After the main swaps, with what is open on top, and where something went wrong: axe finds nothing there either."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import problems_of
from tests.factories import make_customer, writing


@pytest.fixture
def ada(page):
    with writing():
        id = make_customer("Ada Byron", sort_name="ada byron", job_title="Countess").id
    page.emulate_media(reduced_motion="reduce")
    return id


def quiet(page, at):
    page.wait_for_load_state("networkidle")
    assert problems_of(page) == [], at


def test_on_a_record(page, ada):
    page.goto(f"/customers/{ada}")
    page.get_by_role("button", name="Log call").click()
    expect(page.locator("#communications [aria-invalid=true]").first).to_be_visible()
    quiet(page, "nothing was typed")
    page.said.clear()  # the browser says that the answer was 422
    page.get_by_label("What happened").fill("Wants a quote")
    page.get_by_role("button", name="Log call").click()
    expect(page.locator("#feed-list")).to_contain_text("Wants a quote")
    page.locator("#addresses").get_by_role("link", name="Add").click()
    expect(page.locator("#addresses form")).to_be_visible()
    page.get_by_role("button", name="Account menu").click()
    quiet(page, "a toast, a form and a menu")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.locator("#palette-list [role=option]").first).to_be_visible()
    quiet(page, "the palette")


def test_on_the_list(page, ada):
    page.goto("/customers")
    page.get_by_role("link", name="Ada Byron").hover()
    expect(page.locator(".peek", has_text="Countess")).to_be_visible()
    page.get_by_label("Select Ada Byron").check()
    quiet(page, "a look beside a row, and one that is ticked")
    page.get_by_role("searchbox", name="Search customers").fill("nobody at all")
    expect(page.get_by_text("No customer fits all of this.")).to_be_visible()
    quiet(page, "nobody fits")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_a_connection(page, ada, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto("/offline")
    page.get_by_label("What happened").fill("call Ada Byron: wants a quote")
    page.get_by_role("button", name="Keep note").click()
    expect(page.locator("#waiting")).to_contain_text("wants a quote")
    quiet(page, "a note that waits")
