"""What people read when something is refused, and what administrators find about it."""

import pytest
from flask import abort
from sqlalchemy import select, text

from contacts.access import SecurityEvent, public, unrestricted
from contacts.db import db
from contacts.web.errors import SENTENCES
from tests.conftest import HTMX

CODES = [400, 403, 404, 405, 409, 413, 422, 429, 500, 503]


@pytest.fixture
def fails(app):
    """`fails(view)`: what the home page does for the length of a test."""
    usual = app.view_functions["home.index"]

    def _fails(view):
        app.view_functions["home.index"] = public(view)

    yield _fails
    app.view_functions["home.index"] = usual


@pytest.mark.parametrize("code", CODES)
def test_each_status_has_our_own_sentence(sign_in, fails, code):
    fails(lambda: abort(code))
    client = sign_in("manager")
    for headers in ({}, HTMX):
        response = client.get("/", headers=headers)
        assert response.status_code == code
        assert str(SENTENCES[code]) in response.text


def test_a_sentence_given_with_the_refusal_is_shown(sign_in, fails):
    fails(lambda: abort(403, "Ask Ada."))
    assert "Ask Ada." in sign_in("manager").get("/").text


def test_what_the_database_refuses_is_403_and_in_the_security_log(sign_in, fails):
    fails(lambda: str(db.session.execute(text("SELECT tax_id FROM customers")).all()))
    client = sign_in("sales rep")
    assert client.get("/").status_code == 403
    with unrestricted("a test looks") as session:
        event = session.scalars(select(SecurityEvent)).one()
    assert (event.kind, event.actor_id) == ("refused_by_database", client.user_id)
    assert event.detail.startswith("GET /: ")
