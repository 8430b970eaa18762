"""The words in which people say how, when and what next. Another language is another `Language`, nothing more."""

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


def each(meaning, words):
    return dict.fromkeys(words.split(), meaning)


def counted(*names):
    """From 1, several words that mean the same in one text."""
    return {word: number for number, words in enumerate(names, 1) for word in words.split()}


DEEDS = (
    "arrange ask bill book call chase check confirm contact deliver email finish fix follow get give invite invoice "
    "mail meet order pay phone plan prepare quote remind reply ring schedule send show task text todo visit write"
)

ENGLISH = Language(
    channels={
        **each("call", "call called calling phone phoned rang ring spoke talked"),
        **each("email", "email emailed e-mail mail mailed"),
        **each("meeting", "meeting meet met visit visited"),
        **each("ticket", "ticket"),
        **each("note", "note"),
        **each("chat", "chat chatted"),
        **each("sms", "sms text texted"),
        **each("letter", "letter wrote"),
    },
    fillers={"with": None, "to": "outgoing", "from": "incoming"},
    days={"today": 0, "tomorrow": 1, "tmrw": 1, "day after tomorrow": 2, "the day after tomorrow": 2},
    weekdays={
        **each(0, "mon monday"),
        **each(1, "tue tues tuesday"),
        **each(2, "wed weds wednesday"),
        **each(3, "thu thur thurs thursday"),
        **each(4, "fri friday"),
        **each(5, "sat saturday"),
        **each(6, "sun sunday"),
    },
    doubtful=frozenset({"sat", "sun", "wed"}),
    months=counted(
        *("jan january", "feb february", "mar march", "apr april", "may", "jun june"),
        *("jul july", "aug august", "sep sept september", "oct october", "nov november", "dec december"),
    ),
    next=frozenset({"next"}),
    this=frozenset({"this"}),
    the=frozenset({"the"}),
    after=frozenset({"in", "within"}),
    numbers=counted("a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    units={
        **each((1, 0), "day days"),
        **each((7, 0), "week weeks"),
        **each((0, 1), "month months"),
        **each((0, 12), "year years"),
    },
    week=frozenset({"week"}),
    month=frozenset({"month"}),
    before=frozenset({"on"}),
    deadlines=frozenset({"by", "before", "until", "due", "latest"}),
    at=frozenset({"at", "@"}),
    noon={"noon": 12, "midday": 12},
    halves={"am": 0, "pm": 12},
    ordinals=("st", "nd", "rd", "th"),
    deeds=frozenset(each(None, DEEDS)),
)

LANGUAGES = {"en": ENGLISH}


def language_of(tag):
    """The words for a language tag such as "en-GB"; English where its language has none yet."""
    return LANGUAGES.get((tag or "").partition("-")[0].casefold(), ENGLISH)
