"""View as role in a real browser: begun from the account menu, said on every page, ended with one button."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_accessibility import OVERFLOW
from tests.factories import make_customer, writing


@pytest.fixture
def ada(app, administrator):
    with writing():
        customer = make_customer()
        customer.tax_id = "DE999"
        return customer.id


def begin(page, ada):
    page.goto(f"/customers/{ada}")
    page.get_by_role("button", name="Account menu").click()
    page.get_by_role("link", name="View as a role…").click()
    page.get_by_role("button", name="View as sales rep").click()
    page.wait_for_url(f"**/customers/{ada}")


def test_look_as_a_sales_rep_and_stop_where_one_is(ada, page):
    page.goto(f"/customers/{ada}")
    expect(page.locator("main")).to_contain_text("DE999")
    begin(page, ada)
    expect(page.get_by_role("status").first).to_contain_text("Viewing as sales rep. You see what this role sees")
    expect(page).to_have_title("As sales rep: Ada Byron · Rapport")
    expect(page.locator("main")).not_to_contain_text("DE999")
    expect(page.get_by_role("button", name="Log call")).to_be_disabled()
    expect(page.get_by_role("link", name="People")).to_have_count(0)
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.locator("main")).to_contain_text("DE999")
    expect(page.get_by_text("Viewing as")).to_have_count(0)


def test_what_is_sent_all_the_same_is_refused_in_a_sentence(ada, page):
    begin(page, ada)
    page.goto(f"/customers/{ada}")
    page.get_by_label("What happened").fill("Rang back")
    page.evaluate("document.querySelectorAll('[disabled]').forEach(one => one.disabled = false)")
    page.get_by_role("button", name="Log call").click()
    expect(page.get_by_role("alert")).to_contain_text("Stop viewing first.")
    expect(page.get_by_label("What happened")).to_have_value("Rang back")
    page.said.clear()  # the browser notes every 403


def test_it_works_without_javascript_and_on_a_phone(ada, plain_page):
    plain_page.set_viewport_size({"width": 390, "height": 844})
    plain_page.goto("/admin/view-as")
    plain_page.get_by_role("button", name="View as read-only").click()
    plain_page.goto(f"/customers/{ada}")
    expect(plain_page.get_by_role("button", name="Stop", exact=True)).to_be_in_viewport()
    plain_page.get_by_role("button", name="Stop", exact=True).click()
    expect(plain_page.locator("main")).to_contain_text("DE999")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_banner_is_accessible_and_hides_nothing(ada, page, width):
    begin(page, ada)
    page.set_viewport_size({"width": width, "height": 844})
    for path in ("/customers", f"/customers/{ada}", f"/customers/{ada}/edit", "/settings"):
        page.goto(path)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], node["html"]) for one in found for node in one["nodes"]] == [], path
        assert page.evaluate(OVERFLOW) <= 0, path
    page.locator("main").focus()
    page.keyboard.press("Shift+Tab")
    page.goto("/customers")
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == "Stop":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("Viewing as")).to_have_count(0)
