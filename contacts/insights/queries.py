"""Questions to the roll-ups: top customers, new and returning ones, and all the insights by their names."""

from flask import url_for
from sqlalchemy import func, select

from contacts.access import may
from contacts.customers.models import Customer
from contacts.db import db
from contacts.insights.among import rollup
from contacts.insights.asked import reached, sees_revenue, within
from contacts.insights.cohorts import cohorts
from contacts.insights.figures import MONEY, NUMBER, Figure, Insight
from contacts.insights.models import BuyerCount, CustomerYear
from contacts.insights.revenue_queries import categories, revenue, sees_categories
from contacts.insights.saying import about, said_of_first
from contacts.insights.standing_queries import grid, lifetime, quiet
from contacts.insights.talk_queries import channels, sees_talk, sees_tasks, sees_tickets, talkers, tasks, tickets
from contacts.web.periods import period, period_of_month
from contacts.web.reader import reader
from contacts.web.words import _, ngettext

TOP = 10


def top(asked):
    """The ten who bought for most in the year (a quarter's and a month's year), or in all years."""
    year = asked.period.year if asked.period else 0
    statement = (
        select(Customer.id, Customer.name, CustomerYear.revenue, CustomerYear.purchase_count)
        .join(Customer, Customer.id == CustomerYear.customer_id)
        .where(CustomerYear.currency == asked.currency, CustomerYear.year == year)
        .order_by(CustomerYear.revenue.desc(), CustomerYear.customer_id.desc())
        .limit(TOP)
    )
    rows = db.session.execute(reached(CustomerYear, statement, asked)).all()
    stretch = {"period": year or "all", "currency": asked.currency, "status": "counted"}
    figures = []
    for row in rows:
        bought = url_for("purchases.index", customer=row.id, **stretch)
        urls = (bought, bought)
        figures.append(Figure(row.name, (row.revenue, row.purchase_count), url_for("customers.show", id=row.id), urls))
    finding = said_of_first(_("%(name)s bought for %(amount)s."), figures, asked)
    heads = ((_("Revenue"), MONEY), (_("Purchases"), NUMBER))
    whole = asked._replace(period=period(str(year)))
    title = _("Top customers")
    return Insight("top", title, about(whole), finding, _("Customer"), heads, figures, asked.currency, chart="none")


def buyers(asked):
    """By month: who bought for the first time ever, and who had bought in an earlier month. In whatever currency."""
    rows = rollup(BuyerCount, asked)
    first_time = (rows.month == rows.first_month).label("first_time")
    statement = select(rows.month, first_time, func.sum(rows.customers))
    statement = within(rows, statement, asked).group_by(rows.month, first_time)
    counts = {(month, bool(new)): int(count) for month, new, count in db.session.execute(statement)}
    figures = [buyers_in(month, counts, asked) for month in asked.period.months]
    new = sum(figure.values[0] for figure in figures)
    one, many = _("One customer bought for the first time."), _("%(num)d customers bought for the first time.")
    heads = ((_("New"), NUMBER), (_("Returning"), NUMBER))
    return Insight(
        "buyers", _("New and returning customers"), about(asked._replace(currency="")), ngettext(one, many, new),
        _("Month"), heads, figures,
        note=_("Whoever bought in an earlier month is returning, in whatever currency."), chart="stacked",
    )  # fmt: skip


def buyers_in(month, counts, asked):
    stretch, locale = period_of_month(month), reader().locale
    urls = (url_for("customers.index", **{name: stretch.value}, **asked.whose) for name in ("first_bought", "returned"))
    values = counts.get((month, True), 0), counts.get((month, False), 0)
    return Figure(stretch.label(locale), values, None, tuple(urls), stretch.short(locale))


# name: (the question, whether this role may ask it)
INSIGHTS = {
    "revenue": (revenue, sees_revenue),
    "categories": (categories, sees_categories),
    "top": (top, sees_revenue),
    "buyers": (buyers, sees_revenue),
    "quiet": (quiet, sees_revenue),
    "grid": (grid, sees_revenue),
    "lifetime": (lifetime, sees_revenue),
    "cohorts": (cohorts, sees_revenue),
    "channels": (channels, sees_talk),
    "talkers": (talkers, sees_talk),
    "tickets": (tickets, sees_tickets),
    "tasks": (tasks, sees_tasks),
}
# Of which kind of record the others are made; what is not named here is made of purchases.
MADE_OF = dict.fromkeys(("channels", "talkers", "tickets"), "communications") | {"tasks": "tasks"}
OF_MONTHS = ("buyers", "cohorts")
OF_ONE_CURRENCY = ("top", "quiet", "grid", "lifetime")  # what one buys in two of them is kept apart


def insights(asked, names=tuple(INSIGHTS)):
    """Those that this role may see, by their names. New and returning customers are told of months, not of years."""
    left_out = (*(OF_MONTHS if asked.period is None else ()), *(OF_ONE_CURRENCY if asked.rates else ()))
    allowed = {name: ask for name, (ask, may_ask) in INSIGHTS.items() if name in names and may_ask()}
    for name in left_out:
        allowed.pop(name, None)
    return {name: ask(asked) for name, ask in allowed.items()}


def may_take(name):
    """Whether the role may export the records that an insight is made of, all that it reads of them."""
    kind = MADE_OF.get(name, "purchases")
    return may("export", kind) is not None and may("export", kind) == may("read", kind)
