"""No template says anything that is not translated: neither between its tags nor in what is read out of them."""

import re
from pathlib import Path

import pytest
from jinja2 import nodes

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


IMPORTED = re.compile(r'{%-? (?:import|from) "([^"]+)"(?![^%]*with context)')


def test_what_is_imported_says_nothing_before_it_is_asked(app):
    """Jinja keeps a file that is imported without context: what stands outside of its macros is said to one reader."""
    folder = Path(app.template_folder)
    imported = {name for path in folder.rglob("*.html") for name in IMPORTED.findall(path.read_text())}
    assert len(imported) > 10
    early = []
    for name in sorted(imported):
        tree = app.jinja_env.parse((folder / name).read_text())
        outside = [one for one in tree.body if not isinstance(one, nodes.Macro)]
        early += [name for one in outside for call in one.find_all(nodes.Call) if is_text(call)]
    assert early == []


def is_text(call):
    return isinstance(call.node, nodes.Name) and call.node.name in ("_", "ngettext")
