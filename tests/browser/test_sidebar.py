"""The segments in the sidebar: counts come by themselves, and disturb nobody."""

from playwright.sync_api import expect

from contacts.segments.models import Segment
from tests.factories import add, make_customer, writing

LEADS = '{"match":"all","parts":[{"field":"customers.status","asks":"any_of","value":["lead"]}]}'


def test_counts_come_after_the_page_and_leave_the_focus_alone(page, administrator):
    with writing():
        make_customer("Ada Byron", sort_name="ada byron", status="lead")
        add(Segment(name="Leads", definition=LEADS, sharing="private", owner_id=administrator))
    page.goto("/customers")
    segments = page.get_by_role("navigation", name="Your segments")
    expect(segments.get_by_role("link", name="Leads 1")).to_be_visible()
    expect(page.locator("body")).to_be_focused()
    segments.get_by_role("link", name="Leads").click()
    expect(segments.locator("[aria-current=page]")).to_contain_text("Leads")
    expect(page.get_by_role("row", name="Ada Byron")).to_be_visible()
