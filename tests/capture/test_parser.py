"""One line, taken apart: every word ends up somewhere, whatever is typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.capture.languages import ENGLISH
from contacts.capture.parser import read

FRIDAY = date(2026, 11, 27)


def taken(line, name_words=None):
    return read(line, FRIDAY, ENGLISH, name_words)


def parts(line):
    reading = taken(line)
    days = [str(when.day) for when in reading.whens]
    return reading.channel, reading.contact, reading.body(), reading.task, days, [name for _tag, name in reading.tags]


def test_a_whole_line():
    line = "call Ada Byron: wants quote for 40 chairs, ring back fri 10 #furniture"
    said = ("call", "Ada Byron", "wants quote for 40 chairs", "ring back", ["2026-12-04"], ["furniture"])
    assert parts(line) == said


LINES = {
    "met Ada: we sat, she left": ("meeting", "Ada", "we sat, she left", "", [], []),
    "Ada Byron: ok": (None, "Ada Byron", "ok", "", [], []),
    "email to José Ñ: sent it; ask again in 2 weeks": ("email", "José Ñ", "sent it", "ask again", ["2026-12-11"], []),
    "call A: send a quote by fri": ("call", "A", "send a quote by fri", "send a quote", ["2026-12-04"], []),
    "call A: wants a quote by fri": ("call", "A", "wants a quote by fri", "wants a quote", ["2026-12-04"], []),
    "call A: no answer, tomorrow": ("call", "A", "no answer", "", ["2026-11-28"], []),
    "call A: no answer. Try mon 9": ("call", "A", "no answer.", "Try", ["2026-11-30"], []),
    "call A: at 10:30 it cost 1,000": ("call", "A", "at 10:30 it cost 1,000", "", [], []),
    "call A: see https://example.com/a,b;c": ("call", "A", "see https://example.com/a,b;c", "", [], []),
    'call A: x #"office chairs" #green-coffee.': ("call", "A", "x", "", [], ["office chairs", "green-coffee"]),
    "call A: ticket #4312 is done": ("call", "A", "ticket #4312 is done", "", [], []),
    "call A: ordered, paid today": ("call", "A", "ordered, paid today", "", [], []),
    "call A": ("call", "A", "", "", [], []),
    "call": ("call", "", "", "", [], []),
    ": x": (None, "", "x", "", [], []),
    "": (None, "", "", "", [], []),
}


@pytest.mark.parametrize("line", LINES)
def test_a_line(line):
    assert parts(line) == LINES[line]


def test_who_talked_to_whom():
    assert [taken(f"call {word} Ada: x").direction for word in ("from", "to", "with", "Bo")] == [
        "incoming", "outgoing", None, None,
    ]  # fmt: skip


def test_a_name_whose_end_nothing_marks_is_cut_where_one_says():
    reading = taken("call Ada Byron wants a quote, ring back fri 10", 2)
    assert reading.is_open
    assert (reading.contact, reading.body(), reading.task) == ("Ada Byron", "wants a quote", "ring back")


def test_a_day_that_makes_no_task_is_said():
    reading = taken("call A: they are back monday")
    assert (reading.undated, reading.task, reading.body()) == ("monday", "", "they are back monday")


def test_without_its_task_the_text_is_whole():
    reading = taken("call A: wants a quote, ring back fri 10 #furniture")
    assert reading.body(with_task=True) == "wants a quote, ring back fri 10"
    assert reading.body(with_task=True, tags=["#furniture"]) == "wants a quote, ring back fri 10 #furniture"


WORDS = [
    "call",
    "met",
    "with",
    "Ada",
    ":",
    ",",
    "-",
    "ring back",
    "fri 10",
    "by 3/12",
    "#furniture",
    '#"a b"',
    "10:30",
    ".",
]
TYPED = st.lists(st.one_of(st.text(), st.sampled_from(WORDS)), max_size=15).map(" ".join)
KINDS = {"channel", "contact", "mark", "text", "task", "when", "tag", "between"}


@given(TYPED, st.one_of(st.none(), st.integers(0, 5)))
def test_nothing_fails_and_no_word_is_lost(line, name_words):
    reading = read(line, FRIDAY, ENGLISH, name_words)
    assert "".join("".join(token.text.split()) for token in reading.tokens) == "".join(line.split())
    assert {token.kind for token in reading.tokens} <= KINDS
    told = " ".join([reading.contact, reading.body(True), *(tag for tag, _name in reading.tags)])
    for token in reading.tokens:
        assert token.kind in ("channel", "mark", "between") or token.text.strip(" ,;:") in told
    for method in (reading.body, lambda: reading.task, lambda: reading.said("when")):
        assert isinstance(method(), str)


def test_a_very_long_line_is_read_quickly():
    assert taken("call A: " + "ring fri 10, " * 20_000).channel == "call"
