"""Tickets and tasks in a real browser, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from contacts.communications.models import Communication
from contacts.tasks.models import Task
from tests.factories import add, make_customer, writing


@pytest.fixture
def ada(app, administrator):
    with writing():
        return make_customer("Ada Byron", sort_name="ada byron").id


def test_open_a_ticket_answer_and_close_it(ada, page):
    page.goto(f"/customers/{ada}")
    page.locator(".composer .seg").get_by_text("Ticket").click()
    page.get_by_label("What happened").fill("It leaks since Monday")
    page.get_by_role("button", name="Open ticket").click()
    expect(page.get_by_label("Subject")).to_be_focused()
    page.said.clear()  # the browser tells of the 422
    page.keyboard.type("Grinder leaks")
    page.get_by_role("button", name="Open ticket").click()
    page.get_by_role("region", name="Open tickets").get_by_role("link", name="Grinder leaks").click()
    page.get_by_label("What happened").fill("A spare part is on its way")
    page.get_by_label("Status").select_option("Closed")
    page.get_by_role("button", name="Add to ticket").click()
    expect(page.locator("#feed-list")).to_contain_text("A spare part is on its way")
    expect(page.locator("#ticket")).to_contain_text("closed")
    page.get_by_role("button", name="Undo").last.click()
    expect(page.locator("#feed-list")).not_to_contain_text("A spare part")


def test_tick_tasks_in_their_list(ada, page):
    with writing():
        for title in ("Send samples", "Ring back"):
            add(Task(customer_id=ada, title=title))
    page.goto("/tasks")
    page.get_by_label("Done: Send samples").check()
    expect(page.locator("#toasts")).to_contain_text("Task done.")
    expect(page.get_by_role("row", name="Send samples")).to_contain_text("Done")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Done: Send samples")).not_to_be_checked()


def test_all_of_it_without_javascript(ada, plain_page):
    page = plain_page
    with writing():
        for at in range(60):
            add(Communication(customer_id=ada, channel="note", body=f"Note {at}"))
        add(Task(customer_id=ada, title="Ring back"))
    page.goto(f"/customers/{ada}")
    page.get_by_role("link", name="Show older activity").click()
    expect(page.locator("#feed-list li")).to_have_count(10)
    page.get_by_role("link", name="Back to the start").click()
    expect(page.locator("#feed-list li")).to_have_count(50)
    page.get_by_role("button", name="More actions").first.click()
    page.get_by_role("button", name="Pin").click()
    expect(page.get_by_role("heading", name="Pinned")).to_be_visible()
    page.goto("/tasks?whose=")
    page.get_by_label("Done: Ring back").check()
    page.get_by_role("row", name="Ring back").get_by_role("button", name="Save").click()
    expect(page.get_by_text("Nothing to do here.")).to_be_visible()
