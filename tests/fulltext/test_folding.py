"""Words are folded alike by Python and by the database, in every script."""

import csv
import sys
import unicodedata
from pathlib import Path

import pytest
from sqlalchemy import text

from contacts.access import unrestricted
from contacts.db.folding import digits, fold, name_words, words

NAMES = Path("/work/shared/data/names")
FOLDED = {
    "Łódź-Ørsted": "lodz orsted",
    "Straße GROßMANN": "strasse grossmann",
    "O'Brien D’Angelo": "obrien dangelo",
    "Diyarbakır İZMİR": "diyarbakir izmir",
    "Σίσυφος": "σισυφοσ",
    "Ёлкина Й": "елкина и",
    "Æther þórr": "aether thorr",
    "Nguyễn Đặng": "nguyen dang",
    "ﬁnance Ⅳ ½": "finance iv 1 2",
    "a_b%c*d\"e": "a b c d e",
    "田中 美咲子": "田中 中 美咲 咲子 子",
    "أحمد": "احمد",
    "": "",
    "\ufffd\u200b": "",
    "x" * 100: "x" * 60,
}  # fmt: skip


@pytest.mark.parametrize("text", FOLDED, ids=repr)
def test_words_are_plain(text):
    assert words(text) == FOLDED[text]


def test_a_name_has_its_initials():
    assert name_words("Ada King Byron") == "ada king byron =akb"
    assert name_words("Ada") == "ada"


def test_numbers_are_their_digits():
    assert digits("+49 (30) 90-18", None, "030/1") == "49309018 0301"


def in_database(given, function="search_words"):
    """What the database makes of each text."""
    with unrestricted("a test folds") as session:
        return [session.scalar(text(f"SELECT {function}(:text)"), {"text": one}) for one in given]


@pytest.mark.parametrize("text", FOLDED, ids=repr)
def test_the_database_folds_alike(app, text):
    assert in_database([text]) == [words(text)]


def test_initials_are_alike(app):
    given = ["Ada King Byron", "Ada", "", "Łukasz Ørsted"]
    expected = [name_words(name) for name in given]
    if app.config["DATABASE"].get_backend_name() == "postgresql":
        given = [words(name) for name in given]  # there it is given the words
    assert in_database(given, "search_name") == expected


def test_names_of_the_world_are_folded_alike(app):
    if not NAMES.is_dir():
        pytest.skip(f"{NAMES} is not there: names of the world were not tried")
    names = set()
    for path in NAMES.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            names |= {row["Localized Name"] for row in csv.DictReader(lines)}
    together = sorted(names)
    assert len(together) > 1000
    for at in range(0, len(together), 200):
        some = together[at : at + 200]
        assert in_database([" / ".join(some)]) == [words(" / ".join(some))]
    assert [name for name in names if name.strip() and not fold(name)] == []


def test_every_letter_is_folded_alike(app):
    """The letters of the basic plane, but Cherokee, whose small letters Unicode folds to its capitals."""
    letters = [
        chr(code)
        for code in range(0x20, 0xFFFF)
        if unicodedata.category(chr(code))[0] in "LN" and "CHEROKEE" not in unicodedata.name(chr(code), "")
    ]
    if sys.version_info >= (3, 13):  # pragma: no cover
        letters = [letter for letter in letters if unicodedata.ucd_3_2_0.category(letter) != "Cn"]
    different = []
    for at in range(0, len(letters), 500):
        some = letters[at : at + 500]
        for letter, folded in zip(some, in_database([" ".join(some)])[0].split(" "), strict=False):
            different += [letter] if folded != words(letter) and len(words(letter).split()) == 1 else []
        if different:
            break
        assert in_database([" ".join(some)]) == [words(" ".join(some))], some
