"""The command palette in a real browser, by keyboard alone; and the search page without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_customer, writing


@pytest.fixture
def people(app, administrator):
    with writing():
        make_customer("Amalie Skov", sort_name="amalie skov")
        return make_customer("Amara Okafor", sort_name="amara okafor").id


def test_find_and_open_somebody_by_keyboard(people, page):
    page.locator("body").press("Control+k")
    box = page.get_by_role("combobox", name="Search or type a command")
    expect(box).to_be_focused()
    page.keyboard.type("ama")
    options = page.locator("#palette-list [role=option]")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(options.first).to_contain_text("Amalie Skov")
    expect(page.locator("#palette-said")).to_contain_text("results")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id"))
    expect(box).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Amara Okafor")


def test_it_closes_and_gives_the_focus_back(people, page):
    opener = page.get_by_role("link", name="Search or jump to")
    opener.press("Enter")
    expect(page.locator("#palette")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_key_is_completed_into_the_search(people, page):
    page.locator("body").press("Control+k")
    page.keyboard.type("stat")
    page.locator("#palette-list [data-fill]").first.click()
    box = page.get_by_role("combobox", name="Search or type a command")
    expect(box).to_have_value("status:")
    expect(page.locator("#palette-list")).to_contain_text("status:lead")


def test_actions_are_a_key_away(people, page):
    page.locator("body").press("Control+k")
    page.keyboard.type(">new cus")
    expect(page.locator("#palette-list [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/customers/new")


def test_without_javascript_the_box_leads_to_the_page(people, plain_page):
    plain_page.get_by_role("link", name="Search or jump to").click()
    plain_page.locator("#found-q").fill("okaf")
    plain_page.get_by_role("button", name="Apply").click()
    plain_page.get_by_role("link", name="Amara Okafor").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Amara Okafor")
