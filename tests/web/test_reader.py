"""In which language an answer is written: what the person chose, else what the browser asks for, else English."""

import subprocess
import sys

import pytest

from contacts.web import reader
from contacts.web.filters import role_name
from contacts.web.words import Later, _, ngettext

IMPORTS = """
from flask_babel.speaklater import LazyString
asked = []
LazyString.__str__ = lambda self: asked.append(self._args[0]) or ""
import contacts
print(*asked, sep="\\n")
"""


@pytest.mark.parametrize(
    ("asked", "locale", "language"),
    [
        ("de-AT,de;q=0.9,en;q=0.5", "de-AT", "de"),
        ("fr-FR,de;q=0.5", "de", "de"),  # French is not there, German is
        ("en;q=0.4,de;q=0.8", "de", "de"),
        ("fr", "en", "en"),
        ("de-XX", "en", "en"),
        ("de_AT", "en", "en"),
        ("*", "en", "en"),
        ("", "en", "en"),
        ("\u00e4\0;q=x,,", "en", "en"),
    ],
)
def test_the_sign_in_page_follows_the_browser(app, asked, locale, language):
    with app.test_request_context("/login", headers={"Accept-Language": asked}):
        assert (reader.reader().locale, reader.reader().language) == (locale, language)
    page = app.test_client().get("/login", headers={"Accept-Language": asked})
    assert f'<html lang="{language}" dir="ltr"' in page.text
    assert "Accept-Language" in page.headers["Vary"]


def test_what_a_person_chose_wins_and_needs_no_vary(sign_in):
    german = {"Accept-Language": "de"}
    chosen = sign_in("manager", locale="en-GB").get("/tasks", headers=german)
    assert '<html lang="en" dir="ltr"' in chosen.text
    assert "Accept-Language" not in chosen.headers["Vary"]
    open_to_it = sign_in("manager", locale=None).get("/tasks", headers=german)
    assert '<html lang="de" dir="ltr"' in open_to_it.text
    assert "Accept-Language" in open_to_it.headers["Vary"]


def test_formats_of_a_language_that_is_not_there_come_with_english_words(sign_in):
    assert '<html lang="en" dir="ltr"' in sign_in("manager", locale="ar").get("/tasks").text


def test_commands_speak_english(app):
    assert (_("Saved."), ngettext("%(num)d day ago", "%(num)d days ago", 2)) == ("Saved.", "2 days ago")


def test_the_setting_turns_pages_around(app, monkeypatch):
    monkeypatch.setitem(app.config, "DIRECTION", "rtl")
    assert '<html lang="en" dir="rtl"' in app.test_client().get("/login").text


def test_what_is_made_while_importing_is_not_translated_then():
    """Else it would stay in English for ever: no f-string, `%` or join may look into such a text."""
    done = subprocess.run([sys.executable, "-c", IMPORTS], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_text_for_later_is_escaped():
    assert Later(lambda: "<b>").__html__() == "&lt;b&gt;"


def test_a_role_of_ones_own_keeps_its_capitals(app):
    with app.test_request_context():
        assert [role_name(name) for name in ("VIP support", "sales rep", "Ärzte")] == [
            "VIP support",
            "Sales rep",
            "Ärzte",
        ]
