"""German from the settings on through every main page, and pages that run from right to left."""

import re

import pytest
import translating
from playwright.sync_api import expect

from tests.browser.conftest import open_page, sign_in
from tests.factories import make_customer, writing

GERMAN = translating.FOLDER / "de" / "LC_MESSAGES" / "messages.po"
MAIN = (
    "/", "/customers", "/customers/new", "/companies", "/categories", "/products", "/purchases", "/tasks",
    "/tickets", "/segments", "/insights", "/history/", "/data-model", "/settings", "/admin/users",
    "/admin/roles", "/admin/fields", "/admin/teams", "/admin/log", "/favourites", "/search?q=ada", "/capture",
)  # fmt: skip
# What may stand there as it is: names of tables in the data model, and a role's or a person's own word.
DATA = re.compile(r"[a-z_]+")


def english_texts():
    translated = list(translating.read(GERMAN))
    german = {form for one in translated for form in translating.forms(one)}
    return {one.id for one in translated if isinstance(one.id, str) and "%(" not in one.id and one.id not in german}


def visible_texts(page):
    """Each text that is drawn, by itself."""
    return page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = []
            while (walker.nextNode()) {
                const holder = walker.currentNode.parentElement
                const shown = holder.checkVisibility() && !holder.closest("script, style, code")
                if (shown) found.push(walker.currentNode.data.trim())
            }
            return found.filter(Boolean)
        }"""
    )


def test_german_is_chosen_and_then_speaks_everywhere(page):
    with writing():
        id = make_customer("Ada Byron").id
    page.goto("/settings")
    page.get_by_label("Language and formats").select_option("de")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("Gespeichert.")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    known = {text for text in english_texts() if not DATA.fullmatch(text)}
    for path in (*MAIN, f"/customers/{id}"):
        assert page.goto(path).status == 200, path
        assert known.intersection(visible_texts(page)) == set(), path


@pytest.mark.parametrize("width", [390, 1440])
def test_right_to_left_fits(app, browser, address, administrator, monkeypatch, width):
    monkeypatch.setitem(app.config, "DIRECTION", "rtl")
    with writing():
        id = make_customer("Ada Byron").id
    page = open_page(browser, address)
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page)
    for path in ("/customers", f"/customers/{id}"):
        page.goto(path)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, path
        side = page.locator("h1").first.bounding_box()
        assert side["x"] >= 0
        assert side["x"] + side["width"] <= width
    page.context.close()
