"""Shows where in a text something was found, as safe markup: what matched is marked, everything else is escaped."""

import re
import unicodedata

from markupsafe import Markup, escape

from contacts.db.folding import MARKS, PLAIN, fold

LONGEST = 5_000  # signs of a text that are looked at
AROUND = 60  # signs that a snippet shows before what was found


def folded(text):
    """The text as plain signs, and for each of them where it stood."""
    plain, places = [], []
    for at, sign in enumerate(text[:LONGEST]):
        bare = unicodedata.normalize("NFKD", sign).translate(MARKS).casefold().translate(PLAIN)
        plain.append(bare)
        places += [at] * len(bare)
    return "".join(plain), places


def found_in(text, asked):
    """Where in a text the terms stand, as sorted (start, end) that do not overlap."""
    plain, places = folded(text)
    spans = [span for term in asked.terms for span in spans_of(term, plain)]
    spans += [span for letter in asked.letters for span in matches(rf"\b{re.escape(letter)}", plain)]
    merged = []
    for start, end in sorted((places[start], places[end - 1] + 1) for start, end in spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def spans_of(term, plain):
    """Of the ways in which a term may stand in a text, the best one that it has."""
    for pattern in patterns_of(term):
        if spans := matches(pattern, plain):
            return spans
    return []


def patterns_of(term):
    if term.digits:
        yield r"\W*".join(term.digits)
    if not term.pieces:
        return
    words = [re.escape(word) for word in written(term.pieces)]
    if term.is_unspaced:
        yield r"\s*".join(words)
        return
    yield r"\b" + r" +".join(words) + (r"\b" if term.exact else "")
    if not term.exact and len(term.plain) > 2:
        yield r" +".join(words)


def written(pieces):
    """Pairs of signs back as they were written: 田中, 中美 is 田中美."""
    words = []
    for piece in pieces:
        if words and len(piece) == 2 and words[-1][-1] == piece[0] and not piece.isascii():
            words[-1] += piece[1]
        else:
            words.append(piece)
    return words


def matches(pattern, plain):
    return [found.span() for found in re.finditer(pattern, plain) if found.group()]


def holds(text, term):
    """Whether the term stands in the text as the index would find it."""
    return bool(spans_of(term, " ".join(fold(text[:LONGEST]))))


def marked(text, asked, start=0, end=None):
    """The text with what was found in <mark>."""
    parts, at, end = [], start, len(text) if end is None else end
    for first, last in found_in(text, asked):
        if first >= at and last <= end:
            parts += [escape(text[at:first]), Markup("<mark>"), escape(text[first:last]), Markup("</mark>")]
            at = last
    return Markup("").join([*parts, escape(text[at:end])])


def snippet(text, asked):
    """The part of a long text around what was found first."""
    text = " ".join(text.split())
    found = found_in(text, asked)
    first = found[0][0] if found else 0
    start = 0 if first <= AROUND else text.rfind(" ", 0, first - AROUND // 2) + 1
    end = min(len(text), start + 3 * AROUND)
    return Markup("").join(["…" if start else "", marked(text, asked, start, end), "…" if end < len(text) else ""])
