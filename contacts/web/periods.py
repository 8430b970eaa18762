"""Stretches of the calendar as addresses say them: "2026", "2026-Q4" or "2026-11"."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from babel.dates import format_date

from contacts.web.words import _

WRITTEN = re.compile(r"([12]\d{3})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?", re.ASCII)


class Period(NamedTuple):
    """From `first` to `last`, both included; `value` is how an address says it."""

    value: str
    first: date
    last: date

    @property
    def year(self):
        return self.first.year

    @property
    def before(self):
        """The same stretch of the year before."""
        return self.value.replace(str(self.year), str(self.year - 1), 1)

    @property
    def months(self):
        """The first day of each month in it."""
        return [date(self.year, month, 1) for month in range(self.first.month, self.last.month + 1)]

    def label(self, locale="en"):
        if len(self.value) == 4:
            return self.value
        if "Q" in self.value:
            return _("Quarter %(quarter)s of %(year)s", quarter=self.value[-1], year=self.year)
        return format_date(self.first, "LLLL y", locale.replace("-", "_"))

    def short(self, locale="en"):
        """ "Apr" of a month; of a year the year."""
        return self.value if len(self.value) == 4 else format_date(self.first, "LLL", locale.replace("-", "_"))


def period(value):
    """The period that an address says, or None when it says none."""
    written = WRITTEN.fullmatch(value or "")
    if written is None or int(written[1]) < 1900 or int(written[1]) > 2199:
        return None
    year, quarter, month = int(written[1]), written[2], written[3]
    first = int(month or (int(quarter) * 3 - 2 if quarter else 1))
    last = int(month or (first + 2 if quarter else 12))
    return Period(value, date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def period_of_month(first):
    return period(f"{first.year}-{first.month:02}")
