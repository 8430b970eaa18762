"""Style sheets say start and end: a page that runs from right to left is the same page, turned around."""

import re

import pytest

from contacts import ROOT

SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
PHYSICAL = re.compile(
    r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b"
    r"|(?<![\w-])(?:left|right)\s*:"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_property_says_left_or_right(sheet):
    assert PHYSICAL.findall(sheet.read_text()) == []


def test_what_says_left_or_right_is_found():
    said = "a { margin-left: 0; right: 1px } b { text-align: left; inset-inline-start: 0 }"
    assert len(PHYSICAL.findall(said)) == 3
