"""Formats as template filters, in the reader's language and time zone."""

from contacts.access.policy import RIGHTS
from contacts.web import formats, moments, standards
from contacts.web.reader import reader
from contacts.web.told import told
from contacts.web.words import _, named


def money(minor_units, currency, finer=0):
    return formats.money(minor_units, currency, reader().locale, finer)


def day(value):
    return moments.day(value, reader().zone, reader().locale)


def number(value):
    return formats.number(value, reader().locale)


def rate(value):
    """What a currency is worth in another, with all of its decimals."""
    return formats.number(value, reader().locale, 8)


def for_reader(function):
    """A filter out of a function that wants the reader's zone and locale."""

    def filtered(value):
        return function(value, reader().zone, reader().locale)

    return filtered


def due_kind(value):
    return moments.due_kind(value, reader().zone)


def role_name(name):
    """What a role is called: those that came with Rapport in the reader's language."""
    return _(name.capitalize()) if name in RIGHTS else name[:1].upper() + name[1:]


def init_app(app):
    for name in ("moment", "moment_in_full", "ago_in_words", "due_in_words"):
        app.jinja_env.filters[name] = for_reader(getattr(moments, name))
    for name in ("initials", "hue", "phone", "dial", "file_size"):
        app.jinja_env.filters[name] = getattr(formats, name)
    app.jinja_env.tests["web_address"] = standards.is_web_address
    app.jinja_env.filters.update(role_name=role_name, told=told, named=named)
    app.jinja_env.filters["language"] = lambda tag: standards.language_name(tag, reader().locale)
    app.jinja_env.filters.update(
        day=day,
        money=money,
        number=number,
        rate=rate,
        due_kind=due_kind,
        iso=moments.iso,
        time_there=moments.time_there,
    )
