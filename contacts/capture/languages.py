"""The words in which people say how, when and what next. Another language is another `Language`, nothing more."""

from contacts.capture.german import GERMAN
from contacts.capture.vocabulary import Language, counted, each

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

# Who reads German may write either.
LANGUAGES = {"en": ENGLISH, "de": GERMAN.beside(ENGLISH._replace(halves={}))}


def language_of(tag):
    """The words for a language tag such as "en-GB"; English where its language has none yet."""
    return LANGUAGES.get((tag or "").partition("-")[0].casefold(), ENGLISH)
