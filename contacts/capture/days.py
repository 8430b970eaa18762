"""Days and times in words: "fri 10", "next week", "in 2 weeks", "3 dec", "2026-12-03 at 14:30"."""

import re
from datetime import date, time, timedelta
from typing import NamedTuple

from contacts.capture.clock import times_of

MOST_WORDS, FURTHEST = 6, timedelta(days=3660)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
DIGITS = re.compile(r"(\d{1,2})([./])(\d{1,2})(?:\2(\d{4}))?", re.ASCII)


class When(NamedTuple):
    """A day, and a time where one was said."""

    day: date
    at: time | None = None


class Phrase(NamedTuple):
    """Words to be read as a day, with what they are read by. `certain`: a word such as "on" stood before them."""

    words: tuple
    today: date
    language: object
    certain: bool = False


def read_when(words, today, language):
    """All that the words, taken together, can mean: () when they are no day, several when that is not clear."""
    plain = tuple(word.casefold().strip(".!?()") for word in words)
    leading = language.before | language.deadlines
    while plain and plain[0] in leading:
        plain = plain[1:]
    if not plain or len(plain) > MOST_WORDS:
        return ()
    phrase = Phrase(plain, today, language, len(plain) < len(words))
    found = [*(When(day) for day in days_of(phrase)), *with_time(phrase)]
    last = min(today, date.max - FURTHEST) + FURTHEST
    return tuple(dict.fromkeys(when for when in found if today <= when.day <= last))


def with_time(phrase):
    """A time after the day, or before it."""
    words, language = phrase.words, phrase.language
    for at in range(1, len(words)):
        first, rest = words[:at], words[at:]
        is_near = first[-1] in language.weekdays or " ".join(first) in language.days
        for hour in times_of(rest, language, bare=is_near):
            yield from (When(day, hour) for day in days_of(phrase._replace(words=first, certain=True)))
        rest = rest[1:] if rest[0] in language.before else rest
        for hour in times_of(first, language, bare=False):
            yield from (When(day, hour) for day in days_of(phrase._replace(words=rest, certain=True)))


def days_of(phrase):
    """The days that the words can mean, those long past among them."""
    return [
        day for read in (counted, weekday, coming, in_a_while, in_digits, in_month, of_month) for day in read(phrase)
    ]


def counted(phrase):
    days = phrase.language.days.get(" ".join(phrase.words))
    yield from later(phrase.today, days)


def weekday(phrase):
    """The next one; of today's name the one in a week."""
    words = phrase.words[1:] if phrase.words[0] in phrase.language.this else phrase.words
    known = phrase.language.weekdays.get(words[0]) if len(words) == 1 else None
    if known is not None and (phrase.certain or words[0] not in phrase.language.doubtful or len(phrase.words) > 1):
        yield from later(phrase.today, (known - phrase.today.weekday() - 1) % 7 + 1)


def coming(phrase):
    """ "next fri" is that of the next week (from Monday), "next week" its Monday, "next month" its first day."""
    language, today = phrase.language, phrase.today
    if len(phrase.words) != 2 or phrase.words[0] not in language.next:
        return
    word = phrase.words[1]
    if word in language.month:
        yield from months_later(today.replace(day=1), 1)
    elif word in language.week or word in language.weekdays:
        yield from later(today, 7 - today.weekday() + language.weekdays.get(word, 0))


def in_a_while(phrase):
    language = phrase.language
    if len(phrase.words) != 3 or phrase.words[0] not in language.after or phrase.words[2] not in language.units:
        return
    count = language.numbers.get(phrase.words[1]) or number_of(phrase.words[1])
    if count is not None:
        days, months = language.units[phrase.words[2]]
        yield from later(phrase.today, count * days) if days else months_later(phrase.today, count * months)


def in_digits(phrase):
    """ISO; or day and month, whose order is not clear with a slash between them."""
    word = phrase.words[0] if len(phrase.words) == 1 else ""
    if found := ISO.fullmatch(word):
        yield from day_of(*map(int, found.groups()))
    elif (found := DIGITS.fullmatch(word)) and (found[4] or phrase.certain):
        first, second, year = int(found[1]), int(found[3]), found[4]
        yield from in_year(phrase.today, second, first, year)
        if found[2] == "/":
            yield from in_year(phrase.today, first, second, year)


def in_month(phrase):
    """ "3 dec", "dec 3", "3rd december 2026", "fri 3 dec"."""
    language, (name, words) = phrase.language, without_weekday(phrase)
    months = [language.months[word] for word in words[:2] if word in language.months]
    others = [word for word in words if word not in language.months]
    if len(months) != 1 or not 1 <= len(others) <= 2 or len(words) > 3:
        return
    number, year = number_of(others[0], language), others[1] if len(others) == 2 else None
    if number and (year is None or re.fullmatch(r"\d{4}", year, re.ASCII)):
        found = in_year(phrase.today, months[0], number, year)
        yield from (day for day in found if name in (None, day.weekday()))


def of_month(phrase):
    """ "10th", "the 10th", "fri 10": the next day of this number, which must have that name when one is said."""
    language, (name, words) = phrase.language, without_weekday(phrase)
    words = words[1:] if len(words) == 2 and words[0] in language.the else words
    is_marked = name is not None or (words and words[0].endswith(language.ordinals))
    number = number_of(words[0], language) if len(words) == 1 and is_marked else None
    for months in range(3 if number else 0):
        for first in months_later(phrase.today.replace(day=1), months):
            for day in day_of(first.year, first.month, number):
                if day >= phrase.today:
                    yield from [day] if name in (None, day.weekday()) else []
                    return


def without_weekday(phrase):
    """(the weekday's number or None, the other words)."""
    name = phrase.language.weekdays.get(phrase.words[0])
    return name, phrase.words[1:] if name is not None else phrase.words


def number_of(word, language=None):
    """A plain number of at most three digits; of a day also "3rd"."""
    for ending in language.ordinals if language else ():
        word = word.removesuffix(ending)
    return int(word) if word.isascii() and word.isdecimal() and len(word) < 4 else None


def in_year(today, month, day, year):
    """In that year; without one in this year or, when that is over, in the next."""
    years = [int(year)] if year else [today.year, today.year + 1]
    found = [one for number in years for one in day_of(number, month, day) if year or one >= today]
    return found[:1]


def day_of(year, month, day):
    try:
        return [date(year, month, day)]
    except ValueError:
        return []


def later(today, days):
    return [today + timedelta(days)] if days is not None and days <= FURTHEST.days else []


def months_later(today, months):
    """The same day so many months later, or the month's last one."""
    year, month = divmod(today.month - 1 + months, 12)
    for day in range(today.day, today.day - 4, -1):
        if found := day_of(today.year + year, month + 1, day):
            return found
    return []


READERS = (counted, weekday, coming, in_a_while, in_digits, in_month, of_month)
