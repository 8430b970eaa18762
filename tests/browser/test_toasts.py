"""A toast says what happened for 8 seconds; whoever points at it, or is in it, keeps it."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_customer, writing


@pytest.fixture
def said(page):
    """Somebody was deleted: the toast says so and offers Undo."""
    with writing():
        make_customer(name="Amara Okafor")
    page.goto("/customers?q=Amara")
    page.get_by_role("link", name="Amara Okafor").click()
    page.get_by_role("link", name="Edit all").click()
    page.get_by_role("button", name="Delete customer").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete customer").click()
    toast = page.locator(".toast")
    expect(toast).to_contain_text("deleted")
    return toast


def finish(toast):
    """What is timed is over."""
    toast.evaluate("toast => toast.getAnimations().forEach(timed => timed.finish())")


def test_a_toast_leaves_by_itself(said):
    expect(said).to_be_visible()
    finish(said)
    expect(said).to_be_hidden()


def test_a_toast_stays_for_whoever_is_in_it(said):
    said.get_by_role("button", name="Undo").focus()
    finish(said)
    expect(said).to_be_visible()
    said.hover()
    said.get_by_role("button", name="Undo").press("Enter")
    expect(said).to_contain_text("Undone.")
