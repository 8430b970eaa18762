"""Names the world agreed on: languages (BCP 47), time zones (IANA) and web addresses, read as people type them.

Pure functions. Each returns the agreed spelling; ValueError carries a sentence for the person who typed.
"""

import re
import zoneinfo
from functools import lru_cache
from urllib.parse import urlsplit

from babel import Locale

from contacts.web.names import fold_for_sorting
from contacts.web.words import _

TAG = re.compile(
    r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?((?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)", re.I
)
LONGEST_ADDRESS = 500
CONTINENTS = {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}


@lru_cache(64)
def languages(locale: str = "en") -> list[tuple[str, str]]:
    """`[(code, name)]` of the languages that have a code of two letters, by name."""
    names = Locale.parse(locale, sep="-").languages
    return sorted(
        ((code, name) for code, name in names.items() if len(code) == 2), key=lambda pair: fold_for_sorting(pair[1])
    )


def language_tag(text: str) -> str:
    """ "PT-br" is "pt-BR", "german" is "de"."""
    english = Locale.parse("en")
    named = {name.casefold(): code for code, name in english.languages.items() if "_" not in code}
    found = TAG.fullmatch(named.get(text.casefold(), text))
    language, script, region, variants = found.groups() if found else ("", None, None, "")
    known = language.lower() in english.languages
    known &= script is None or script.title() in english.scripts
    known &= region is None or region.upper() in english.territories
    if not known:
        raise ValueError(_("Give a language or its code, for example German, pt-BR or zh-Hant."))
    parts = (language.lower(), script and script.title(), region and region.upper())
    return "-".join(part for part in parts if part) + variants.lower()


def language_name(tag: str, locale: str = "en") -> str:
    """ "pt-BR" is "Portuguese (Brazil)"; what is not known stays as it is."""
    names = Locale.parse(locale, sep="-")
    language, *more = tag.split("-")
    where = [names.scripts.get(part) or names.territories.get(part) or part for part in more]
    name = names.languages.get(language, language)
    return f"{name} ({', '.join(where)})" if where else name


@lru_cache(1)
def time_zones() -> list[str]:
    """The zones people live in; the names that this machine alone knows are left out."""
    return sorted(name for name in zoneinfo.available_timezones() if name.split("/")[0] in CONTINENTS)


def time_zone(text: str) -> str:
    """ "europe/lisbon" is "Europe/Lisbon"."""
    known = {name.casefold(): name for name in zoneinfo.available_timezones() if "/" in name or name == "UTC"}
    found = known.get(text.strip().replace(" ", "_").casefold())
    if found is None:
        raise ValueError(_("Choose a time zone from the list, for example Europe/Lisbon."))
    return found


def web_address(text: str) -> str:
    """An http or https address; "example.com" is "https://example.com"."""
    address = text if re.match(r"[a-z][a-z0-9+.-]*:(?![0-9])", text, re.I) else f"https://{text.lstrip('/')}"
    if len(address) > LONGEST_ADDRESS or not is_web_address(address):
        raise ValueError(_("Give a web address, for example https://www.example.com."))
    return address


def is_web_address(text: str) -> bool:
    """Whether a link may lead there: no script, nobody's password, a host with a dot."""
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    safe = parts.scheme in ("http", "https") and "@" not in parts.netloc and not re.search(r"[\s\\<>\"]", text)
    return safe and re.fullmatch(r"[^.]+(\.[^.]+)+\.?", host) is not None
