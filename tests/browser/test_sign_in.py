"""Signing in and out, with and without JavaScript."""

from playwright.sync_api import expect

from tests.browser.conftest import open_page


def test_a_person_signs_in_and_out(page):
    page.get_by_role("button", name="Ingrid Solheim").or_(page.get_by_label("Account menu")).first.click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/login*")


def test_signing_in_works_without_javascript(plain_page):
    expect(plain_page.get_by_role("heading", level=1)).to_be_visible()


def test_a_wrong_password_says_so_and_keeps_the_address(browser, address, administrator):
    page = open_page(browser, address)
    page.goto("/login")
    page.get_by_label("Email").fill("ingrid@example.com")
    page.get_by_label("Password", exact=True).fill("wrong password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Email")).to_have_value("ingrid@example.com")
    page.context.close()


def test_a_deep_link_is_kept_through_signing_in(browser, address, administrator):
    page = open_page(browser, address)
    page.goto("/customers?status=lead")
    sign_in_here(page)
    page.wait_for_url("**/customers?status=lead")
    page.context.close()


def sign_in_here(page):
    page.get_by_label("Email").fill("ingrid@example.com")
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    page.get_by_role("button", name="Sign in").click()


def test_a_password_can_be_pasted(browser, address):
    page = open_page(browser, address)
    page.goto("/login")
    pasted = """input => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'correct horse');
      return input.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true}));
    }"""
    assert page.get_by_label("Password", exact=True).evaluate(pasted)  # nobody prevented what the browser does then
    page.context.close()
