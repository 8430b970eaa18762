"""Times of the day in words: "10:30", "3pm", "at 9", "noon"."""

import re
from datetime import time

CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?([^\W\d_]*)", re.ASCII)
OFFICE = range(1, 7)  # hours that are said without "am": nobody rings at three in the night


def times_of(words, language, bare):
    """The time in words, or nothing; a bare number is one only after "at" or where `bare` says so."""
    if len(words) > 1 and words[0] in language.at:
        words, bare = words[1:], True
    if len(words) > 1 and words[-1] in language.clocks:
        words, bare = words[:-1], True
    word = "".join(words) if len(words) == 2 and words[1] in language.halves else words[0]
    if len(words) > 1 and word == words[0]:
        return
    if word in language.noon:
        yield time(language.noon[word])
    elif found := CLOCK.fullmatch(word):
        yield from clock_of(*found.groups(), language, bare)


def clock_of(hour, minute, half, language, bare):
    if (half and half not in language.halves) or not (half or minute or bare):
        return
    number = int(hour)
    if half:
        number = number % 12 + language.halves[half] if number <= 12 else 24
    elif not minute and number in OFFICE:
        number += 12
    if number < 24 and int(minute or 0) < 60:
        yield time(number, int(minute or 0))
