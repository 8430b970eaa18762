"""Looking behind a mask with a real browser: with a reason, for a minute, and gone when nobody looks."""

from datetime import date

import pytest
from playwright.sync_api import expect

from contacts.users.passwords import hash_password
from tests.browser.conftest import PASSWORD
from tests.browser.test_accessibility import problems_of
from tests.factories import make_customer, make_user, writing


@pytest.fixture
def administrator(app):
    """Whoever signs in sees the date of birth masked."""
    with writing():
        make_user("sales rep", name="Ingrid Solheim", email="ingrid@example.com", password_hash=hash_password(PASSWORD))


@pytest.fixture
def ada(app):
    with writing():
        return make_customer(birth_date=date(1815, 12, 10)).id


def reveal(page, ada):
    page.goto(f"/customers/{ada}")
    expect(page.get_by_text("•• ••• 1815")).to_be_visible()
    page.get_by_role("link", name="Reveal Date of birth").press("Enter")
    expect(page.get_by_label("Why do you need it?")).to_be_focused()
    page.get_by_label("Why do you need it?").fill("Birthday card")
    page.keyboard.press("Enter")
    expect(page.get_by_text("10 Dec 1815")).to_be_visible()


def check_hidden(page):
    expect(page.get_by_text("•• ••• 1815")).to_be_visible()
    assert "10 Dec" not in page.content()


def test_it_is_revealed_and_hidden_by_keyboard(page, ada):
    reveal(page, ada)
    expect(page.get_by_role("link", name="Hide")).to_be_focused()
    assert problems_of(page) == []
    page.keyboard.press("Enter")
    check_hidden(page)
    expect(page.get_by_role("link", name="Reveal Date of birth")).to_be_focused()


def test_it_is_hidden_again_after_a_minute(page, ada):
    page.clock.install()
    reveal(page, ada)
    page.clock.fast_forward(59_000)
    expect(page.get_by_text("10 Dec 1815")).to_be_visible()
    page.clock.fast_forward(2_000)
    check_hidden(page)


def test_it_is_hidden_as_soon_as_nobody_looks(page, ada):
    reveal(page, ada)
    page.evaluate("window.dispatchEvent(new Event('blur'))")
    check_hidden(page)


def test_it_is_gone_at_once_though_the_server_is_away(page, ada):
    reveal(page, ada)
    page.route("**/reveals*", lambda route: route.abort())
    page.evaluate("window.dispatchEvent(new Event('blur'))")
    expect(page.get_by_text("10 Dec 1815")).to_have_count(0)
    expect(page.get_by_text("This could not be loaded. Try again.")).to_be_visible()
    page.said.clear()  # the browser says that the server could not be reached


def test_it_works_without_javascript(plain_page, ada):
    reveal(plain_page, ada)
    expect(plain_page.get_by_text("This page closes after a minute.")).to_be_visible()
    plain_page.reload()  # the form sent again
    check_hidden(plain_page)
