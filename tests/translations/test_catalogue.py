"""Every text is there in every language that Rapport speaks, with the same parts, and compiled."""

import re
from io import BytesIO

import messages
import pytest
import translating
from babel.messages.mofile import write_mo

from contacts.web.reader import SHIPPED

PART = re.compile(r"%\(\w+\)\w*")
FILES = sorted(translating.FOLDER.glob("*/LC_MESSAGES/messages.po"))


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.parent.parent.name)
def path(request):
    return request.param


def test_each_language_that_is_offered_has_a_catalogue():
    assert {path.parent.parent.name for path in FILES} == set(SHIPPED) - {"en"}


def test_nothing_is_missing_or_left_over(path):
    """`bin/translations` brings the file up to date; what it lists is then to be translated."""
    translated, wanted = translating.read(path), messages.catalogue()
    assert translating.missing_in(translated) == []
    assert {one.id for one in translated} == {one.id for one in wanted}
    assert not translated.obsolete


def test_a_translation_has_the_parts_of_its_text(path):
    """Only where there is one of something may the number be left out."""
    for one in translating.read(path):
        every = set(PART.findall("".join(one.id if isinstance(one.id, tuple) else (one.id,))))
        first, *others = translating.forms(one)
        alone = every - {"%(num)d", "%(num)s"} if others else every
        assert alone <= set(PART.findall(first)) <= every, one.id
        assert all(set(PART.findall(form)) == every for form in others), one.id


def test_the_compiled_catalogue_is_that_of_the_text(path):
    compiled = BytesIO()
    write_mo(compiled, translating.read(path))
    assert path.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run bin/translations"


def test_what_is_put_together_of_two_texts_is_found(tmp_path):
    assert list(messages.in_code('_("a"); begin("b.c", "d" if x else "e"); ngettext("f", "g", n); _(h)')) == [
        "a",
        "d",
        "e",
        ("f", "g"),
    ]
    assert list(messages.in_template('{{ _("a" if b else "c") }}{% set x = ngettext("d", "e", 2) %}')) == [
        "a",
        "c",
        ("d", "e"),
    ]
