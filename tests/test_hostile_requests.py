"""Addresses, cursors, bodies and names that no page of ours would send, on every route."""

import re
from pathlib import Path

import pytest
from sqlalchemy import String

from tests import filled
from tests.conftest import HTMX
from tests.factories import writing
from tests.filled import everything, fill, pages
from tests.forms_on_pages import read
from tests.proof.walking import ENDING, Listener
from tests.proof.words import value_of, word

PAYLOAD = "\"'><img src=x onerror=alert(1)><script>alert(1)</script>{{7*7}}"
VALUES = ["a\0b", "A\0B", "9" * 30, "-1", "9" * 5000, "½", "١٢", PAYLOAD, "\u202e"]
SPOKEN = {200, 302, 303, 400, 401, 403, 404, 405, 409, 413, 422, 429}


@pytest.fixture
def ids(app):
    with writing():
        return fill()


def attack(column, flavour):
    """An attack where the database takes any words, and the usual value where it asks for something."""
    if f"{column.table.name}.{column.name}" == "companies.website":
        return "javascript:alert(1)"
    usual, length = value_of(column, flavour), getattr(column.type, "length", None)
    is_any = isinstance(column.type, String) and usual == word(column, flavour)
    return PAYLOAD if is_any and (length is None or length >= len(PAYLOAD)) else usual


def parameters():
    """Every name that some view asks an address for, as the code says it."""
    asked = re.compile(r'(?:args(?:\.get)?[(\[]|asked_id\(|asked_place\(|values\.get\()"(\w+)"')
    code = "".join(path.read_text() for path in Path(filled.__file__).parent.parent.glob("contacts/**/*.py"))
    return {*asked.findall(code), "communication_id", "purchase_id", "status", "owner", "category", "team"}


@pytest.fixture
def asking(app, sign_in, ids):
    """`{endpoint: address}` of the pages that look for anything in their address, heard from the application itself."""
    with pytest.MonkeyPatch.context() as patch:
        listener = Listener(app, patch)
        opened, client = pages(app, ids), sign_in("administrator")
        for address in opened.values():
            client.get(address).close()
    return {endpoint: address for endpoint, address in opened.items() if endpoint in listener.heard}


def test_no_page_breaks_by_its_address(app, sign_in, asking):
    """What is an attack is asked of whole pages, everything else of the part that answers."""
    client, cursors, others = sign_in("administrator"), {"after", "before"}, parameters() - {"after", "before"}
    assert len(asking) > 50
    for value in VALUES:
        headers = {} if value == PAYLOAD else HTMX
        for endpoint, address in asking.items():
            for names in (others, cursors):
                asked = dict.fromkeys(names, value)
                answer = client.get(address.partition("?")[0], query_string=asked, headers=headers)
                html = answer.text  # a file is read to its end, too, or its context stays open
                assert answer.status_code in SPOKEN, (endpoint, names, value)
                assert answer.mimetype != "text/html" or read(html).loud == [], (endpoint, value)


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**30])
def test_an_id_that_no_row_has_does_not_exist(app, sign_in, ids, number):
    client = sign_in("administrator")
    beyond = {**ids, **dict.fromkeys(ids, number)}
    for method, send in (("GET", client.get), ("POST", client.post)):
        usual = pages(app, ids, method)
        for endpoint, address in pages(app, beyond, method).items():
            if address != usual[endpoint]:
                assert send(address).status_code in (404, 405, 409), endpoint


def test_a_body_that_is_no_form_changes_nothing(app, sign_in, ids):
    client, before = sign_in("administrator"), None
    bodies = [
        {"json": {"name": ["x"], "version": {}}},
        {"data": b"\xff\xfe\0" * 99, "content_type": "application/x-www-form-urlencoded"},
        {"data": b"--x\r\nbroken", "content_type": "multipart/form-data; boundary=y"},
        {"data": "<a/>", "content_type": "text/xml; charset=nonsense"},
        {"data": {"name": ["a", "b"], "version": ["1", "2"], "idempotency_key": "a\0b", "next": "//evil.example"}},
    ]
    forms = [a for e, a in pages(app, ids, "POST").items() if e not in ENDING and not re.search(r"/\w+/\w+$", a[1:])]
    for address in forms:
        for body in bodies:
            before = before or everything()
            answer = client.post(address, **body)
            assert answer.status_code in SPOKEN, address
            assert not answer.headers.get("Location", "").startswith(("//", "http")), address
            if answer.status_code < 400:
                before = None
            else:
                assert everything() == before, address


def test_a_write_without_its_token_is_refused(app, sign_in, ids, monkeypatch):
    client, before = sign_in("administrator"), everything()
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    for endpoint, address in pages(app, ids, "POST").items():
        for headers in ({}, HTMX):
            assert client.post(address, headers=headers).status_code == 400, endpoint
            assert client.post(address, data={"csrf_token": "a\0b"}, headers=headers).status_code == 400, endpoint
    assert everything() == before


@pytest.mark.parametrize("email", ["a\0b", "\u202e@example.com", PAYLOAD, "x" * 5000])
def test_signing_in_breaks_by_no_address(app, email):
    answer = app.test_client().post("/login", data={"email": email, "password": "a\0b"})
    assert answer.status_code == 422
    assert read(answer.text).loud == []


def test_words_that_are_kept_are_never_markup(app, sign_in, monkeypatch):
    """Every text of every table is an attack: no page and no fragment of it acts by itself."""
    monkeypatch.setattr(filled, "value_of", attack)
    with writing():
        ids = fill()
    client = sign_in("administrator")
    for endpoint, address in pages(app, ids).items():
        for headers in ({}, HTMX):
            answer = client.get(address, headers=headers)
            html = answer.text
            assert answer.status_code in (200, 302, 303, 404), endpoint
            if answer.mimetype == "text/html":
                assert read(html).loud == [], endpoint
                assert "<script>alert" not in html, endpoint
