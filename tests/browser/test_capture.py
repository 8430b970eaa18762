"""Five-second capture in a real browser: by keyboard, by voice of the screen reader, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from contacts.categories.models import Category
from contacts.communications.models import Communication
from contacts.tasks.models import Task
from tests.communications.talking import kept
from tests.factories import add, make_customer, writing

LINE = "call Ada Byron: wants quote for 40 chairs, ring back fri 10 #furniture"
MOST_KEYS = 12


@pytest.fixture
def people(app, administrator):
    with writing():
        make_customer("Ada Byron", sort_name="ada byron")
        make_customer("Ada Lovelace", sort_name="ada lovelace")
        add(Category(name="Furniture"))


class Keyboard:
    """Counts the keys that are pressed beyond the text."""

    def __init__(self, page):
        self.page, self.pressed = page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1 + key.count("+")


def test_log_a_call_from_the_list_with_few_keys(people, page):
    page.goto("/customers")
    keyboard = Keyboard(page)
    keyboard.press("c")
    expect(page.get_by_label("What happened")).to_be_focused()
    page.keyboard.type(LINE)
    expect(page.locator("#capture-read")).to_contain_text("Furniture")
    expect(page.locator("#capture-said")).to_contain_text("Call, Ada Byron")
    expect(page.get_by_label("What happened")).to_be_focused()
    keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Logged: call, task for")
    expect(page.get_by_label("What happened")).to_be_focused()
    expect(page.get_by_label("What happened")).to_have_value("")
    assert keyboard.pressed <= MOST_KEYS
    assert [entry.body for entry in kept(Communication)] == ["wants quote for 40 chairs"]
    page.get_by_role("button", name="Undo").click()
    page.wait_for_load_state()
    assert kept(Communication) == kept(Task) == []


def test_log_from_the_palette_and_choose_who_is_meant(people, page):
    page.goto("/customers")
    keyboard = Keyboard(page)
    keyboard.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    page.keyboard.type("call Ada: hello")
    expect(page.get_by_role("option", name="Log “call Ada: hello”")).to_have_attribute("aria-selected", "true")
    keyboard.press("Enter")
    expect(page.get_by_role("group", name="Who is “Ada”?")).to_be_visible()
    expect(page.get_by_label("Ada Byron")).to_be_focused()
    keyboard.press("ArrowDown")
    expect(page.get_by_label("Ada Lovelace")).to_be_checked()
    keyboard.press("Enter")
    expect(page.locator("#capture")).to_contain_text("Logged with Ada Lovelace")
    assert keyboard.pressed <= MOST_KEYS


def test_what_was_picked_is_kept_while_one_types_on(people, page):
    page.goto("/capture")
    page.get_by_label("What happened").fill("call Ada: hello")
    page.get_by_label("Ada Lovelace").check()
    page.get_by_label("What happened").press("End")
    page.keyboard.type(", send it fri")
    expect(page.locator("#capture-read")).to_contain_text("send it")
    expect(page.get_by_label("Ada Lovelace")).to_be_checked()


def test_what_is_not_clear_is_asked_where_the_line_is(people, page):
    page.goto("/capture")
    expect(page.get_by_label("What happened")).to_be_focused()
    page.keyboard.type("call Ada: hello")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Choose one.")).to_be_visible()
    expect(page.get_by_label("Ada Byron")).to_be_focused()
    page.said.clear()  # the browser tells of the 422
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("#capture")).to_contain_text("Logged with Ada Byron")


def test_all_of_it_without_javascript(people, plain_page):
    page = plain_page
    page.goto("/customers")
    page.get_by_role("link", name="Log what happened").first.click()
    page.get_by_label("What happened").fill("call Ada: hello, ring tomorrow")
    page.get_by_role("button", name="Log", exact=True).click()
    page.get_by_label("Ada Lovelace").check()
    page.get_by_role("button", name="Log", exact=True).click()
    expect(page.get_by_role("heading", name="Ada Lovelace")).to_be_visible()
    expect(page.locator("#feed-list")).to_contain_text("hello")
