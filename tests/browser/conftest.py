"""A real server and a real Chromium: `page` is signed in as an administrator, `plain_page` has no JavaScript."""

import os
import threading

import pytest
from playwright.sync_api import expect, sync_playwright
from werkzeug.serving import make_server

from contacts.users.passwords import hash_password
from tests.factories import make_user, writing

FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "correct horse battery"
expect.set_options(timeout=20_000)  # milliseconds: beside two other suites a page may take long
LEFT_EARLY = "ViewTransition opt-in disabled"  # Chromium, of a page that is left before it was first drawn


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(app):
    """Where the application is served, with CSRF on, as people use it."""
    server = make_server("127.0.0.1", 0, in_one_piece(app.wsgi_app), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    app.config["WTF_CSRF_ENABLED"] = True
    yield f"http://127.0.0.1:{server.server_port}"
    app.config["WTF_CSRF_ENABLED"] = False
    server.shutdown()
    thread.join()
    server.server_close()


def in_one_piece(wsgi_app):
    """Werkzeug's server does not close the file it was sending when a browser hangs up, so it is given bytes."""

    def answer(environ, start_response):
        pieces = wsgi_app(environ, start_response)
        try:
            return [b"".join(pieces)]
        finally:
            if hasattr(pieces, "close"):
                pieces.close()

    return answer


@pytest.fixture
def administrator(app):
    with writing():
        return make_user("administrator", name="Ingrid Solheim", email="ingrid@example.com",
                         password_hash=hash_password(PASSWORD)).id  # fmt: skip


def open_page(browser, address, **options):
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900}, **options)
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.said.append(str(error)) if LEFT_EARLY not in str(error) else None)
    return page


def sign_in(page, email="ingrid@example.com"):
    page.goto("/login")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")


@pytest.fixture
def page(browser, address, administrator):
    page = open_page(browser, address)
    sign_in(page)
    yield page
    page.context.close()
    assert page.said == []


@pytest.fixture
def plain_page(browser, address, administrator):
    page = open_page(browser, address, java_script_enabled=False)
    sign_in(page)
    yield page
    page.context.close()
