"""How words are folded so that they are found however somebody writes them; Postgres spells the same rule in SQL.

Accents, capitals and signs go. What is written without spaces (Chinese, Japanese, Thai, the parts of Korean syllables)
is cut into pairs of signs, so that any part of it is found like a word.
"""

import re
import sys
import unicodedata
from functools import cache

LONGEST = 60  # signs of a word that count

# Letters that Unicode does not take apart into a plain letter and a mark.
LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ς": "σ"}
PAIRS = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
JOINING = "'’ʼ‘"  # O'Brien is one word

# Scripts without spaces, after compatibility decomposition: Thai, Lao, Burmese, Korean letters, Khmer, kana, Han.
UNSPACED = (
    "\u0e01-\u0e5b\u0e80-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029"
    "\u3031-\u3035\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\ud7b0-\ud7ff\U00020000-\U0003ffff"
)
RUNS = re.compile(f"[{UNSPACED}]+|[^{UNSPACED}]+")
IS_UNSPACED = re.compile(f"[{UNSPACED}]")


class Plain(dict):
    """A table for `str.translate`, filled as signs are met: marks go, what is no letter or digit becomes a space."""

    def __missing__(self, code):
        sign = chr(code)
        if unicodedata.combining(sign) or sign in JOINING:
            plain = None
        elif is_part_of_word(sign):
            plain = LETTERS.get(sign) or PAIRS.get(sign) or sign
        else:
            plain = " "
        self[code] = plain
        return plain


class Marks(dict):
    """A table for `str.translate` that takes marks away and leaves everything else."""

    def __missing__(self, code):
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


PLAIN, MARKS = Plain(), Marks()


def is_part_of_word(sign):
    return unicodedata.category(sign)[0] in "LNM" or unicodedata.category(sign) == "Co"


def is_between_words(sign):
    return not is_part_of_word(sign)


def fold(text):
    """The plain words of a text, as typed one after the other: "Łódź-Ørsted's" is ["lodz", "orsteds"]."""
    if text.isascii():
        return text.casefold().translate(PLAIN).split()
    bare = unicodedata.normalize("NFKD", text).translate(MARKS)
    return bare.casefold().translate(PLAIN).split()


def words(*texts):
    """The words of texts as an index keeps them, one space between two: "北浜 Café" is "北浜 浜 cafe"."""
    text = " ".join(filter(None, texts))
    return " ".join(piece for word in fold(text) for piece in pieces(word[:LONGEST]))


def pieces(word, ends=True):
    """A word as it is, and of what is written without spaces each pair of signs, and with `ends` the last sign."""
    if not IS_UNSPACED.search(word):
        return [word]
    found = []
    for run in RUNS.findall(word):
        if IS_UNSPACED.match(run):
            found += [run[at : at + 2] for at in range(len(run) - 1)]
            found += [run[-1]] if ends or len(run) == 1 else []
        else:
            found.append(run)
    return found


def name_words(*texts):
    """The words of a name, and its initials after a sign that no word has: "Ada Byron" is "ada byron =ab"."""
    found = words(*texts)
    signs = "".join(word[0] for word in found.split())
    return f"{found} ={signs}" if len(signs) > 1 else found


def digits(*texts):
    """The digits of each number, however it is grouped: "(030) 90 18-20" is "030901820"."""
    return " ".join("".join(sign for sign in text if sign in "0123456789") for text in texts if text)


@cache
def signs_that(holds):
    """The signs of which `holds(sign)` is true, as ranges for a regular expression."""
    ranges, first = [], None
    for code in range(1, sys.maxunicode + 2):
        inside = code <= sys.maxunicode and not 0xD800 <= code <= 0xDFFF and holds(chr(code))
        if inside and first is None:
            first = code
        elif not inside and first is not None:
            ranges.append((first, code - 1))
            first = None
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges)
