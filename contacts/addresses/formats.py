"""How each country writes an address: the order of its lines. After the countries' own postal guidelines."""

from babel import Locale

CITY_FIRST = "{postal_code} {city}"
CODE_LAST = "{city} {postal_code}"
CODE_OWN_LINE = "{city}|{region}|{postal_code}"
STATE_LINE = "{city}, {region} {postal_code}"
STATE_SPACED = "{city} {region} {postal_code}"

LAST_LINES = {
    **dict.fromkeys(("US", "PR"), STATE_LINE),
    **dict.fromkeys(("CA", "AU"), STATE_SPACED),
    **dict.fromkeys(("GB", "IE"), CODE_OWN_LINE),
    **dict.fromkeys(("IT", "ES"), "{postal_code} {city} {region}"),
    **dict.fromkeys(("BR",), "{city} - {region}|{postal_code}"),
    **dict.fromkeys(("IN", "NZ", "SG", "NG", "ZA", "TH"), CODE_LAST),
}
BIG_TO_SMALL = {"JP", "CN", "KR", "TW"}


def address_lines(address, locale="en"):
    """The lines of an address as its country writes them, without empty ones, the country last."""
    parts = {name: getattr(address, name) or "" for name in ("city", "region", "postal_code")}
    last = LAST_LINES.get(address.country, CITY_FIRST).format(**parts).split("|")
    street = [address.line1, address.line2]
    if address.country in BIG_TO_SMALL and is_native(address.line1):
        lines = [parts["postal_code"], parts["region"] + parts["city"], *street, address.recipient]
    else:
        lines = [address.recipient, *street, *last]
    tidy = [" ".join((line or "").split()).strip(" ,-") for line in lines]
    return [line for line in tidy if line] + [country_name(address.country, locale)]


def is_native(text):
    return any(ord(sign) > 0x2E00 for sign in text or "")


def country_name(code, locale="en"):
    return Locale.parse(locale, sep="-").territories.get(code, code)
