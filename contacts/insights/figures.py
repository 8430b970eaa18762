"""One insight as a value: a sentence, and the figures that its table, its chart and its CSV file are made of."""

from typing import NamedTuple

from contacts.web.words import _, ngettext

MONEY, NUMBER = "money", "number"


class Figure(NamedTuple):
    """One line: what it is about, its values (numbers, as the heads say), and the list that it was made of."""

    label: str
    values: tuple
    url: str | None = None
    urls: tuple = ()  # of each value
    short: str = ""  # the label where there is little room
    more: tuple = ()  # amounts that stand below each value


class Insight(NamedTuple):
    """`heads`: (label, "money", "number" or "span" of minutes) of each value. `about`: when, and in which currency."""

    name: str
    title: str
    about: str
    finding: str
    first_head: str
    heads: tuple
    figures: list
    currency: str | None = None
    note: str = ""
    chart: str = "columns"  # or bars, stacked, none
    all_url: str = ""  # the whole list, where the figures are the top of it
    so_far: str = ""  # the label of the figure that is not final yet

    @property
    def is_empty(self):
        return not any(any(figure.values) for figure in self.figures)

    @property
    def most(self):
        """The largest first value, of which the lengths are shares."""
        return max((figure.values[0] for figure in self.figures), default=0) or 1


def span(minutes):
    """Minutes in words: "25 min", "3.5 hours", "4 days"; nothing for None."""
    if minutes is None:
        return ""
    if minutes < 60:
        return _("%(num)d min", num=minutes)
    if minutes < 48 * 60:
        return _("%(num)s hours", num=f"{minutes / 60:.1f}".removesuffix(".0"))
    return ngettext("%(num)d day", "%(num)d days", round(minutes / 1440))
