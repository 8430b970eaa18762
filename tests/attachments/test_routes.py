"""Files on the record: sent, shown, given back byte for byte, deleted and undone, and never beyond their reach."""

import pytest

from contacts.attachments import forms
from contacts.attachments.storage import folder
from tests.attachments.sending import fetched, kept, sending
from tests.conftest import HTMX

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def stored(app):
    with app.app_context():
        return [path for path in folder().glob("??/*")]


def test_several_files_are_sent_shown_and_given_back(sign_in, path):
    client = sign_in("sales rep")
    answer = client.post(path, data=sending(("quote.pdf", PDF), ("Größe.txt", "Maße".encode())))
    assert answer.status_code == 303
    first, second = kept()
    assert (first.file_name, first.media_type, first.size) == ("quote.pdf", "application/pdf", len(PDF))
    assert (second.media_type, second.uploader_id) == ("text/plain", client.user_id)
    text = client.get(path).text
    assert "quote.pdf" in text
    assert "Größe.txt" in text
    assert fetched(client, f"{path}/{first.id}").data == PDF


def test_what_a_download_carries(sign_in, path):
    client = sign_in("support")
    client.post(path, data=sending(("Größe;'1.html", b"<script>alert(1)</script>")))
    answer = fetched(client, f"{path}/{kept()[0].id}")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "filename*=UTF-8''Gr%C3%B6%C3%9Fe%3B%271.html" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert int(answer.headers["Content-Length"]) == len(answer.data) == 25


def test_a_part_of_a_file_can_be_asked_for(sign_in, path):
    client = sign_in("support")
    client.post(path, data=sending(("a.txt", b"0123456789")))
    url = f"{path}/{kept()[0].id}"
    part = fetched(client, url, Range="bytes=2-4")
    assert (part.status_code, part.data, part.headers["Content-Range"]) == (206, b"234", "bytes 2-4/10")
    assert client.get(url, headers={"Range": "bytes=99-"}).status_code == 416
    assert fetched(client, url, **{"If-None-Match": f'"{kept()[0].sha256}"'}).status_code == 304


def test_htmx_gets_the_panel_which_is_the_pages_own(sign_in, path):
    client = sign_in("manager")
    text = client.post(path, data=sending(("a.txt", b"a")), headers=HTMX).text
    assert text.lstrip().startswith('<section id="attachments"')
    assert "File added." in text
    piece, whole = (client.get(path, headers=headers).text for headers in (HTMX, {}))
    without_key = [line for line in piece.splitlines() if "idempotency_key" not in line]
    assert [line for line in without_key if line.strip() not in whole] == []


def test_the_same_form_sent_twice_adds_once(sign_in, path):
    client = sign_in("manager")
    for _ in range(2):
        assert client.post(path, data=sending(("a.txt", b"a"), idempotency_key="k" * 32)).status_code == 303
    assert len(kept()) == 1


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([], "Choose a file."),
        ([("a.txt", b"a"), ("b.txt", b"")], "b.txt is empty."),
        ([("a.txt", b"a"), ("film.mov", b"x" * 1001)], "film.mov is too large. A file has at most 25 MB."),
        ([(f"{n}.txt", b"a") for n in range(11)], "Choose at most 10 files."),
    ],
)
def test_what_will_not_do_is_said_in_one_sentence_and_nothing_is_kept(sign_in, app, path, files, sentence, monkeypatch):
    monkeypatch.setattr(forms, "LARGEST", 1000)
    before = stored(app)
    answer = sign_in("manager").post(path, data=sending(*files), headers=HTMX)
    assert answer.status_code == 422
    assert 'id="files-error"' in answer.text
    assert sentence in answer.text
    assert kept() == []
    assert stored(app) == before


def test_more_than_all_files_together_is_413(sign_in, app, path, monkeypatch):
    monkeypatch.setattr(app.view_functions["attachments.create"], "most_bytes", 5000)
    client = sign_in("manager")
    answer = client.post(path, data=sending(("a.bin", b"\0" * 6000)))
    assert answer.status_code == 413
    assert "at most 25 MB" in answer.text
    assert kept() == []


def test_a_large_request_is_for_people_who_signed_in_and_for_files_alone(sign_in, app, path, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 5000)
    assert app.test_client().post(path, data=sending(("a.bin", b"\0" * 6000))).status_code == 302
    client = sign_in("manager")
    assert client.post("/customers", data={"name": "x" * 6000}).status_code == 413
    assert client.post(path, data=sending(("a.bin", b"\0" * 6000))).status_code == 303


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("\u202efdp.exe", "fdp.exe"),
        ("a\tb\x07.txt", "ab.txt"),
        ("  .. ", "file"),
        ("x" * 400 + ".pdf", "x" * 196 + ".pdf"),
        ("<script>alert(1)<", "<script>alert(1)<"),
        ("قائمة الأسعار.pdf", "قائمة الأسعار.pdf"),
    ],
)
def test_a_name_is_only_words(sign_in, path, sent, shown):
    client = sign_in("manager")
    assert client.post(path, data=sending((sent, b"a"))).status_code == 303
    assert kept()[0].file_name == shown
    assert "<script>alert(1)" not in client.get(path).text
    assert fetched(client, f"{path}/{kept()[0].id}").status_code == 200
