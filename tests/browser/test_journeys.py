"""What people do all day, in a real browser: find, open, log, add, delete, undo, go back."""

import pytest
from playwright.sync_api import expect

from contacts.communications.models import Communication
from tests.factories import add, make_customer, writing


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
    page.get_by_role("button", name="Log call").click()
    expect(page.locator("#feed-list")).to_contain_text("Wants a quote for 40 chairs")
    expect(page.get_by_label("What happened")).to_have_value("")
    assert page.evaluate("window.stayed")


def test_log_with_the_keyboard_alone(ada, page):
    page.goto(f"/customers/{ada}")
    page.locator("body").press("l")
    words = page.get_by_label("What happened")
    expect(words).to_be_focused()
    page.keyboard.type("Rings back on Monday")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#feed-list")).to_contain_text("Rings back on Monday")
    expect(words).to_be_focused()
    expect(words).to_have_value("")


def test_edit_an_entry_where_it_stands(ada, page):
    page.goto(f"/customers/{ada}")
    page.get_by_label("What happened").fill("Wants 40 chairs")
    page.get_by_label("Follow up", exact=True).select_option("Tomorrow")
    page.get_by_role("button", name="Log call").click()
    expect(page.locator("#feed-list")).to_contain_text("Follow up: Wants 40 chairs")
    expect(page.locator("#tasks")).to_contain_text("Follow up: Wants 40 chairs")
    page.locator("#feed-list").get_by_role("button", name="More actions").press("Enter")
    page.locator("#communications").get_by_role("link", name="Edit", exact=True).click()
    page.locator("#feed-list").get_by_label("What happened").fill("Wants 50 chairs")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#feed-list")).to_contain_text("Wants 50 chairs")
    page.get_by_role("button", name="Undo").last.click()
    expect(page.locator("#feed-list")).to_contain_text("Wants 40 chairs")


def test_older_entries_are_added_below(ada, page):
    with writing():
        for at in range(60):
            add(Communication(customer_id=ada, channel="note", body=f"Note {at}"))
    page.goto(f"/customers/{ada}")
    entries = page.locator("#feed-list li")
    expect(entries).to_have_count(50)
    page.get_by_role("link", name="Show older activity").click()
    expect(entries).to_have_count(60)
    expect(page.locator("#feed-list h3")).to_have_count(1)
    expect(page.get_by_role("link", name="Show older activity")).to_have_count(0)


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
    page.get_by_role("button", name="Log call").click()
    expect(page.locator("#feed-list")).to_contain_text("Rang back")
    page.get_by_role("link", name="Add address").click()
    page.get_by_label("Street").fill("Obere Str. 57")
    page.get_by_label("City").fill("Berlin")
    page.get_by_role("button", name="Save address").click()
    expect(page.locator("#addresses")).to_contain_text("Obere Str. 57")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Byron")
