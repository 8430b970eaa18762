"""Static text goes compressed to who takes it so, and is the same text."""

import gzip
from pathlib import Path

import pytest

GZIP = {"Accept-Encoding": "gzip, br"}


@pytest.mark.parametrize("name", ["css/tokens.css", "js/behaviors/forms.js", "icons.svg"])
def test_text_goes_compressed(app, name):
    client, whole = app.test_client(), Path(app.static_folder, name).read_bytes()
    with client.get(f"/static/{name}", headers=GZIP) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert len(answer.data) == int(answer.headers["Content-Length"]) < len(whole)
        assert gzip.decompress(answer.data) == whole
    with client.get(f"/static/{name}") as answer:
        assert "Content-Encoding" not in answer.headers
        assert answer.data == whole


def test_what_is_not_changed_is_not_sent_again(app):
    client = app.test_client()
    with client.get("/static/css/tokens.css", headers=GZIP) as first:
        known = {**GZIP, "If-None-Match": first.headers["ETag"]}
    with client.get("/static/css/tokens.css", headers=known) as again:
        assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", ["/static/icons/any-192.png", "/static/css/none.css", "/login"])
def test_pictures_pages_and_what_is_not_there_go_as_they_are(app, path):
    with app.test_client().get(path, headers=GZIP) as answer:
        assert "Content-Encoding" not in answer.headers


def test_a_part_is_a_part_of_the_text_itself(app):
    with app.test_client().get("/static/css/tokens.css", headers={**GZIP, "Range": "bytes=0-9"}) as answer:
        assert (answer.status_code, answer.data) == (206, Path(app.static_folder, "css/tokens.css").read_bytes()[:10])
