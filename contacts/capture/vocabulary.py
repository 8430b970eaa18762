"""What a language has to say so that a line in it is understood."""

from typing import NamedTuple


class Language(NamedTuple):
    """All words are casefolded. A phrase of several words is written with single spaces."""

    channels: dict  # word -> channel
    fillers: dict  # word between the channel and the name -> direction, or None when it says none
    days: dict  # phrase -> days from today
    weekdays: dict  # word -> 0 (Monday) to 6
    doubtful: frozenset  # weekdays that are other words, too: they count after a word such as "on"
    months: dict  # word -> 1 to 12
    next: frozenset
    this: frozenset
    the: frozenset
    after: frozenset  # "in" two weeks
    numbers: dict  # word -> number
    units: dict  # word -> (days, months)
    week: frozenset
    month: frozenset
    before: frozenset  # what stands before a day and says nothing more
    deadlines: frozenset  # what stands before a day by which something is to be done
    at: frozenset
    noon: dict  # word -> hour
    halves: dict  # "am", "pm" -> hours to add
    ordinals: tuple  # endings of "10th"
    deeds: frozenset  # first words of what is still to be done
    clocks: frozenset = frozenset()  # what follows a time: "10 Uhr"

    def beside(self, other):
        """Both languages in one; where a word means two things, it means what it does in this one."""
        return Language(*(both(own, theirs) for own, theirs in zip(self, other, strict=True)))


def both(own, theirs):
    if isinstance(own, dict):
        return {**theirs, **own}
    return own | theirs if isinstance(own, frozenset) else (*own, *theirs)


def each(meaning, words):
    return dict.fromkeys(words.split(), meaning)


def counted(*names):
    """From 1, several words that mean the same in one text."""
    return {word: number for number, words in enumerate(names, 1) for word in words.split()}
