"""What comes out of a printer: the record and the list, without what only a screen can do."""

import pytest
from playwright.sync_api import expect

from contacts.categories.models import Category
from contacts.communications.models import Communication
from contacts.interests.models import Interest
from contacts.tasks.models import Task
from tests.factories import add, make_customer, writing


@pytest.fixture
def ada(app, administrator):
    with writing():
        ada = make_customer("Ada Byron", sort_name="ada byron", job_title="Countess", notes="Likes tea").id
        add(Interest(customer_id=ada, category_id=add(Category(name="Furniture")).id))
        add(Communication(customer_id=ada, channel="call", body="Wants a quote for 40 chairs"))
        add(Task(customer_id=ada, title="Ring back"))
        return ada


def printed(page, path):
    page.goto(path)
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 without its margins
    page.emulate_media(media="print")
    return page


def test_a_record_on_paper(ada, page):
    paper = printed(page, f"/customers/{ada}")
    for words in ("Ada Byron", "Countess", "Likes tea", "Furniture", "Wants a quote for 40 chairs", "Ring back"):
        expect(paper.locator(".page").get_by_text(words).first).to_be_visible()
    for away in (".side", ".composer", ".top", ".tabbar", ".toasts", ".btn", "[type=search]", "[type=file]", ".drop"):
        for one in paper.locator(f"{away}:not(dialog *, [popover] *)").all():
            expect(one).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_list_on_paper(ada, page):
    paper = printed(page, "/customers")
    expect(paper.get_by_role("row", name="Ada Byron")).to_be_visible()
    for away in (".side", ".tabbar", "[type=search]", ".btn", "select"):
        for one in paper.locator(f"{away}:not(dialog *, [popover] *)").all():
            expect(one).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
