"""Whom the line is about: found by name, and never guessed."""

from typing import NamedTuple

from contacts.capture.choices import Choice
from contacts.capture.parser import read
from contacts.fulltext.asking import read as asked_for
from contacts.fulltext.fuzzy import corrected
from contacts.search.people import rows_of
from contacts.web import moments
from contacts.web.names import fold_for_sorting
from contacts.web.reader import reader
from contacts.web.words import _

MOST, MOST_WORDS = 6, 4  # people to choose from, and words of a name whose end nothing marks


class Found(NamedTuple):
    rows: list
    is_certain: bool = False  # only one can be meant


def with_contact(line, today, language, picked=None):
    """(the Reading, the Choice of whom it is about or None)."""
    reading = read(line, today, language)
    if not reading.is_open:
        return reading, choice_of(reading.contact, people_called(reading.contact), picked)
    for words in range(min(len(reading.contact.split()), MOST_WORDS), 0, -1):
        shorter = read(line, today, language, words)
        found = Found(by_name(shorter.contact))
        if found.rows:
            is_whole = not goes_on(shorter)
            return shorter, choice_of(shorter.contact, certain(shorter.contact, found.rows, is_whole), picked)
    return read(line, today, language, MOST_WORDS), None


def goes_on(reading):
    """The next word begins with a capital, so that it may be part of the name."""
    text = reading.said("text", "task", "when")
    return text[:1].isupper()


def people_called(name):
    """Those of this name; else whoever has the words elsewhere, or is called almost so: of these somebody chooses."""
    rows = by_name(name)
    if rows:
        return certain(name, rows)
    asked = asked_for(name)
    rows = rows_with(asked, everywhere=True)
    close = None if rows else corrected(asked)
    return Found(rows or (rows_with(close) if close else []))


def certain(name, rows, is_whole=True):
    """One of them, or one who is called exactly so."""
    same = [row for row in rows if fold_for_sorting(row.name) == fold_for_sorting(name)]
    if len(same) == 1 and is_whole:
        return Found([*same, *(row for row in rows if row is not same[0])], True)
    return Found(rows, len(rows) == 1 and is_whole)


def by_name(name):
    return rows_with(asked_for(name))


def rows_with(asked, everywhere=False):
    """A few customers by the words; `key:value` is no name."""
    return [] if asked.is_empty or asked.keys else rows_of(asked, None, MOST, everywhere)


def choice_of(name, found, picked):
    if not found.rows:
        return None
    options = tuple((str(row.id), row.name, about(row)) for row in found.rows)
    return Choice("customer", name, _("Who is “%(name)s”?", name=name), options).settled(picked, found.is_certain)


def about(row):
    """What tells people of one name apart: the company, and when somebody last talked to them."""
    at = getattr(row, "at", None)
    when = moments.ago_in_words(at, reader().zone, reader().locale).lower() if at else ""
    last = _("last contact %(when)s", when=when) if at else ""
    return ", ".join(filter(None, (getattr(row, "company", None), last)))
