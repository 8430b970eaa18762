"""Facts edited where they stand, by keyboard, in a real browser; and without JavaScript."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from contacts.customers.models import Customer
from contacts.db import db
from tests.factories import add, found, make_customer, writing


@pytest.fixture
def ada(app, administrator):
    with writing():
        return make_customer("Ada Byron", sort_name="ada byron", job_title="Countess").id


def test_enter_saves_and_escape_restores(ada, page):
    page.goto(f"/customers/{ada}")
    handle = page.get_by_role("link", name="Edit Job title: Countess")
    handle.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("textbox", name="Job title")
    expect(box).to_be_focused()
    box.fill("Typed in vain")
    page.keyboard.press("Escape")
    expect(handle).to_be_focused()
    page.keyboard.press("Enter")
    box.fill("Mathematician")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Edit Job title: Mathematician")).to_be_focused()
    expect(page.locator("#hero")).to_contain_text("Mathematician")
    page.get_by_role("button", name="Undo").click()
    expect(handle).to_be_visible()


def test_what_is_wrong_is_said_where_it_was_typed(ada, page):
    page.goto(f"/customers/{ada}")
    page.get_by_role("link", name="Edit Name: Ada Byron").click()
    page.get_by_role("textbox", name="Name").fill("")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Fill this in.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Name")).to_be_focused()
    page.said.clear()  # the browser tells of the 422
    page.get_by_role("link", name="Cancel").click()
    expect(page.get_by_role("link", name="Edit Name: Ada Byron")).to_be_focused()


def test_somebody_elses_value_stands_beside_mine(ada, page):
    page.goto(f"/customers/{ada}")
    page.get_by_role("link", name="Edit Job title").click()
    with writing():
        add(db.session.get(Customer, ada)).job_title = "Theirs"
    page.get_by_role("textbox", name="Job title").fill("Mine")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Someone changed this")).to_be_visible()
    page.said.clear()  # the browser tells of the 409
    page.get_by_label("Take theirs").check()
    page.get_by_role("button", name="Save this version").click()
    expect(page.get_by_role("link", name="Edit Job title: Theirs")).to_be_focused()


def test_a_choice_and_a_fact_that_was_not_known(ada, page):
    page.goto(f"/customers/{ada}")
    page.get_by_role("link", name="Edit Status: Active").click()
    page.get_by_role("combobox", name="Status").select_option("Lead")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name="Edit Status: Lead")).to_be_focused()
    page.get_by_text("More details").click()
    page.get_by_role("link", name="Edit Notes: Not known").click()
    page.get_by_role("textbox", name="Notes").fill("Likes tea")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("link", name="Edit Notes: Likes tea")).to_be_focused()
    assert found(select(Customer.notes)) == ["Likes tea"]


def test_without_javascript(ada, plain_page):
    page = plain_page
    page.goto(f"/customers/{ada}")
    page.get_by_role("link", name="Edit Job title").click()
    page.get_by_role("textbox", name="Job title").fill("Reader")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name="Edit Job title: Reader")).to_be_visible()
