"""What people do all day, in a real browser: find, open, log, add, delete, undo, go back."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_customer, writing


@pytest.fixture
def ada(app, administrator):
    with writing():
        make_customer("Charles Babbage", sort_name="charles babbage")
        return make_customer("Ada Byron", sort_name="ada byron").id


def test_find_and_open_as_you_type_and_come_back(ada, page):
    page.goto("/customers")
    page.locator("#customers-q").fill("ada")
    expect(page.get_by_role("link", name="Charles Babbage")).to_have_count(0)
    page.get_by_role("link", name="Ada Byron").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Byron")
    page.go_back()
    expect(page.locator("#customers-q")).to_have_value("ada")
    expect(page.get_by_role("link", name="Ada Byron")).to_be_visible()


def test_log_a_call_without_leaving_the_page(ada, page):
    page.goto(f"/customers/{ada}")
    page.evaluate("window.stayed = true")
    page.get_by_label("What happened").fill("Wants a quote for 40 chairs")
    page.get_by_role("button", name="Log it").click()
    expect(page.locator("#feed-list")).to_contain_text("Wants a quote for 40 chairs")
    expect(page.get_by_label("What happened")).to_have_value("")
    assert page.evaluate("window.stayed")


def test_add_an_address_in_its_panel(ada, page):
    page.goto(f"/customers/{ada}")
    page.get_by_role("link", name="Add address").click()
    page.get_by_label("Street").fill("Obere Str. 57")
    page.get_by_label("City").fill("Berlin")
    page.get_by_role("button", name="Save address").click()
    expect(page.locator("#addresses")).to_contain_text("Obere Str. 57")


def test_record_a_purchase(ada, page):
    page.goto(f"/customers/{ada}/purchases/new")
    page.get_by_label("Description").first.fill("Chairs")
    page.get_by_label("Quantity").first.fill("3")
    page.get_by_label("Price of one").first.fill("19.99")
    page.get_by_role("button", name="Record purchase").click()
    expect(page.locator("main")).to_contain_text("59.97")


def test_delete_and_undo(ada, page):
    page.goto(f"/customers/{ada}/edit")
    page.get_by_role("button", name="Delete customer").click()
    page.locator("dialog[open]").get_by_role("button", name="Delete").click()
    expect(page.get_by_role("link", name="Ada Byron")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Ada Byron")).to_be_visible()


def test_everything_works_without_javascript(ada, plain_page):
    page = plain_page
    page.goto(f"/customers/{ada}")
    page.get_by_label("What happened").fill("Rang back")
    page.get_by_role("button", name="Log it").click()
    expect(page.locator("#feed-list")).to_contain_text("Rang back")
    page.get_by_role("link", name="Add address").click()
    page.get_by_label("Street").fill("Obere Str. 57")
    page.get_by_label("City").fill("Berlin")
    page.get_by_role("button", name="Save address").click()
    expect(page.locator("#addresses")).to_contain_text("Obere Str. 57")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Byron")
