"""A working day with the keyboard alone: sign in, find, open, log, add an address, record a purchase, take it back."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD, open_page
from tests.factories import make_customer, writing

FOCUSED = """() => {
  const one = document.activeElement;
  const named = one.labels?.[0]?.textContent ?? one.getAttribute('aria-label') ?? one.textContent;
  return named.replace(/\\s+/g, ' ').trim();
}"""
FURTHEST = 60  # tabs from one end of a form to the other


@pytest.fixture
def keys(browser, address, administrator):
    with writing():
        make_customer("Ada Byron", sort_name="ada byron")
        make_customer("Bob Smith", sort_name="bob smith")
    page = open_page(browser, address)
    page.goto("/login")
    yield page
    page.context.close()
    assert page.said == []


def reach(page, name, key="Tab"):
    """On with Tab until what is called so has the focus, which must be seen there."""
    for _ in range(FURTHEST):
        if page.evaluate(FOCUSED).startswith(name):
            seen = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert seen != "none", f"the focus on {name} cannot be seen"
            return
        page.keyboard.press(key)
    raise AssertionError(f"{name} is not reached: the focus is on {page.evaluate(FOCUSED)}")


def test_a_day_by_keyboard(keys):
    page, press = keys, keys.keyboard.press
    reach(page, "Email")
    page.keyboard.type("ingrid@example.com")
    reach(page, "Password")
    page.keyboard.type(PASSWORD)
    press("Enter")
    page.wait_for_url("**/")
    page.wait_for_load_state("networkidle")

    press("Control+k")
    page.keyboard.type("ada b")
    expect(page.locator("#palette-list [aria-selected=true]")).to_contain_text("Ada Byron")
    press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Byron")
    page.wait_for_load_state("networkidle")

    press("l")
    page.keyboard.type("Wants a quote for 40 chairs")
    press("Control+Enter")
    expect(page.locator("#feed-list")).to_contain_text("Wants a quote for 40 chairs")

    page.locator("#addresses").get_by_role("link", name="Add").focus()
    press("Enter")
    expect(page.locator("#addresses form")).to_be_visible()
    reach(page, "Street")
    page.keyboard.type("12 St James's Square")
    reach(page, "City")
    page.keyboard.type("London")
    press("Enter")
    expect(page.locator("#addresses")).to_contain_text("12 St James's Square")

    page.locator("#purchases").get_by_role("link", name="Add").focus()
    press("Enter")
    page.wait_for_url("**/purchases/new")
    page.wait_for_load_state("networkidle")
    reach(page, "Description")
    page.keyboard.type("Chairs")
    reach(page, "Price of one")
    page.keyboard.type("19.99")
    press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Purchase recorded.")

    page.get_by_role("link", name="Ada Byron").first.focus()
    press("Enter")
    page.wait_for_load_state("networkidle")
    press("l")
    page.keyboard.type("A mistake")
    press("Control+Enter")
    expect(page.locator("#feed-list")).to_contain_text("A mistake")
    reach(page, "Undo")
    press("Enter")
    expect(page.locator("#feed-list")).not_to_contain_text("A mistake")
