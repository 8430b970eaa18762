"""How customers buy: who goes quiet, the grid of recency, frequency and money, and what they are worth."""

from datetime import date, timedelta
from typing import NamedTuple

from flask import url_for
from sqlalchemy import Date, func, literal, or_, select

from contacts.access import sees
from contacts.customers.models import Customer, CustomerStats
from contacts.db import db
from contacts.db.dates import days_between
from contacts.insights.among import rollup
from contacts.insights.asked import reached, today
from contacts.insights.figures import Figure, Insight
from contacts.insights.models import CustomerStanding, StandingCount
from contacts.insights.standings import FREQUENCIES
from contacts.web.filters import money, number
from contacts.web.words import _, ngettext

TOP, LOOKED_BACK = 10, 365  # days: who went quiet before is lost, not quiet
OFTEN = {1: _("Once"), 2: _("2 or 3 times"), 4: _("4 to 9 times"), 10: _("10 times or more")}


class Recency(NamedTuple):
    """Months ago of the last purchase, both included; `most` is None for however long ago."""

    label: str
    least: int
    most: int | None

    def months(self):
        """The first and the last month, as days; None where it has no end."""
        first = None if self.most is None else months_ago(self.most)
        return first, None if self.least == 0 else months_ago(self.least)


RECENCIES = (
    Recency(_("This month"), 0, 0),
    Recency(_("1 to 3 months ago"), 1, 3),
    Recency(_("4 to 6 months ago"), 4, 6),
    Recency(_("7 to 12 months ago"), 7, 12),
    Recency(_("Longer ago"), 13, None),
)


def months_ago(months):
    at = today().year * 12 + today().month - 1 - months
    return date(at // 12, at % 12 + 1, 1)


def is_quiet():
    """Two of their own stretches without a purchase, and one without being in touch, as far as the role may know."""
    now, standing = today(), CustomerStanding
    met = CustomerStats.last_purchase_on > standing.last_on  # they bought in another currency
    if sees("customer_stats.last_contact_at"):
        met = or_(met, days_between(literal(now, Date), CustomerStats.last_contact_at) < standing.every_days)
    since = select(CustomerStats.customer_id).where(CustomerStats.customer_id == standing.customer_id, met).exists()
    return [standing.quiet_on.between(now - timedelta(days=LOOKED_BACK), now), ~since]


def quiet(asked):
    """Up to ten who went quiet last, with the rhythm they had."""
    statement = (
        select(Customer.id, Customer.name, CustomerStanding.last_on, CustomerStanding.every_days)
        .add_columns(CustomerStanding.revenue)
        .join(Customer, Customer.id == CustomerStanding.customer_id)
        .where(CustomerStanding.currency == asked.currency, *is_quiet())
        .order_by(CustomerStanding.quiet_on.desc(), CustomerStanding.customer_id.desc())
        .limit(TOP)
    )
    rows = db.session.execute(reached(CustomerStanding, statement, asked)).all()
    figures = []
    for row in rows:
        bought = url_for("purchases.index", customer=row.id, currency=asked.currency, status="counted")
        values = row.every_days, (today() - row.last_on).days, row.revenue
        figures.append(Figure(row.name, values, url_for("customers.show", id=row.id), (bought,) * 3))
    heads = ((_("Rhythm, days"), "number"), (_("Days since"), "number"), (_("Revenue"), "money"))
    finding = _("Longer without a purchase than twice their own rhythm.") if figures else _("Nobody has gone quiet.")
    return Insight(
        "quiet", _("Who goes quiet"), as_of(asked), finding, _("Customer"), heads, figures, asked.currency,
        chart="none", all_url=url_for("customers.index", quiet=asked.currency, **asked.whose),
    )  # fmt: skip


def as_of(asked):
    return _("Today, all years, in %(currency)s", currency=asked.currency)


def counted(asked):
    """`{(last month, frequency): (customers, revenue)}`"""
    rows = rollup(StandingCount, asked)
    statement = select(rows.last_month, rows.frequency, func.sum(rows.customers), func.sum(rows.revenue))
    statement = statement.where(rows.currency == asked.currency, rows.customers > 0)
    statement = reached(rows, statement, asked).group_by(rows.last_month, rows.frequency)
    found = db.session.execute(statement)
    return {(month, often): (int(customers), int(revenue)) for month, often, customers, revenue in found}


def cell(found, asked, often, recency):
    """`(customers, revenue, address of the list)` of those who bought so often and last then."""
    first, last = recency.months() if recency else (None, None)
    fits = [
        pair
        for (month, how_often), pair in found.items()
        if how_often == often and (first is None or month >= first) and (last is None or month <= last)
    ]
    value = standing_value(asked.currency, often, first, last)
    return sum(n for n, _r in fits), sum(r for _n, r in fits), url_for("customers.index", standing=value, **asked.whose)


def standing_value(currency, often, first, last):
    """As the list's filter reads it: "EUR.4.2026-05.2026-07"; a month that is not said leaves that end open."""
    return ".".join([currency, str(often), *(day.strftime("%Y-%m") if day else "" for day in (first, last))])


def grid(asked):
    """How recently × how often, with what they bought for in all."""
    found, figures = counted(asked), []
    for recency in RECENCIES:
        cells = [cell(found, asked, often, recency) for often in FREQUENCIES]
        figures.append(Figure(recency.label, tuple(c[0] for c in cells), None, tuple(c[2] for c in cells),
                              more=tuple(c[1] for c in cells)))  # fmt: skip
    best = sum(figure.values[-1] for figure in figures[:2])
    one = _("One customer bought ten times or more, and lately.")
    many = _("%(num)d customers bought ten times or more, and lately.")
    heads = tuple((OFTEN[often], "number") for often in FREQUENCIES)
    return Insight(
        "grid", _("How recently, how often, for how much"), as_of(asked), ngettext(one, many, best),
        _("Last bought"), heads, figures, asked.currency, chart="none",
    )  # fmt: skip


def lifetime(asked):
    """What a customer is worth on average, by how often they bought."""
    found, figures = counted(asked), []
    for often in FREQUENCIES:
        customers, revenue, url = cell(found, asked, often, None)
        values = round(revenue / customers) if customers else 0, customers, revenue
        figures.append(Figure(OFTEN[often], values, None, (url,) * 3))
    customers, revenue = (sum(figure.values[at] for figure in figures) for at in (1, 2))
    finding = _("Nothing was bought.")
    if customers:
        average = money(round(revenue / customers), asked.currency)
        finding = _("%(number)s customers, %(average)s on average.", number=number(customers), average=average)
    heads = ((_("On average"), "money"), (_("Customers"), "number"), (_("Revenue"), "money"))
    return Insight(
        "lifetime", _("Lifetime value"), as_of(asked), finding, _("Bought"), heads, figures, asked.currency,
        chart="none",
    )  # fmt: skip
