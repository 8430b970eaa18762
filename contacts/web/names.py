"""How names are folded for sorting: an accent or a capital never moves a name to the end of the list."""

import unicodedata

LONGEST = 200

# Letters that Unicode does not take apart into a plain letter and a mark.
LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t", "ß": "ss"}
)


def fold_for_sorting(name: str) -> str:
    """ "Łódź Ørsted" is "lodz orsted": lower case, one space between words, no marks; at most 200 characters."""
    lower = unicodedata.normalize("NFKD", name).casefold().translate(LETTERS)
    plain = "".join(sign for sign in lower if not unicodedata.combining(sign))
    return " ".join(plain.split())[:LONGEST]
