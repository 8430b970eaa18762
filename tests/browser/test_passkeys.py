"""Passkeys and codes in a real browser, with a device of Chromium's own."""

import re

import pyotp
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD, open_page, sign_in
from tests.browser.test_accessibility import problems_of

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def here(browser, address, administrator):
    """A page at localhost, where passkeys work, with a device; `here.device(**changes)` tells it how to behave."""
    page = open_page(browser, address.replace("127.0.0.1", "localhost"))
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    id = tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
    page.recognise = lambda it: tools.send("WebAuthn.setUserVerified", {"authenticatorId": id, "isUserVerified": it})
    page.credentials = lambda: tools.send("WebAuthn.getCredentials", {"authenticatorId": id})["credentials"]
    yield page
    page.context.close()


def add_passkey(page, name):
    page.goto("/settings")
    page.get_by_role("link", name="Add a passkey").click()
    assert problems_of(page) == []
    page.get_by_label("Name of the device").fill(name)
    page.get_by_label("Your password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/settings")
    expect(page.get_by_text(name)).to_be_visible()


def test_a_passkey_is_added_signs_in_and_is_removed(here):
    sign_in(here)
    add_passkey(here, "Work laptop")
    assert [key["rpId"] for key in here.credentials()] == ["localhost"]
    here.context.clear_cookies()
    here.goto("/customers?status=lead")
    here.get_by_role("button", name="Passkey").click()
    here.wait_for_url("**/customers?status=lead")
    here.goto("/settings")
    expect(here.get_by_text("signed in with passkey")).to_be_visible()
    here.get_by_role("button", name="Remove", exact=True).click()
    here.get_by_role("dialog").get_by_role("button", name=re.compile("Remove")).click()
    expect(here.get_by_text("None yet.")).to_be_visible()
    assert here.said == []


def test_a_device_that_does_not_know_its_owner_signs_nobody_in_and_can_try_again(here):
    sign_in(here)
    add_passkey(here, "Work laptop")
    here.context.clear_cookies()
    here.recognise(False)
    here.goto("/login")
    here.get_by_role("button", name="Passkey").click()
    expect(here.get_by_text("No passkey was used.")).to_be_visible()
    assert problems_of(here) == []
    here.recognise(True)
    here.get_by_role("button", name="Try again").click()
    here.wait_for_url("**/")


def test_one_device_is_not_added_twice(here):
    sign_in(here)
    add_passkey(here, "Work laptop")
    here.goto("/settings/passkeys/new")
    here.get_by_label("Name of the device").fill("Again")
    here.get_by_label("Your password", exact=True).fill(PASSWORD)
    here.get_by_role("button", name="Go on").click()
    expect(here.get_by_text("No passkey was used.")).to_be_visible()
    assert len(here.credentials()) == 1


@pytest.mark.parametrize(
    ("width", "scheme", "script"), [(1440, "light", True), (390, "dark", True), (390, "light", False)]
)
def test_every_step_is_accessible_and_works_by_keyboard_with_and_without_javascript(
    browser, address, administrator, width, scheme, script
):
    page = open_page(browser, address, java_script_enabled=script, color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})

    def look():
        assert not script or problems_of(page) == []

    def type_into(label, words):
        """The keyboard alone: the field has the focus by itself."""
        expect(page.get_by_label(label, exact=True)).to_be_focused()
        page.keyboard.type(words)

    sign_in(page)
    page.goto("/settings/second-factor/new")
    look()
    type_into("Your password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/confirm")
    look()
    secret = page.locator("#secret").inner_text().replace(" ", "")
    type_into("Code", pyotp.TOTP(secret).now())
    page.keyboard.press("Enter")
    page.get_by_role("link", name="I have kept them").wait_for()
    codes = page.locator("ol code").all_inner_texts()
    assert len(codes) == 10
    look()
    page.get_by_role("link", name="I have kept them").press("Enter")
    page.wait_for_url("**/settings")
    look()
    page.context.clear_cookies()
    page.goto("/tasks")
    type_into("Email", "ingrid@example.com")
    page.keyboard.press("Tab")
    type_into("Password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/login/code?next=/tasks")
    look()
    page.get_by_role("link", name="Use a recovery code").press("Enter")
    page.wait_for_url("**recovery=1")
    type_into("Code", codes[0])
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks")
    page.goto("/settings/second-factor/off")
    look()
    page.context.close()
