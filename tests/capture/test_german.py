"""Days, times and lines in German, as they are meant on a Friday, the 27th of November 2026."""

from datetime import date

import pytest

from contacts.capture.days import read_when
from contacts.capture.languages import language_of
from contacts.capture.parser import read
from tests.factories import make_customer, writing

FRIDAY = date(2026, 11, 27)
GERMAN = language_of("de-AT")

WHENS = {
    "heute": ("2026-11-27", None), "morgen": ("2026-11-28", None), "übermorgen": ("2026-11-29", None),
    "am Mo": ("2026-11-30", None), "nächsten Freitag": ("2026-12-04", None), "nächste Woche": ("2026-11-30", None),
    "am nächsten Dienstag": ("2026-12-01", None), "in zwei Wochen": ("2026-12-11", None),
    "in einem Monat": ("2026-12-27", None), "am 3.12.": ("2026-12-03", None), "3. Dezember": ("2026-12-03", None),
    "bis 31.12.2026": ("2026-12-31", None), "fr 10": ("2026-12-04", "10:00"), "morgen um 10": ("2026-11-28", "10:00"),
    "morgen um 12 Uhr": ("2026-11-28", "12:00"), "Montag 14 Uhr": ("2026-11-30", "14:00"),
    "morgen mittags": ("2026-11-28", "12:00"), "tomorrow": ("2026-11-28", None), "so": None, "Uhr": None, "mit": None,
}  # fmt: skip


@pytest.mark.parametrize("words", WHENS)
def test_a_day_in_german(words):
    found = [(str(when.day), when.at and f"{when.at:%H:%M}") for when in read_when(words.split(), FRIDAY, GERMAN)]
    assert found == ([WHENS[words]] if WHENS[words] else [])


@pytest.mark.parametrize(
    ("line", "channel", "direction", "task"),
    [
        ("anruf mit Ada Byron: möchte ein Angebot, zurückrufen fr 10", "call", None, "zurückrufen"),
        ("mail an Ada Byron: Preisliste", "email", "outgoing", ""),
        ("brief von Ada Byron: Kündigung", "letter", "incoming", ""),
        ("treffen Ada Byron: Vertrag besprochen, Entwurf schicken bis morgen", "meeting", None, "Entwurf schicken"),
        ("notiz Ada Byron: mag Tee", "note", None, ""),
        ("call Ada Byron: wants a quote", "call", None, ""),
    ],
)
def test_a_line_in_german(line, channel, direction, task):
    reading = read(line, FRIDAY, GERMAN)
    assert (reading.channel, reading.direction, reading.contact, reading.task) == (
        channel,
        direction,
        "Ada Byron",
        task,
    )


@pytest.mark.parametrize("locale", ["de", "en"])
def test_german_is_read_for_who_reads_german(sign_in, locale):
    client = sign_in("sales rep", locale=locale)
    with writing():
        make_customer(name="Ada Byron", owner_id=client.user_id)
    page = client.get("/capture?text=anruf mit Ada Byron: möchte ein Angebot").text
    assert (">Anruf<" in page) is (locale == "de")
