"""An insight as the lines of a CSV file."""

from contacts.web.formats import plain_amount
from contacts.web.words import _


def lines_of(insight):
    """`(heading, rows)`: money as plain numbers, and its currency in a column of its own."""
    has_money = any(kind == "money" for _label, kind in insight.heads)
    heading = [insight.first_head, *(label for label, _kind in insight.heads), *([_("Currency")] if has_money else [])]
    return heading, [
        [f.label, *cells_of(insight, f), *([insight.currency] if has_money else [])] for f in insight.figures
    ]


def cells_of(insight, figure):
    kinds = (kind for _label, kind in insight.heads)
    return [
        plain_amount(value, insight.currency) if kind == "money" else value
        for kind, value in zip(kinds, figure.values, strict=True)
    ]
