"""The matrix in a real browser: three cells by keyboard, reviewed, saved, undone; and the same without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import problems_of
from tests.factories import make_user, writing
from tests.roles.choosing import level

CELLS = [("Bank account for Support", "View"), ("Credit limit for Sales rep", "View"), ("Notes for Manager", "Hidden")]
PLACES = [
    ("support", "bank_account"),
    ("sales rep", "credit_limit"),
    ("manager", "notes"),
]


@pytest.fixture(autouse=True)
def people(app, administrator):
    with writing():
        for _number in range(6):
            make_user("support")


def levels():
    return [str(level(role, f"customers.{field}")) for role, field in PLACES]


def test_three_cells_by_keyboard(page):
    page.goto("/admin/fields")
    for label, words in CELLS:
        page.get_by_label(label).focus()
        page.keyboard.type(words)
        expect(page.get_by_label(label)).to_have_value(words.lower())
    bar = page.locator("#matrix-bar")
    expect(bar).to_contain_text("3 changes not saved.")
    assert problems_of(page) == []
    bar.get_by_role("button", name="Review changes").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Review changes")
    expect(page.locator("#main")).to_contain_text("Support can now see Bank account.")
    expect(page.locator("#main")).to_contain_text("6 people are affected.")
    assert problems_of(page) == []
    assert levels() == ["hidden", "hidden", "edit"]
    page.get_by_role("button", name="Save changes").press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Fields saved.")
    assert levels() == ["view", "view", "hidden"]
    page.locator("#toasts").get_by_role("button", name="Undo").press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Undone.")
    assert levels() == ["hidden", "hidden", "edit"]


def test_a_choice_shows_its_level_and_a_field_is_found(page):
    page.goto("/admin/fields")
    cell = page.get_by_label("Bank account for Support")
    cell.select_option("masked")
    expect(page.locator(".perm", has=cell).locator("svg")).to_be_hidden()
    expect(page.locator("#matrix-bar")).to_contain_text("Support now sees a mask of Bank account.")
    page.get_by_label("Find a field").fill("bank")
    expect(page.get_by_role("row", name="Bank account")).to_be_visible()
    expect(page.get_by_role("row", name="Tax number")).to_be_hidden()


def test_without_javascript(plain_page):
    plain_page.goto("/admin/fields")
    plain_page.get_by_label("Notes for Manager").select_option("hidden")
    plain_page.get_by_role("button", name="Review changes").click()
    expect(plain_page.locator("#main")).to_contain_text("Manager loses access to Notes.")
    plain_page.get_by_role("button", name="Change more").click()
    expect(plain_page.get_by_label("Notes for Manager, changed")).to_have_value("hidden")
    plain_page.get_by_label("Job title for Manager").select_option("view")
    plain_page.get_by_role("button", name="Review changes").click()
    plain_page.get_by_role("button", name="Save changes").click()
    assert [str(level("manager", f"customers.{field}")) for field in ("notes", "job_title")] == ["hidden", "view"]
    plain_page.get_by_role("button", name="Undo").click()
    assert [str(level("manager", f"customers.{field}")) for field in ("notes", "job_title")] == ["edit", "edit"]


def test_rights_are_changed_and_asked_about(page):
    page.goto("/admin/roles")
    page.get_by_role("link", name="Support", exact=True).click()
    page.get_by_label("Delete: Purchases").select_option("own")
    page.get_by_role("button", name="Review changes").click()
    expect(page.locator("#main")).to_contain_text("Support may now delete their own purchases.")
    page.get_by_role("button", name="Save changes").click()
    expect(page.locator("#toasts")).to_contain_text("Saved.")
    page.goto("/admin/access")
    page.get_by_label("Person").select_option(index=2)
    page.get_by_label("Field or records").select_option("purchases")
    expect(page.locator("#effective [role=status]")).to_contain_text("delete their own purchases")
