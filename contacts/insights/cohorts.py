"""Cohorts: of those who first bought in a month, how many bought again one, two, … months later."""

from flask import url_for
from sqlalchemy import func, select

from contacts.db import db
from contacts.insights.among import rollup
from contacts.insights.asked import reached, today
from contacts.insights.figures import Figure, Insight
from contacts.insights.models import BuyerCount
from contacts.web.periods import period_of_month
from contacts.web.reader import reader
from contacts.web.words import _

FOLLOWED = 6  # months


def cohorts(asked):
    """One line for each month of the period: its new customers, and how many of them came again later."""
    counts, locale = counted(asked), reader().locale
    figures = []
    for first in asked.period.months:
        months = [later(first, by) for by in range(FOLLOWED + 1)]
        values = tuple(counts.get((first, month), 0) if month <= today() else None for month in months)
        came = {"first_bought": period_of_month(first).value, **asked.whose}
        urls = [url_for("customers.index", **came, returned=period_of_month(month).value) for month in months[1:]]
        figures.append(
            Figure(period_of_month(first).label(locale), values, None, (url_for("customers.index", **came), *urls))
        )
    heads = ((_("New"), "number"), *((f"+{by}", "number") for by in range(1, FOLLOWED + 1)))
    return Insight(
        "cohorts", _("Who comes back"), _("First bought in %(when)s", when=asked.period.label(locale)), said(figures),
        _("First bought"), heads, figures, chart="none",
        note=_("+1 is the month after, +2 the one after that, and so on: how many of them bought then."),
    )  # fmt: skip


def counted(asked):
    """`{(first month, month): customers}` of those who first bought in the period."""
    rows = rollup(BuyerCount, asked)
    statement = select(rows.first_month, rows.month, func.sum(rows.customers))
    statement = statement.where(rows.first_month.between(asked.period.first, asked.period.last))
    statement = reached(rows, statement, asked).group_by(rows.first_month, rows.month)
    return {(first, month): int(customers) for first, month, customers in db.session.execute(statement)}


def later(first, months):
    at = first.year * 12 + first.month - 1 + months
    return first.replace(year=at // 12, month=at % 12 + 1)


def said(figures):
    """The share of the new customers who came again in the month after."""
    full = [figure for figure in figures if figure.values[1] is not None]
    new, again = (sum(figure.values[at] for figure in full) for at in (0, 1))
    if not new:
        return _("Nobody bought for the first time.")
    return _("%(share)d%% of the new customers bought again in the month after.", share=round(100 * again / new))
