"""The diagram by keyboard and without JavaScript: a chosen table is brought into sight and lights up its neighbours."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import open_page, sign_in

IN_SIGHT = """link => {
  const box = link.getBoundingClientRect(), seen = link.closest('.scroll').getBoundingClientRect();
  return box.left >= seen.left && box.right <= seen.right && box.top >= 0 && box.bottom <= innerHeight }"""


@pytest.mark.parametrize("scripts", [True, False])
def test_a_table_is_chosen_with_the_keyboard(app, browser, address, administrator, scripts):
    page = open_page(browser, address, java_script_enabled=scripts)
    sign_in(page)
    page.goto("/data-model")
    page.get_by_role("link", name="tasks: ").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/data-model?table=tasks#er-tasks")
    chosen = page.locator("a#er-tasks")
    expect(chosen).to_have_attribute("aria-current", "true")
    expect(page.locator("a#er-customers g.on")).to_have_count(1)
    expect(page.locator("a#er-products g.on")).to_have_count(0)
    expect(page.get_by_role("heading", name="tasks", exact=True)).to_be_visible()
    if scripts:
        assert chosen.evaluate(IN_SIGHT)
    page.context.close()


def test_the_page_does_not_scroll_sideways_on_a_phone(app, browser, address, administrator):
    page = open_page(browser, address)
    page.set_viewport_size({"width": 320, "height": 700})
    sign_in(page)
    for path in (
        "/data-model",
        "/data-model/tables/customers",
        "/data-model/dictionary?q=name",
        "/data-model/integrity",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path
    page.context.close()
