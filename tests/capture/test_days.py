"""Days and times in words, as they are meant on a Friday, the 27th of November 2026."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.capture.days import FURTHEST, read_when
from contacts.capture.languages import ENGLISH, language_of

FRIDAY = date(2026, 11, 27)


def meant(words, today=FRIDAY):
    return [(str(when.day), when.at and f"{when.at:%H:%M}") for when in read_when(words.split(), today, ENGLISH)]


DAYS = {
    "today": "2026-11-27", "Tomorrow": "2026-11-28", "day after tomorrow": "2026-11-29", "by tomorrow": "2026-11-28",
    "fri": "2026-12-04", "sat.": None, "on sat": "2026-11-28", "this sat": "2026-11-28", "Mon": "2026-11-30",
    "next mon": "2026-11-30", "next fri": "2026-12-04", "next week": "2026-11-30", "next month": "2026-12-01",
    "in 2 weeks": "2026-12-11", "in a week": "2026-12-04", "in three days": "2026-11-30", "in 1 month": "2026-12-27",
    "in 3 months": "2027-02-27", "in two years": "2028-11-27", "3 dec": "2026-12-03", "dec 3": "2026-12-03",
    "3rd december": "2026-12-03", "3 december 2027": "2027-12-03", "3 nov": "2027-11-03", "fri 4 dec": "2026-12-04",
    "thu 4 dec": None, "2026-12-03": "2026-12-03", "2026-11-26": None, "2026-02-30": None, "30 feb": None,
    "31.12.2026": "2026-12-31", "by 31.12": "2026-12-31", "3.12": None, "10th": "2026-12-10", "the 10th": "2026-12-10",
    "fri 27": "2026-11-27", "fri 28": None, "13/12/2026": "2026-12-13", "in 99999999 weeks": None, "in 999 weeks": None,
    "40 chairs": None, "may": None, "week": None, "²": None, "in ² days": None, "2 2 2026": None, "at": None,
}  # fmt: skip


@pytest.mark.parametrize("words", DAYS)
def test_a_day_in_words(words):
    assert meant(words) == ([(DAYS[words], None)] if DAYS[words] else [])


TIMES = {
    "fri 10": ("2026-12-04", "10:00"), "fri 2": ("2026-12-04", "14:00"), "fri at 10:30": ("2026-12-04", "10:30"),
    "tomorrow 3pm": ("2026-11-28", "15:00"), "tomorrow 12am": ("2026-11-28", "00:00"),
    "mon noon": ("2026-11-30", "12:00"),
    "3 dec at 9": ("2026-12-03", "09:00"), "2026-12-03 14:30": ("2026-12-03", "14:30"),
    "10am on mon": ("2026-11-30", "10:00"),
    "at 10 tomorrow": ("2026-11-28", "10:00"), "next week at 8": ("2026-11-30", "08:00"),
    "mon 9 am": ("2026-11-30", "09:00"),
    "sat 10": ("2026-11-28", "10:00"),
}  # fmt: skip


@pytest.mark.parametrize("words", TIMES)
def test_a_time_with_its_day(words):
    assert meant(words) == [TIMES[words]]


@pytest.mark.parametrize("words", ["tomorrow 25:00", "tomorrow 13pm", "tomorrow 9xy", "3 dec 9", "mon 10:75"])
def test_no_time_of_the_clock(words):
    assert meant(words) == []


def test_what_is_not_clear_has_several_meanings():
    assert meant("fri 4") == [("2026-12-04", None), ("2026-12-04", "16:00")]
    assert meant("by 3/12") == [("2026-12-03", None), ("2027-03-12", None)]


def test_the_last_day_of_a_shorter_month():
    assert meant("in a month", date(2027, 1, 31)) == [("2027-02-28", None)]


def test_other_languages_join_by_their_tag():
    assert language_of("en-GB") is language_of(None) is language_of("xx") is ENGLISH


PHRASES = st.lists(
    st.one_of(st.text(), st.sampled_from([*DAYS, "next", "in", "at", "by", "10", "noon", "pm", "999"])), max_size=9
)
WORD_LISTS = PHRASES.map(lambda phrases: " ".join(phrases).split())


@given(WORD_LISTS, st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_nothing_makes_it_fail_and_nothing_is_past_or_far(words, today):
    for when in read_when(words, today, ENGLISH):
        assert today <= when.day
        assert (when.day - today) <= FURTHEST
        assert when.at is None or isinstance(when.at, time)
