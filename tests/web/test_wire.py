"""Pages go compressed to our own pages alone: a foreign one must not learn from how long they are."""

import gzip

import pytest
from flask import Response

from contacts.web import wire

OURS = {"Accept-Encoding": "br, gzip", "Sec-Fetch-Site": "same-origin"}


def encoding(app, path="/login", **headers):
    with app.test_client().get(path, headers={**OURS, **headers}) as answer:
        return answer.headers.get("Content-Encoding")


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_a_page_goes_compressed_and_is_the_same(app, site):
    client = app.test_client()
    with client.get("/login") as whole, client.get("/login", headers={**OURS, "Sec-Fetch-Site": site}) as short:
        assert short.headers["Content-Encoding"] == "gzip"
        assert int(short.headers["Content-Length"]) == len(short.data) < len(whole.data)
        assert len(gzip.decompress(short.data)) == pytest.approx(len(whole.data), abs=20)  # the form's token
        assert gzip.decompress(short.data).startswith(whole.data[:200])
        for answer in (whole, short):
            assert {"accept-encoding", "sec-fetch-site"} <= set(answer.vary.as_set())


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "Same-Origin", "none, same-origin"])
def test_what_another_site_makes_a_browser_ask_for_goes_as_it_is(app, site):
    assert encoding(app, **{"Sec-Fetch-Site": site}) is None


def test_who_does_not_say_where_from_gets_it_as_it_is(app):
    with app.test_client().get("/login", headers={"Accept-Encoding": "gzip"}) as answer:
        assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("accepted", ["", "br", "identity", "gzip;q=0"])
def test_who_does_not_take_gzip_gets_it_as_it_is(app, accepted):
    assert encoding(app, **{"Accept-Encoding": accepted}) is None


def test_it_can_be_turned_off(app, monkeypatch):
    monkeypatch.setitem(app.config, "COMPRESS_PAGES", False)
    assert encoding(app) is None


def offered(app, response, **headers):
    with app.test_request_context("/", headers={**OURS, **headers}):
        return wire.compress(response).headers.get("Content-Encoding")


def test_only_whole_pages_of_some_size(app):
    page = b"<p>" + b"x" * wire.WORTH_IT
    assert offered(app, Response(page, mimetype="text/html")) == "gzip"
    assert offered(app, Response(b"<p>short", mimetype="text/html")) is None
    assert offered(app, Response(page, mimetype="text/csv")) is None
    assert offered(app, Response((page for _ in range(2)), mimetype="text/html")) is None
    assert offered(app, Response(page, mimetype="text/html", headers={"ETag": '"1"'})) is None
    assert offered(app, Response(page, mimetype="text/html", direct_passthrough=True)) is None
    assert offered(app, Response(page, mimetype="text/html", headers={"Content-Encoding": "br"})) == "br"


def test_a_stream_is_not_read(app):
    def pieces():
        raise AssertionError("read before it is sent")
        yield b""

    assert offered(app, Response(pieces(), mimetype="text/html")) is None


def test_the_same_page_is_not_always_equally_long(app):
    page = b"<p>" * 1_000
    assert len({len(wire.gzipped(page)) for _ in range(50)}) > 5
    assert {gzip.decompress(wire.gzipped(page)) for _ in range(50)} == {page}


@pytest.mark.parametrize("name", ["css/tokens.css", "js/behaviors/forms.js"])
def test_parts_of_a_page_carry_no_headers_of_documents(app, name):
    with app.test_client().get(f"/static/{name}") as part, app.test_client().get("/static/icon.svg") as picture:
        assert part.headers["X-Content-Type-Options"] == picture.headers["X-Content-Type-Options"] == "nosniff"
        assert part.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Content-Security-Policy" not in part.headers
        assert picture.headers["Content-Security-Policy"]
