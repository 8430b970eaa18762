"""The words people read go through here and come out in the reader's language.

While modules are imported nobody reads yet: what is made then, such as the label of a form's field, is translated
each time it is shown. `docs/translations.md` says where the translations are.
"""

from flask import g, has_app_context, has_request_context
from flask_babel import get_locale, get_translations, refresh
from flask_babel.speaklater import LazyString
from markupsafe import escape


class Later(LazyString):
    """A text that is translated when it is read. It is escaped like any other text."""

    @property
    def english(self):
        """The text as it stands in the code."""
        return self._args[0]

    def __html__(self):
        return escape(str(self))


def _(text, **values):
    """The text in the reader's language, with `%(name)s` filled in."""
    known = catalogue()
    if known is None:
        return lazy(text, **values)
    text = known.gettext(text)
    return text % values if values else text


def ngettext(one, many, count):
    """The form of the text that fits the count; `%(num)s` is the count."""
    return (catalogue() or English).ngettext(one, many, count) % {"num": count}


def lazy(text, **values):
    """The same for what is kept from one request to the next: each reader has it in their own language."""
    return Later(in_english_or_now, text, **values)


def spelled(name):
    """The name of a table, of a column or of one of its values as a label: "job_title" is "Job title"."""
    return name.replace("_", " ").capitalize()


def named(name):
    return _(spelled(name))


def choices_of(kind):
    """`[(value, label)]` of a `StrEnum` for a form: `in_person` reads "In person"."""
    return [(member.value, named(member.value)) for member in kind]


def in_english_or_now(text, **values):
    if has_app_context():
        return _(text, **values)
    return text % values if values else text


class English:
    """The texts as they stand in the code."""

    @staticmethod
    def gettext(text):
        return text

    @staticmethod
    def ngettext(one, many, count):
        return one if count == 1 else many


def catalogue():
    """The translations for this request; None while nobody reads. The usual way is short: a page asks often."""
    try:
        return g.catalogue
    except (AttributeError, RuntimeError):
        return find_catalogue() if has_app_context() else None


def find_catalogue():
    """Found once; before it is known who reads, for each text anew."""
    refresh()
    known = English if get_locale().language == "en" else get_translations()
    if "_login_user" in g or not has_request_context():
        g.catalogue = known
    return known


def speak_anew():
    """The person has just chosen another language."""
    for name in ("catalogue", "reader"):
        g.pop(name, None)
