"""From record to record within a list by keys, back to the list, and a star that puts somebody at hand."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_customer, writing


@pytest.fixture
def people(app, administrator):
    with writing():
        for name in ("Ada Byron", "Bob Smith", "Cy Twombly"):
            make_customer(name, sort_name=name.casefold())


def is_at(page, name):
    """Its page is there and hears keys."""
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    page.wait_for_load_state("networkidle")


def test_walk_through_the_list_and_back_to_it(people, page):
    page.goto("/customers?sort=-name")
    page.get_by_role("link", name="Cy Twombly").click()
    is_at(page, "Cy Twombly")
    for key, name in (("j", "Bob Smith"), ("j", "Ada Byron"), ("k", "Bob Smith")):
        page.keyboard.press(key)
        is_at(page, name)
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Customers").click()
    page.wait_for_url("**/customers?*sort=-name*")


def test_a_star_puts_somebody_into_the_sidebar(people, page):
    page.goto("/customers")
    page.get_by_role("link", name="Ada Byron").click()
    page.get_by_role("button", name="Add to favourites").click()
    expect(page.get_by_role("navigation", name="Favourites").get_by_role("link", name="Ada Byron")).to_be_visible()
    page.get_by_role("button", name="Take out of favourites").click()
    expect(page.get_by_role("navigation", name="Favourites").get_by_role("link", name="Ada Byron")).to_have_count(0)
