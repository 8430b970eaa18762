"""The languages whose way of writing dates and numbers a person can choose, each as it calls itself."""

import re

from babel import Locale

from contacts.web.reader import SHIPPED

TAGS = """
ar bg bn ca cs da de de-AT de-CH el en en-AU en-CA en-GB en-IE en-IN en-NZ en-US en-ZA es es-419 es-MX et eu fa fi fil
fr fr-BE fr-CA fr-CH ga gl gu he hi hr hu hy id is it it-CH ja ka kk kn ko lt lv mk ml mn mr ms nb nl nl-BE pa pl pt-BR
pt-PT ro ru sk sl sq sr sv sw ta te th tr uk ur uz vi yo zh zh-Hant zu
"""


def own_name(tag):
    """ "Deutsch (Schweiz)"."""
    name = Locale.parse(tag, sep="-").get_display_name()
    return name[:1].upper() + name[1:]


def order(language):
    """Those that Rapport speaks first, then by name."""
    tag, name = language
    return tag.split("-")[0] not in SHIPPED, name.casefold()


LANGUAGES = sorted(((tag, own_name(tag)) for tag in re.findall(r"\S+", TAGS)), key=order)
