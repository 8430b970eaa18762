"""Questions to the roll-ups: revenue by month and category, top customers, new and returning ones.

They read nothing else but names.
"""

from datetime import date

from flask import url_for
from sqlalchemy import func, select

from contacts.access import may, sees
from contacts.categories.models import Category
from contacts.customers.models import Customer
from contacts.db import db
from contacts.insights.among import rollup
from contacts.insights.asked import reached, sees_revenue, today, within
from contacts.insights.cohorts import cohorts
from contacts.insights.figures import Figure, Insight
from contacts.insights.models import BuyerCount, CategoryMonth, CustomerYear, RevenueMonth
from contacts.insights.standing_queries import grid, lifetime, quiet
from contacts.insights.talk_queries import channels, sees_talk, sees_tasks, sees_tickets, talkers, tasks, tickets
from contacts.web.filters import money
from contacts.web.periods import period, period_of_month
from contacts.web.reader import reader
from contacts.web.words import _, ngettext

TOP = 10
MONEY, NUMBER = "money", "number"


def list_of_purchases(asked, **more):
    return url_for("purchases.index", **{**asked.where, "status": "counted", **more})


def revenue(asked):
    """By month, with the same month of the year before; by year when all years are asked for."""
    amounts, locale = amounts_by_month(asked), reader().locale
    months = asked.period.months if asked.period else [date(year, 1, 1) for year in reversed(asked.years)]
    figures = []
    for first in months:
        stretch = period_of_month(first) if asked.period else period(str(first.year))
        before = period(stretch.before)
        url, earlier = (list_of_purchases(asked, period=one.value) for one in (stretch, before))
        values = amounts.get(stretch.value, 0), amounts.get(before.value, 0)
        figures.append(Figure(stretch.label(locale), values, url, (url, earlier), stretch.short(locale)))
    title = _("Revenue by month") if asked.period else _("Revenue by year")
    heads = ((_("Revenue"), MONEY), (_("Year before"), MONEY))
    first_head = _("Month") if asked.period else _("Year")
    now = period_of_month(today()) if asked.period else period(str(today().year))
    return Insight(
        "revenue", title, about(asked), best_of(figures, asked), first_head, heads, figures, asked.currency,
        so_far=now.label(locale),
    )  # fmt: skip


def amounts_by_month(asked):
    """`{period: minor units}` of the months asked for and those a year before; of years when all are asked for."""
    rows = rollup(RevenueMonth, asked)
    statement = select(rows.month, func.sum(rows.revenue)).where(rows.currency == asked.currency).group_by(rows.month)
    if asked.period:
        first = asked.period.first.replace(year=asked.period.year - 1)
        statement = statement.where(rows.month.between(first, asked.period.last))
    found = {}
    for month, amount in db.session.execute(reached(rows, statement, asked)):
        name = period_of_month(month).value if asked.period else str(month.year)
        found[name] = found.get(name, 0) + int(amount)
    return found


def categories(asked):
    """What each category brought, the most first. A line counts in every category of its product."""
    months = rollup(CategoryMonth, asked)
    total = func.sum(months.revenue).label("revenue")
    statement = select(Category.id, Category.name, total).join(Category, Category.id == months.category_id)
    statement = within(months, statement, asked).group_by(Category.id, Category.name)
    rows = db.session.execute(statement.order_by(total.desc(), Category.name)).all()
    found = [row for row in rows if row.revenue]
    figures = [Figure(row.name, (int(row.revenue),), list_of_purchases(asked, category=row.id)) for row in found]
    finding = said_of_first(_("%(name)s brought the most, %(amount)s."), figures, asked)
    note = _("A line counts in each category of its product, so the sum can be more than the revenue.")
    heads = ((_("Revenue"), MONEY),)
    title = _("Revenue by category")
    return Insight(
        "categories", title, about(asked), finding, _("Category"), heads, figures, asked.currency, note, "bars"
    )  # fmt: skip


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


def about(asked):
    """ "1998, in USD": said with every figure."""
    when = asked.period.label(reader().locale) if asked.period else _("All years")
    return _("%(when)s, in %(currency)s", when=when, currency=asked.currency) if asked.currency else when


def said_of_first(sentence, figures, asked):
    """About the largest, which comes first; nothing when there is none."""
    if not figures:
        return ""
    return sentence % {"name": figures[0].label, "amount": money(figures[0].values[0], asked.currency)}


def best_of(figures, asked):
    best = max(figures, key=lambda figure: figure.values[0], default=None)
    if best is None or not best.values[0]:
        return _("Nothing was bought.")
    return _("The best was %(when)s, with %(amount)s.", when=best.label, amount=money(best.values[0], asked.currency))


def sees_categories():
    known = ("product_categories.category_id", "categories.name", "purchase_items.amount", "purchase_items.product_id")
    return sees_revenue() and bool(may("read", "categories") and may("read", "products")) and all(map(sees, known))


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


def insights(asked, names=tuple(INSIGHTS)):
    """Those that this role may see, by their names. New and returning customers are told of months, not of years."""
    allowed = {name: ask for name, (ask, may_ask) in INSIGHTS.items() if name in names and may_ask()}
    for name in OF_MONTHS if asked.period is None else ():
        allowed.pop(name, None)
    return {name: ask(asked) for name, ask in allowed.items()}


def may_take(name):
    """Whether the role may export the records that an insight is made of, all that it reads of them."""
    kind = MADE_OF.get(name, "purchases")
    return may("export", kind) is not None and may("export", kind) == may("read", kind)
