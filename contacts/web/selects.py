"""A choice whose options are drawn once: a list of countries has 250, and stands in every form of an address."""

from functools import lru_cache

from wtforms import SelectField as PlainSelectField
from wtforms.fields.choices import Choice
from wtforms.widgets import Select

DRAWN = 8_192  # options that are kept: countries, currencies, languages and zones in a few languages, and the latest


@lru_cache(DRAWN)
def drawn(value, label, selected):
    return Select.render_option(Choice(value=value, label=label, selected=selected, render_kw={}))


class KeptSelect(Select):
    @classmethod
    def render_option(cls, choice):
        if choice.render_kw:
            return super().render_option(choice)
        return drawn(choice.value, str(choice.label), choice.selected)


class SelectField(PlainSelectField):
    widget = KeptSelect()
