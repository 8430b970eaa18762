"""Reads one line: `call Ada Byron: wants a quote, ring back fri 10 #furniture`. It asks no database and never fails.

Every word of the line ends up in exactly one part of what was read; nothing is dropped, nothing is made up.
"""

import re
from typing import NamedTuple

from contacts.capture.days import MOST_WORDS, read_when

TOKEN = re.compile(r'#"[^"]*"|https?://\S+|\d+(?:[:,]\d+)+\w*|[^\s,;:]+|[,;:]')
TAG = re.compile(r'#(?:"[^"]*"|[^\W\d_][\w&/-]*[.!?]*)')
MARKS, DASHES = {",", ";", ":"}, {"-", "–", "—"}
MOST_TOKENS, LONGEST_NAME = 400, 10  # words of a line that are looked at, and of a name
CONTENT = ("text", "task", "when")


class Token(NamedTuple):
    start: int
    end: int
    text: str
    kind: str = "text"  # channel, contact, mark, text, task, when, tag


class Reading(NamedTuple):
    """What a line says. `channel`, `direction`: None when it does not say; `whens`: what the task's day can mean.

    `is_open`: nothing marks where the name ends. `undated`: words that are a day but stay in the text.
    """

    line: str
    tokens: tuple = ()
    channel: str | None = None
    direction: str | None = None
    whens: tuple = ()
    is_open: bool = False
    undated: str = ""

    def said(self, *kinds, tags=()):
        """The words of these kinds, as they were typed, and these tags among them."""
        wanted = [at for at, token in enumerate(self.tokens) if token.kind in kinds or token.text in tags]
        pieces = []
        for before, at in zip([None, *wanted], wanted, strict=False):
            gap = self.line[self.tokens[before].end : self.tokens[at].start] if before == at - 1 else " "
            pieces += [gap if pieces else "", self.tokens[at].text]
        return "".join(pieces).strip(" ,;:")

    @property
    def contact(self):
        return self.said("contact")

    @property
    def task(self):
        """What is to be done; empty when the line says only when."""
        return self.said("task")

    @property
    def tags(self):
        """`[(token, name)]` of the categories, as typed and without its signs."""
        found = [token.text for token in self.tokens if token.kind == "tag"]
        return [(text, text.strip('#".!?').strip()) for text in found]

    def body(self, with_task=False, tags=()):
        """What was talked about: the text; where there is none, or `with_task`, all that follows the name."""
        only = self.said("text", tags=tags)
        return only if only and not with_task else self.said(*CONTENT, "between", tags=tags)


def read(line, today, language, name_words=None):
    """The Reading of a line; `name_words` says how many words are the name where nothing marks its end."""
    tokens = [Token(*found.span(), found.group()) for found in TOKEN.finditer(line)]
    tokens = [token._replace(kind="tag") if TAG.fullmatch(token.text) else token for token in tokens]
    reading = Reading(line, tuple(tokens))
    for step in (read_channel, read_name, read_task):
        reading = step(reading, today, language, name_words)
    return reading._replace(tokens=told_apart(reading.tokens))


def read_channel(reading, _today, language, _name_words):
    first = reading.tokens[0] if reading.tokens else None
    channel = language.channels.get(first.text.casefold()) if first else None
    if channel is None:
        return reading
    second = reading.tokens[1].text.casefold() if len(reading.tokens) > 2 else ""
    length = 2 if second in language.fillers else 1
    direction = language.fillers.get(second)
    return labelled(reading, range(length), "channel")._replace(channel=channel, direction=direction)


def read_name(reading, _today, _language, name_words):
    """Up to a colon; without one up to a comma or a dash at most, and nothing says whether it ends before."""
    start = next((at for at, token in enumerate(reading.tokens) if token.kind != "channel"), len(reading.tokens))
    words = [(at, token.text) for at, token in enumerate(reading.tokens) if at >= start and token.kind != "tag"]
    colon = next((at for at, text in words[: LONGEST_NAME + 1] if text == ":"), None)
    if colon is not None:
        reading = labelled(reading, [colon], "mark")
        return labelled(reading, [at for at, _text in words if at < colon], "contact")
    end = next((number for number, (_at, text) in enumerate(words) if text in MARKS | DASHES), len(words))
    chosen = [at for at, _text in words[: min(end, LONGEST_NAME if name_words is None else name_words)]]
    reading = labelled(reading, chosen, "contact")._replace(is_open=True)
    return labelled(reading, [words[end][0]], "mark") if len(chosen) == end < len(words) else reading


def read_task(reading, today, language, _name_words):
    """The last clause with a day is what is to be done, if it is more than what was told."""
    clauses = clauses_of(reading.tokens)
    for number, clause in reversed(list(enumerate(clauses))):
        words = [reading.tokens[at].text for at in clause]
        days, whens = day_in(words, today, language)
        if not whens:
            continue
        when = [clause[at] for at in days]
        if not is_promise(words, [words[at] for at in days], number > 0, language):
            return reading._replace(undated=" ".join(words[at] for at in days))
        reading = labelled(reading, [at for at in clause if at not in when], "task")
        return labelled(reading, when, "when")._replace(whens=whens)
    return reading


def clauses_of(tokens):
    """Lists of the places of words that stand between commas, semicolons, dashes and full stops."""
    clauses = [[]]
    for at, token in enumerate(tokens[:MOST_TOKENS]):
        if token.kind != "text":
            continue
        if token.text in MARKS | DASHES:
            clauses.append([])
            continue
        clauses[-1].append(at)
        if token.text[-1] in ".!?" and not token.text[0].isdigit():
            clauses.append([])
    return [clause for clause in clauses if clause]


def day_in(words, today, language):
    """(places, whens) of the longest day at the end of the words, or else at their beginning."""
    for length in range(min(len(words), MOST_WORDS), 0, -1):
        if whens := read_when(words[-length:], today, language):
            return range(len(words) - length, len(words)), whens
    for length in range(min(len(words), MOST_WORDS), 0, -1):
        if whens := read_when(words[:length], today, language):
            return range(length), whens
    return (), ()


def is_promise(words, day_words, is_later, language):
    """Something to be done: it begins with a deed, names a deadline, or is a day that follows what was told."""
    plain = [word.casefold() for word in words]
    days = [word.casefold() for word in day_words]
    if plain[0] in language.deeds or days[0] in language.deadlines:
        return True
    return is_later and language.days.get(" ".join(days)) != 0


def labelled(reading, places, kind):
    places = set(places)
    tokens = (token._replace(kind=kind) if at in places else token for at, token in enumerate(reading.tokens))
    return reading._replace(tokens=tuple(tokens))


def told_apart(tokens):
    """A comma between two words of the text belongs to it; one at an edge does not, but is kept `between`."""
    plain = [token for token in tokens if token.kind != "tag"]
    kinds = {}
    for before, token, after in zip([None, *plain], plain, [*plain[1:], None], strict=False):
        if token.kind == "text" and token.text in MARKS | DASHES:
            inside = before and after and before.kind == after.kind == "text"
            kinds[token.start] = "text" if inside else "between"
    return tuple(token._replace(kind=kinds.get(token.start, token.kind)) for token in tokens)
