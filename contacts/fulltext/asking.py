"""Reads what somebody typed: words, "phrases", numbers, single letters, `key:value`. Of too much, a part counts."""

import re
from typing import NamedTuple

from contacts.db.folding import IS_UNSPACED, fold, pieces

LONGEST, MOST_TERMS, MOST_PIECES = 200, 8, 12  # signs, terms, and pieces of a term that count
FEWEST_DIGITS = 3
NUMBER_SIGNS = set("0123456789+-()/. \u00a0")
PART = re.compile(r'"([^"]*)"?|(?:([^\W\d_]+):(?!//)("[^"]*"?|\S*))|(\S+)')


class Term(NamedTuple):
    """One thing to find: as `typed`, in `pieces` as the index keeps them.

    `digits`: those of what may be a phone number; `exact`: whole words only; `slot`: its number in the question.
    """

    typed: str
    pieces: tuple = ()
    exact: bool = False
    digits: str = ""
    slot: str = ""

    @property
    def plain(self):
        """The pieces as they lie in the index, one after the other."""
        return " ".join(self.pieces)

    @property
    def shape(self):
        """What the statements that look for it depend on, beside the words themselves."""
        length = min(len(self.plain), 6)
        return bool(self.pieces), len(self.pieces) == 1, length, self.exact, bool(self.digits), self.is_unspaced

    @property
    def is_letter(self):
        return self.pieces and not self.exact and not self.digits and len(self.plain) == 1 and not self.is_unspaced

    @property
    def is_unspaced(self):
        return bool(IS_UNSPACED.search(self.plain))


class Asked(NamedTuple):
    """What was asked: `terms` that each stand somewhere, `letters` that names begin with, `keys` of (key, value)."""

    typed: str
    terms: tuple = ()
    letters: tuple = ()
    keys: tuple = ()

    @property
    def is_empty(self):
        return not (self.terms or self.letters or self.keys)

    @property
    def shape(self):
        return tuple(term.shape for term in self.terms)

    @property
    def finds_words(self):
        return bool(self.terms or self.letters)


def clean(text):
    """What can be asked at all: no signs that a database cannot hold, and not too many."""
    held = text.replace("\0", " ").encode("utf-8", "ignore").decode()
    return " ".join(held[:LONGEST].split())


def read(text):
    """The question in a text."""
    typed = clean(text)
    if number := digits_of(typed):
        return Asked(typed, slotted([term_of(typed, digits=number)]))
    words, keys = [], []
    for phrase, key, value, word in PART.findall(typed):
        if key:
            keys.append((key.casefold(), value.strip('"').strip()))
        else:
            words.append(term_of(phrase or word, exact=bool(phrase), digits="" if phrase else digits_of(word)))
    found = [term for term in words if term.pieces or term.digits][:MOST_TERMS]
    letters = tuple(term.plain for term in found if term.is_letter)
    terms = [term for term in found if not term.is_letter]
    return Asked(typed, slotted(terms), letters, tuple(keys[:MOST_TERMS]))


def slotted(terms):
    return tuple(term._replace(slot=str(number)) for number, term in enumerate(terms))


def term_of(text, exact=False, digits=""):
    found = [piece for word in fold(text) for piece in pieces(word, ends=False)]
    return Term(text, tuple(found[:MOST_PIECES]), exact, digits)


def digits_of(text):
    """The digits of what looks like a phone number, without leading zeros, or nothing."""
    digits = "".join(sign for sign in text if sign in "0123456789").lstrip("0")
    return digits[:20] if len(digits) >= FEWEST_DIGITS and NUMBER_SIGNS.issuperset(text) else ""
