"""Languages, time zones and web addresses: what is understood, and how it is spelled afterwards."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.web.standards import (
    is_web_address,
    language_name,
    language_tag,
    languages,
    time_zone,
    time_zones,
    web_address,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("de", "de"),
        ("PT-br", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("German", "de"),
        ("yoruba", "yo"),
        ("es-419", "es-419"),
        ("sl-rozaj", "sl-rozaj"),
        ("fil", "fil"),
    ],
)
def test_a_language_is_understood(typed, kept):
    assert language_tag(typed) == kept


@pytest.mark.parametrize(
    "typed", ["Klingonese", "xx", "de_DE", "de-XQ", "de-", "-", "e", "de\x00", "٣٣", "english please"]
)
def test_no_language(typed):
    with pytest.raises(ValueError, match="for example German"):
        language_tag(typed)


def test_languages_have_names():
    assert ("de", "German") in languages()
    assert language_name("pt-BR") == "Portuguese (Brazil)"
    assert language_name("zz-nonsense") == "zz (nonsense)"
    assert language_name("haw") == "Hawaiian"


def test_time_zones():
    assert time_zone("europe/lisbon") == "Europe/Lisbon"
    assert time_zone("america/new york") == "America/New_York"
    assert time_zone("utc") == "UTC"
    assert "Europe/Lisbon" in time_zones()
    for wrong in ("CEST", "localtime", "../etc/passwd", "Europe", "x" * 300, "Mars/Olympus"):
        with pytest.raises(ValueError, match="from the list"):
            time_zone(wrong)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("example.com", "https://example.com"),
        ("//example.com/a?b#c", "https://example.com/a?b#c"),
        ("HTTP://Example.com", "HTTP://Example.com"),
        ("example.com:8080/x", "https://example.com:8080/x"),
        ("https://пример.рф/страница", "https://пример.рф/страница"),
    ],
)
def test_a_web_address(typed, kept):
    assert web_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "JavaScript://example.com/%0aalert(1)",
        "data:text/html,x",
        "ftp://example.com",
        "https://user:password@example.com",
        "https://[bad",
        "https://example.com:99999",
        "two words",
        "localhost",
        "https://",
        "https://..",
        "https://exa\\mple.com",
        "x" * 495 + ".com",
    ],
)
def test_no_web_address(typed):
    with pytest.raises(ValueError, match="web address"):
        web_address(typed)
    assert not is_web_address(typed)


@given(st.text(max_size=60))
def test_anything_typed_is_read_or_refused(text):
    for read in (language_tag, time_zone, web_address):
        with suppress(ValueError):
            kept = read(text)
            assert read(kept) == kept
