"""Files in a real browser: dropped or chosen, given back, and sent with a plain form where there is no JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_customer, writing


@pytest.fixture
def ada(app, administrator):
    with writing():
        return make_customer("Ada Byron", sort_name="ada byron").id


def file(name, content):
    return {"name": name, "mimeType": "application/x-whatever", "buffer": content}


def test_choosing_files_sends_them_and_leaves_the_page_as_it_is(ada, page):
    page.goto(f"/customers/{ada}")
    page.get_by_label("What happened").fill("Not sent yet")
    page.get_by_label("Add files").set_input_files([file("plan.pdf", b"%PDF-1.7\n"), file("Größe.txt", b"7 m")])
    panel = page.locator("#attachments")
    expect(panel.get_by_role("link", name="plan.pdf")).to_be_visible()
    expect(page.locator("#toasts")).to_contain_text("2 files added.")
    expect(page.get_by_label("What happened")).to_have_value("Not sent yet")
    with page.expect_download() as download:
        panel.get_by_role("link", name="Größe.txt").click()
    assert download.value.suggested_filename == "Größe.txt"
    assert download.value.path().read_bytes() == b"7 m"


def test_a_file_that_is_too_large_is_said_beside_it_and_another_can_follow(ada, page):
    page.goto(f"/customers/{ada}")
    page.get_by_label("Add files").set_input_files(file("film.mov", b"\0" * 26_000_000))
    panel = page.locator("#attachments")
    expect(panel).to_contain_text("film.mov is too large. A file has at most 25 MB.")
    page.get_by_label("Add files").set_input_files(file("small.txt", b"7 m"))
    expect(panel.get_by_role("link", name="small.txt")).to_be_visible()
    expect(panel).not_to_contain_text("too large")
    page.said = [said for said in page.said if "422" not in said]  # the console notes every 422


@pytest.mark.parametrize(("event", "carrier"), [("ClipboardEvent", "clipboardData"), ("DragEvent", "dataTransfer")])
def test_a_file_is_pasted_or_dropped_anywhere_on_the_record(ada, page, event, carrier):
    page.goto(f"/customers/{ada}")
    page.get_by_label("What happened").fill("Not sent yet")
    page.get_by_role("heading", name="Details").evaluate(
        """(place, [event, carrier]) => {
          const carried = new DataTransfer();
          carried.items.add(new File(['7 m'], 'plan.txt', {type: 'text/plain'}));
          const type = event === 'DragEvent' ? 'drop' : 'paste';
          place.dispatchEvent(new window[event](type, {[carrier]: carried, bubbles: true, cancelable: true}));
        }""",
        [event, carrier],
    )
    expect(page.locator("#attachments").get_by_role("link", name="plan.txt")).to_be_visible()
    expect(page.get_by_label("What happened")).to_have_value("Not sent yet")


def test_delete_a_file_and_take_it_back(ada, page):
    page.goto(f"/customers/{ada}/attachments")
    page.get_by_label("Add files").set_input_files(file("plan.txt", b"7 m"))
    panel = page.locator("#attachments")
    panel.get_by_role("button", name="Delete plan.txt").click()
    expect(panel.get_by_role("link", name="plan.txt")).to_have_count(0)
    page.get_by_role("button", name="Undo").last.click()
    expect(panel.get_by_role("link", name="plan.txt")).to_be_visible()


def test_a_plain_form_sends_files_too(ada, plain_page):
    page = plain_page
    page.goto(f"/customers/{ada}")
    page.get_by_label("Add files").set_input_files(file("plan.txt", b"7 m"))
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("link", name="plan.txt")).to_be_visible()
