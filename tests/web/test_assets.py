"""What the browser is given: releases of others untouched, small files of ours, nothing inline or from elsewhere."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC, TEMPLATES = ROOT / "static", ROOT / "templates"
SHEETS = sorted((STATIC / "css").glob("*.css"))
BEHAVIORS = sorted((STATIC / "js" / "behaviors").glob("*.js"))
WORKER = STATIC / "js" / "service-worker.js"
PAGES = sorted(TEMPLATES.rglob("*.html"))
SHARED_BY_EVERY_PAGE = 25_000  # bytes of CSS, as in the design; fonts.css is data
ALL_OF_IT = 52_000  # bytes of CSS, those of single pages and of print among them
OWN_SCRIPTS = 15_000  # bytes, the service worker among them


def name(path):
    return path.name


def markup(path):
    """A template without its comments."""
    return re.sub(r"{#.*?#}", "", path.read_text(), flags=re.S)


ALL_MARKUP = "\n".join(markup(page) for page in PAGES)


def test_vendored_files_are_the_published_ones():
    table = re.findall(r"^\| `(\S+)` \|.*\| `([0-9a-f]{128})` \|$", (STATIC / "vendor/README.md").read_text(), re.M)
    listed = {STATIC / "vendor" / file: sha512 for file, sha512 in table}
    assert set(listed) == {f for f in (STATIC / "vendor").rglob("*") if f.suffix in {".js", ".woff2", ".css"}}
    assert {file: hashlib.sha512(file.read_bytes()).hexdigest() for file in listed} == listed


def test_what_every_page_shares_is_small():
    shared = re.search(r"for sheet in (\[.*?\])", markup(TEMPLATES / "layouts/_head.html")).group(1)
    sheets = [STATIC / "css" / f"{sheet}.css" for sheet in re.findall(r'"(\w+)"', shared) if sheet != "fonts"]
    assert len(sheets) > 5
    assert sum(sheet.stat().st_size for sheet in sheets) <= SHARED_BY_EVERY_PAGE


def test_all_our_sheets_are_small():
    assert sum(sheet.stat().st_size for sheet in SHEETS) <= ALL_OF_IT


SOURCES = "\n".join([ALL_MARKUP, *(f.read_text() for f in [*BEHAVIORS, *(ROOT / "contacts").rglob("*.py")])])


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_every_class_that_is_styled_is_used(sheet):
    rules = re.sub(r'/\*.*?\*/|"[^"]*"|url\([^)]*\)', "", sheet.read_text(), flags=re.S)
    styled = set(re.findall(r"\.([a-z][\w-]*)", rules))
    quoted = re.findall(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`\n]*`", SOURCES)
    assert styled <= set(re.findall(r"[\w-]+", " ".join(quoted)))


def test_our_scripts_are_small_and_each_is_used():
    assert sum(script.stat().st_size for script in [*BEHAVIORS, WORKER]) < OWN_SCRIPTS
    lists = re.findall(r"set behaviors = (.*?) %}", ALL_MARKUP)
    assert set(re.findall(r'"(\w+)"', "".join(lists))) == {script.stem for script in BEHAVIORS}


@pytest.mark.parametrize("script", BEHAVIORS, ids=name)
def test_a_script_is_one_short_behavior(script):
    lines = script.read_text().splitlines()
    assert lines[0].startswith("// ")
    assert len(lines) <= 100
    assert not re.search(r"localStorage|\beval\b|new Function|https?://", script.read_text())


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_a_sheet_is_linked_and_what_it_names_exists(sheet):
    linked = re.findall(r"[\"'](?:css/)?([a-z]+)(?:\.css)?[\"']", ALL_MARKUP)
    assert sheet.stem in linked
    for url in re.findall(r"url\(([^\"')]+)\)", sheet.read_text()):
        assert (sheet.parent / url).is_file()
    assert not re.search(r"url\(\"?https?:|@import|#[a-z][\w-]*\s*{", sheet.read_text())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TEMPLATES)))
def test_no_template_is_inline_or_foreign(page):
    html = markup(page)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|hx-on|hx-vals=.js:", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert not re.search(r"(src|href|action)=[\"'](https?:)?//", html)
    if page.parent.name != "components":
        assert not re.search(r"\s(data-)?hx-", html), "hx- attributes live under templates/components"


def test_every_icon_asked_for_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([a-z0-9-]+)"', (STATIC / "icons.svg").read_text()))
    calls = r"\b(?:icon|empty)\(\"([a-z0-9-]+)\"|icon_name=\"([a-z0-9-]+)\"|\bfact\([^()]*\([^()]*\), \"([a-z0-9-]+)\""
    asked = {found for match in re.findall(calls, ALL_MARKUP) for found in match if found}
    assert len(asked) > 10
    assert asked <= drawn
