"""The names of the languages that a person can choose from."""

import pytest
from babel import Locale

from contacts.users.languages import LANGUAGES


@pytest.mark.parametrize("tag", ["de", "de-CH", "es-419", "he", "pt-BR", "zh-Hant"])
def test_a_language_is_called_as_it_calls_itself(tag):
    name = Locale.parse(tag, sep="-").get_display_name()
    assert dict(LANGUAGES)[tag] == name[:1].upper() + name[1:]


def test_those_that_rapport_speaks_come_first():
    assert [tag.partition("-")[0] for tag, _name in LANGUAGES][:12] == ["de"] * 3 + ["en"] * 9
    assert len(dict(LANGUAGES)) == len(LANGUAGES)
