"""Signing in with a real provider, through its own login form."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from contacts.access import SecurityEvent
from contacts.single_sign_on.models import Identity
from contacts.single_sign_on.provider import provider_at
from contacts.users.models import User
from tests.browser.conftest import open_page
from tests.browser.real_provider import SECRET, install, running
from tests.factories import found, make_user, writing


@pytest.fixture(scope="module")
def issuer(tmp_path_factory, address):
    folder = install(tmp_path_factory.mktemp("provider"))
    with running(folder, f"{address}/login/single-sign-on/back") as issuer:
        yield issuer


@pytest.fixture(autouse=True)
def configured(app, issuer, monkeypatch):
    settings = {"ISSUER": issuer, "CLIENT_ID": "rapport", "CLIENT_SECRET": SECRET, "NAME": "Nordhaven"}
    for name, value in settings.items():
        monkeypatch.setitem(app.config, f"OIDC_{name}", value)
    provider_at.cache_clear()


@pytest.fixture
def scripts():
    return False


@pytest.fixture
def page(browser, address, scripts):
    page = open_page(browser, address, java_script_enabled=scripts)
    yield page
    page.context.close()


def come_in_as(page, login, wanted="/login"):
    page.goto(wanted)
    page.get_by_role("link", name="Sign in with Nordhaven").click()
    page.get_by_placeholder("Enter any login").fill(login)
    page.get_by_placeholder("and password").fill("whatever it is")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_person_comes_in_by_the_providers_own_form_and_where_they_wanted(page):
    with writing():
        user_id = make_user("sales rep", name="Ada Byron", email="ada@example.com").id
    come_in_as(page, "ada@example.com", "/customers?status=lead")
    page.wait_for_url("**/customers?status=lead")
    assert found(select(Identity.user_id)) == [user_id]
    page.goto("/settings")
    expect(page.get_by_text("signed in with Nordhaven")).to_be_visible()
    page.get_by_role("button", name="Sign out everywhere").click()


def test_somebody_new_gets_the_role_that_is_configured(page, app, monkeypatch):
    monkeypatch.setitem(app.config, "OIDC_ROLE", "read-only")
    come_in_as(page, "grace@example.com")
    page.wait_for_url("**/")
    assert found(select(User.name)) == ["Ada Byron"]


@pytest.mark.parametrize("login", ["nobody@example.com", "unverified@example.com"])
def test_whoever_cannot_come_in_reads_why(page, login):
    with writing():
        make_user("sales rep", email="unverified@example.com")
    come_in_as(page, login)
    expect(page.get_by_role("alert")).to_contain_text("Ask")
    expect(page.get_by_label("Email")).to_be_visible()
    assert found(select(SecurityEvent.kind)) == ["sign_in_failed"]


def test_whoever_turns_back_at_the_provider_reads_what_to_do(page):
    page.goto("/login")
    page.get_by_role("link", name="Sign in with Nordhaven").click()
    page.get_by_role("link", name="Cancel").click()
    expect(page.get_by_role("alert")).to_contain_text("Nordhaven did not let you in.")
