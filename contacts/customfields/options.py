"""The allowed values of a choice as an administrator types them: one a line, "Gold" or "Gold = Amber".

What is kept of a value in records is its own name, made of the label when it is new: renaming a label keeps the data.
A line that begins with that name and a colon renames it: "gold: Golden".
"""

import re

from contacts.web.colors import COLORS
from contacts.web.names import fold_for_sorting
from contacts.web.words import _

MOST, LONGEST = 100, 60


def spelled_options(options):
    """The lines of what is there."""
    return "\n".join(spelled(one) for one in options or ())


def spelled(option):
    color = f" = {COLORS[option['color']].english}" if option.get("color") else ""
    return f"{option['value']}: {option['label']}{color}"


def read_options(text, before=()):
    """`[{value, label, color}]`. Raises ValueError with a sentence."""
    known = {one["value"] for one in before}
    by_label = {one["label"].casefold(): one["value"] for one in before}
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        found.append(read_line(line, known, by_label, {one["value"] for one in found}))
    labels = [one["label"].casefold() for one in found]
    if not found:
        raise ValueError(_("Give at least one allowed value."))
    if len(found) > MOST:
        raise ValueError(_("Give at most %(most)d allowed values.", most=MOST))
    if len(set(labels)) < len(labels) or len({one["value"] for one in found}) < len(found):
        raise ValueError(_("Two of the allowed values are the same."))
    return found


def read_line(line, known, by_label, taken):
    name, colon, rest = line.partition(":")
    value = name.strip() if colon and name.strip() in known else None
    label, color = colored(rest if value else line)
    if not label or len(label) > LONGEST:
        raise ValueError(_("Each allowed value has a label of at most %(most)d characters.", most=LONGEST))
    return {
        "value": value or by_label.get(label.casefold()) or own_name(label, known | taken),
        "label": label,
        "color": color,
    }


def colored(text):
    """(label, number of the colour); what follows the last = has to be one, in English or in the reader's language."""
    label, equals, hue = text.rpartition("=")
    if not equals:
        return text.strip(), 0
    names = {name.casefold(): at for at, one in enumerate(COLORS) for name in (str(one), one.english)}
    number = names.get(hue.strip().casefold())
    if number is None:
        raise ValueError(_("After = comes a colour: %(hues)s.", hues=", ".join(map(str, COLORS[1:]))))
    return label.strip(), number


def own_name(label, taken):
    """What records keep: letters and digits alone, never used twice in a field."""
    plain = re.sub("[^a-z0-9]+", "_", fold_for_sorting(label)).strip("_")[:40] or "value"
    return next(name for name in (plain, *(f"{plain}_{number}" for number in range(2, 1000))) if name not in taken)
