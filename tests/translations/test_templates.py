"""No template says anything that is not translated: neither between its tags nor in what is read out of them."""

import re
from pathlib import Path

import pytest

from contacts import ROOT

TEMPLATES = sorted(path for path in Path(ROOT, "templates").rglob("*.html") if path.name != "patterns.html")
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
READ_OUT = re.compile(r'\b(?:title|alt|placeholder|aria-label|aria-description|label)="([^"]*)"')
# Keys, names of formats and commands are the same in every language.
SAME = {"Esc", "flask doctor", "CSV", "city:bern bought:grinder since:2026-01 no:email"}


def said_by(source):
    plain = JINJA.sub(" ", source)
    for text in (*re.findall(r">([^<>]*)<", plain), *READ_OUT.findall(plain)):
        words = " ".join(re.sub(r"&\w+;", " ", text).split())
        if re.search(r"[A-Za-z]{2}", words):
            yield words


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_word_goes_through_gettext(path):
    code = {"disabled"} if path.name == "forms.html" else set()
    assert set(said_by(path.read_text())) <= SAME | code


def test_what_is_not_translated_is_seen():
    source = '<p title="Close">Save {{ _("now") }}</p><b aria-label="{{ _(\'x\') }}">{# no #}</b>'
    assert sorted(said_by(source)) == ["Close", "Save"]
