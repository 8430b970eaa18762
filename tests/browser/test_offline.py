"""Notes without a connection: kept, listed, sent once, put right, and gone with whoever signs out."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from contacts.access import unrestricted
from contacts.communications.models import Communication
from contacts.customers.models import Phone
from contacts.users.passwords import hash_password
from tests.browser.conftest import PASSWORD, sign_in
from tests.factories import add, make_customer, make_user, writing

READY = "navigator.serviceWorker.ready.then(() => caches.match('/offline', {ignoreVary: true})).then(Boolean)"
KEPT = """new Promise(done => {
  const asked = indexedDB.open('rapport');
  asked.onupgradeneeded = () => asked.result.createObjectStore('kept', {keyPath: 'key'});
  asked.onsuccess = () => asked.result.transaction('kept').objectStore('kept').getAll().onsuccess = event =>
    done(event.target.result.filter(one => one.fields).map(one => one.fields.text));
})"""
EXPECTED = ("ERR_INTERNET_DISCONNECTED", "Failed to fetch", "status of 422")  # what the browser itself says


@pytest.fixture
def ada(app):
    with writing():
        customer = make_customer("Ada Byron")
        add(Phone(customer_id=customer.id, value="+44 20 7946 0018", e164="+442079460018"))
        return customer.id


@pytest.fixture
def away(page, ada):
    """Signed in, Ada's page was opened, and then the connection went. What the browser says of that is no fault."""
    page.goto(f"/customers/{ada}")
    page.wait_for_function(READY)
    page.context.set_offline(True)
    yield page
    page.context.set_offline(False)
    page.said[:] = [line for line in page.said if not any(word in line for word in EXPECTED)]


def logged():
    with unrestricted("a test looks") as session:
        return session.scalar(select(func.count()).select_from(Communication))


def note(page, text):
    page.get_by_label("What happened").fill(text)
    page.get_by_role("button", name="Keep note").click()
    expect(page.locator("#waiting")).to_contain_text(text)


def test_a_note_waits_and_is_sent_when_the_connection_is_back(away, ada):
    away.goto("/tasks")
    expect(away.get_by_role("heading", name="No connection")).to_be_visible()
    expect(away.get_by_role("link", name="+44 20 7946 0018")).to_have_attribute("href", "tel:+442079460018")
    note(away, "call Ada Byron: wants a quote")
    assert logged() == 0
    away.context.set_offline(False)
    expect(away.get_by_role("heading", name="Tasks", exact=True)).to_be_visible()
    expect(away.locator("#toasts")).to_contain_text("Logged: call")
    assert (logged(), away.evaluate(KEPT)) == (1, [])


def test_the_line_of_an_open_page_is_kept_too_and_two_tabs_send_it_once(away):
    away.context.set_offline(False)
    away.goto("/capture")
    other = away.context.new_page()
    other.goto("/")
    away.context.set_offline(True)
    away.get_by_label("What happened").fill("call Ada Byron: wants a quote")
    away.get_by_role("button", name="Log", exact=True).click()
    expect(away.locator("#waiting")).to_contain_text("wants a quote")
    expect(away.get_by_label("What happened")).to_have_value("")
    away.context.set_offline(False)
    # A machine that has no network at all never says that it is back.
    away.evaluate("navigator.onLine || dispatchEvent(new Event('online'))")
    expect(away.locator("#waiting")).to_be_hidden()
    other.reload()
    assert (logged(), other.evaluate(KEPT)) == (1, [])


def test_what_is_not_right_stays_with_its_sentence_until_it_is_put_right(away):
    away.goto("/capture")
    note(away, "call Bda Byronn: wants a quote")
    away.context.set_offline(False)
    expect(away.locator("#waiting .err")).to_contain_text("Nobody here is called")
    away.get_by_role("link", name="Put it right").click()
    away.get_by_label("What happened").fill("call Ada Byron: wants a quote")
    away.get_by_role("button", name="Log", exact=True).click()
    expect(away.locator("#toasts")).to_contain_text("Logged: call")
    expect(away.locator("#waiting")).to_be_hidden()
    assert (logged(), away.evaluate(KEPT)) == (1, [])


def test_without_a_session_it_waits_for_its_writer_and_for_nobody_else(away, ada):
    with writing():
        make_user("administrator", email="other@example.com", password_hash=hash_password(PASSWORD))
    away.goto("/capture")
    note(away, "call Ada Byron: wants a quote")
    away.context.clear_cookies()
    away.context.set_offline(False)
    expect(away.get_by_role("button", name="Sign in")).to_be_visible()
    enter(away, "other@example.com")
    away.goto("/capture")
    expect(away.locator("#waiting")).to_be_hidden()
    assert away.locator("#waiting li").count() == 0
    assert logged() == 0
    away.context.clear_cookies()
    enter(away, "ingrid@example.com")
    expect(away.locator("#toasts")).to_contain_text("Logged: call")
    assert logged() == 1


def enter(page, email):
    page.goto("/login")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")


def test_signing_out_asks_first_and_wipes_it_all(away):
    away.goto("/capture")
    note(away, "call Bda Byronn: wants a quote")
    away.context.set_offline(False)
    expect(away.locator("#waiting .err")).to_contain_text("Nobody here is called")
    away.get_by_role("button", name="Account menu").click()
    away.get_by_role("button", name="Sign out").click()
    away.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    away.wait_for_url("**/login")
    assert away.evaluate(KEPT) == []
    sign_in(away)
    away.goto("/capture")
    expect(away.locator("#waiting")).to_be_hidden()


def test_a_note_is_discarded(away):
    away.goto("/capture")
    note(away, "call Ada Byron: nothing after all")
    away.get_by_role("button", name="Discard").click()
    away.get_by_role("dialog").get_by_role("button", name="Discard").click()
    expect(away.locator("#waiting")).to_be_hidden()
    assert away.evaluate(KEPT) == []


def test_switched_off_nothing_is_kept(page, ada, app, monkeypatch):
    page.goto(f"/customers/{ada}")
    page.wait_for_function(READY)
    monkeypatch.setitem(app.config, "OFFLINE_NOTES", False)
    page.goto(f"/customers/{ada}")
    page.wait_for_function("navigator.serviceWorker.getRegistrations().then(all => !all.length)")
    assert page.evaluate(KEPT.replace(".filter(one => one.fields).map(one => one.fields.text)", "")) == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_answer_to_what_is_gone_from_the_page_is_no_fault(page, method):
    """htmx then says so of the whole document."""
    page.goto("/customers")
    page.evaluate(
        """method => document.dispatchEvent(new CustomEvent('htmx:after:request', {
            bubbles: true, detail: {ctx: {request: {method}, response: {status: 200}}}}))""",
        method,
    )
    page.wait_for_function("document.readyState === 'complete'")
