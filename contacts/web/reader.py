"""Who reads: in which language, way of writing and time zone an answer is written."""

import re
from contextlib import contextmanager
from datetime import tzinfo
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from flask import current_app, g, has_request_context, request
from flask_babel import Babel

from contacts.web.moments import zone_named
from contacts.web.words import English

# The languages that the words are there in; `contacts/translations` has a folder for each but English.
SHIPPED = ("en", "de")
OURS = re.compile(rf"(?:{'|'.join(SHIPPED)})(?:-[A-Z]{{2}})?")


class Reader(NamedTuple):
    """`locale` says how dates and numbers are written; `language` is that of the words, one of `SHIPPED`."""

    locale: str
    zone: tzinfo
    language: str
    follows_browser: bool  # whether another browser would have made another answer


def reader():
    """Whoever reads this answer. It is worked out once, as soon as it is known who is signed in."""
    known = g.get("reader")
    if known is None:
        known = find_out()
        if "_login_user" in g or not has_request_context():
            g.reader = known
    return known


def find_out():
    """What the person chose, else what the browser asks for, else the settings. Asks the database nothing."""
    person = g.get("_login_user")  # as Flask-Login keeps it; nobody yet where the database did not answer
    chosen = getattr(person, "locale", None)
    locale = chosen or asked_of_us() or current_app.config["LOCALE"]
    zone = getattr(person, "time_zone", None) or current_app.config["TIME_ZONE"]
    return Reader(locale, zone_named(zone), language_of(locale), chosen is None)


def asked_of_us():
    """The first of the browser's languages that we speak, as it spells it: "de-AT"."""
    wanted = request.accept_languages.values() if has_request_context() else ()
    return next((tag for tag in wanted if OURS.fullmatch(tag) and is_known(tag)), None)


def is_known(tag):
    try:
        return bool(Locale.parse(tag, sep="-"))
    except (ValueError, UnknownLocaleError):
        return False


def language_of(locale):
    language = locale.split("-")[0]
    return language if language in SHIPPED else SHIPPED[0]


@contextmanager
def in_english():
    """What is kept, or made for programs to read, is in English whoever asks."""
    before = {name: g.get(name) for name in ("catalogue", "reader")}
    g.reader, g.catalogue = Reader("en", reader().zone, "en", False), English
    try:
        yield
    finally:
        for name, value in before.items():
            g.pop(name) if value is None else setattr(g, name, value)


def inside(label):
    """A label in the middle of a sentence: German nouns keep their capital."""
    return str(label) if reader().language == "de" else label.lower()


def direction():
    """ "rtl" where the words run from right to left; the setting turns a page around to try out how that looks."""
    return current_app.config["DIRECTION"] or Locale.parse(reader().language).text_direction


def vary_on_language(response):
    """A cache must not give a German page to somebody who reads English."""
    if g.get("reader") and g.reader.follows_browser and request.endpoint != "static":
        response.vary.add("Accept-Language")
    return response


def init_app(app):
    Babel(app, configure_jinja=False, locale_selector=lambda: reader().language)
    app.after_request(vary_on_language)
    app.jinja_env.globals.update(reader=reader, direction=direction)
