"""An insight as the lines of a CSV file."""

from contacts.web.formats import plain_amount
from contacts.web.words import _


def lines_of(insight):
    """`(heading, rows)`: money as plain numbers, and its currency in a column of its own."""
    labels, currency = [label for label, _kind in insight.heads], [insight.currency] if insight.currency else []
    more = [_("%(what)s, revenue", what=label) for label in labels] if any(f.more for f in insight.figures) else []
    heading = [insight.first_head, *labels, *more, *([_("Currency")] if currency else [])]
    return heading, [[figure.label, *cells_of(insight, figure), *currency] for figure in insight.figures]


def cells_of(insight, figure):
    kinds = (kind for _label, kind in insight.heads)
    values = [
        plain_amount(value, insight.currency) if kind == "money" else value
        for kind, value in zip(kinds, figure.values, strict=True)
    ]
    return [*values, *(plain_amount(amount, insight.currency) for amount in figure.more)]
