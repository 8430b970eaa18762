"""The list of customers in a real browser, with scripts and without: filter, choose columns, do for many, undo."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import open_page, sign_in
from tests.factories import make_customer, writing


@pytest.fixture
def people(app, administrator):
    with writing():
        for number in range(60):
            make_customer(
                f"Buyer {number:02}", sort_name=f"buyer {number:02}", status="lead" if number < 55 else "active"
            )


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def either(request, browser, address, people):
    page = open_page(browser, address, java_script_enabled=request.param)
    sign_in(page)
    yield page
    assert page.said == []
    page.context.close()


def rows(page):
    return page.locator("#customers-rows > tr")


def test_filter_and_take_it_away(either):
    either.goto("/customers")
    either.get_by_role("button", name="Add filter").click()
    either.locator("summary", has_text="Status").click()
    either.locator("#customers-filters").get_by_role("link", name="Active", exact=True).click()
    expect(rows(either)).to_have_count(5)
    expect(either).to_have_url(re.compile("status=active"))
    either.get_by_role("link", name="Remove filter: Status is Active").click()
    expect(rows(either)).to_have_count(50)


def test_on_and_back(either):
    either.goto("/customers?sort=name&from=buyer 30")
    expect(rows(either).first).to_contain_text("Buyer 30")
    either.get_by_role("link", name="Previous 50").click()
    expect(rows(either).first).to_contain_text("Buyer 00")


def test_columns_stay(either):
    either.goto("/customers")
    either.locator("summary", has_text="Columns").click()
    either.get_by_role("button", name="Move Owner up").click()
    heads = either.locator("thead th")
    expect(heads.nth(-2)).to_have_text(re.compile("Owner"))
    either.goto("/customers?sort=name")
    expect(heads.nth(-2)).to_have_text(re.compile("Owner"))


def test_do_for_many_and_undo(either):
    either.goto("/customers?status=lead")
    bar = either.locator(".bulk")
    expect(bar).to_be_hidden()
    either.get_by_label("Select Buyer 01").check()
    either.get_by_label("Select Buyer 03").check()
    expect(bar).to_be_visible()
    bar.get_by_role("button", name="Clear the selection").click()
    expect(bar).to_be_hidden()
    either.get_by_label("Select Buyer 01").check()
    bar.get_by_label("All that match").check()
    bar.get_by_role("button", name="Set status").click()
    expect(either.get_by_text("For 55 customers")).to_be_visible()
    either.get_by_label("Status").select_option("inactive")
    either.get_by_role("button", name="Set status, 55 customers").click()
    expect(either.get_by_text("Done for 55 customers.")).to_be_visible()
    expect(rows(either)).to_have_count(0)
    either.get_by_role("button", name="Undo").click()
    expect(rows(either)).to_have_count(50)


def test_save_a_view_and_come_back_to_it(either):
    either.goto("/customers?status=active&sort=-created")
    either.get_by_role("button", name="Choose a view").click()
    either.get_by_role("link", name="Save this list as a view").click()
    either.get_by_label("Name").fill("Live ones")
    either.get_by_role("button", name="Save view").click()
    expect(either.get_by_role("heading", level=1)).to_have_text("Live ones")
    either.goto("/customers?sort=name")
    either.get_by_role("button", name="Choose a view").click()
    either.get_by_role("link", name="Live ones").click()
    expect(rows(either)).to_have_count(5)
