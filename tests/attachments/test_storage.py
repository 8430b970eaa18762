"""Bytes under the instance folder: whole or not there, once, for nobody else, and named for what they are."""

import errno
import io
import stat
import threading
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.attachments import storage
from contacts.attachments.file_names import LONGEST, shown_name
from contacts.attachments.media import Probe
from contacts.attachments.storage import folder, path_of, store
from contacts.web.errors import StorageFull


@pytest.fixture
def here(app, tmp_path, monkeypatch):
    """An empty folder for files."""
    monkeypatch.setattr(app, "instance_path", str(tmp_path))
    return tmp_path / "attachments"


def everything(here):
    return sorted(path.relative_to(here).as_posix() for path in here.rglob("*") if path.is_file())


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_bytes_are_kept_once_under_their_hash_and_for_nobody_else(here):
    stored = store(io.BytesIO(b"hello"))
    assert stored.sha256 == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    assert (stored.size, stored.media_type) == (5, "text/plain")
    store(io.BytesIO(b"hello"))
    assert everything(here) == [".lock", f"{stored.sha256[:2]}/{stored.sha256[2:]}"]
    path = path_of(stored.sha256)
    assert path.read_bytes() == b"hello"
    assert [mode(path), mode(path.parent), mode(folder())] == [0o600, 0o700, 0o700]


def test_a_file_cut_short_is_mended_by_the_next_one(here):
    stored = store(io.BytesIO(b"hello"))
    path_of(stored.sha256).write_bytes(b"he")
    store(io.BytesIO(b"hello"))
    assert path_of(stored.sha256).read_bytes() == b"hello"


class Breaks(io.BytesIO):
    def read(self, *_):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_said_and_leaves_nothing(here):
    with pytest.raises(StorageFull):
        store(Breaks())
    assert everything(here) == []


def test_room_is_left_for_the_database(here, monkeypatch):
    monkeypatch.setattr(storage, "LEAST_FREE", 10**18)
    with pytest.raises(StorageFull):
        store(io.BytesIO(b"hello"))
    assert everything(here) == []


def test_many_at_once_keep_one(app, here):
    content, failed = b"x" * 300_000, []

    def keep():
        try:
            with app.app_context():
                store(io.BytesIO(content))
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=keep) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(everything(here)) == 2


def kind_of(content, piece=65536):
    probe = Probe()
    for at in range(0, len(content), piece):
        probe.feed(content[at : at + piece])
    return probe.media_type()


def archive(*names):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return kept.getvalue()


OFFICE = "application/vnd.openxmlformats-officedocument"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "application/pdf"),
        (b"{\\rtf1 hello}", "application/rtf"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "image/jpeg"),
        (archive("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"), f"{OFFICE}.spreadsheetml.sheet"),
        (archive("[Content_Types].xml", "_rels/.rels", "word/document.xml"), f"{OFFICE}.wordprocessingml.document"),
        (archive("a.txt"), "application/zip"),
        ("Größe 東京 😀".encode(), "text/plain"),
        (b"BMW builds cars", "text/plain"),
        (b"MZ is no program", "text/plain"),
        (b"<html><script>alert(1)</script>", "text/plain"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "text/plain"),
        ("Größe".encode("latin-1"), "application/octet-stream"),
        ("Größe".encode()[:-2], "application/octet-stream"),
        (b"text\0with a NUL", "application/octet-stream"),
        (b"\x1b[2Jclears the screen", "application/octet-stream"),
        (b"", "text/plain"),
        (bytes(range(256)), "application/octet-stream"),
    ],
)
def test_content_decides_not_the_name(content, kind):
    assert kind_of(content) == kind


@given(st.binary(max_size=400), st.integers(1, 50))
def test_any_bytes_are_of_some_kind_however_they_arrive(content, piece):
    assert kind_of(content, piece) == kind_of(content)
    assert len(kind_of(content)) <= 100


@pytest.mark.parametrize(
    ("sent", "shown"),
    [("C:\\Users\\Ada\\plan.pdf", "plan.pdf"), ('a "b".txt', 'a "b".txt'), (None, "file"), ("/", "file")],
)
def test_folders_are_left_out(sent, shown):
    assert shown_name(sent) == shown


@given(st.text(max_size=400))
def test_any_name_is_shown_safely(sent):
    name = shown_name(sent)
    assert 0 < len(name) <= LONGEST
    assert name == shown_name(name)
    assert not set(name) & set("/\\\0\n\r\u202e\u2066")
