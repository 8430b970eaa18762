"""Revenue by month and by category, in one currency or converted."""

from datetime import date

from flask import url_for
from sqlalchemy import func, select

from contacts.access import may, sees
from contacts.categories.models import Category
from contacts.db import db
from contacts.insights.among import rollup
from contacts.insights.asked import reached, sees_revenue, today, within
from contacts.insights.converting import Amounts
from contacts.insights.figures import MONEY, Figure, Insight
from contacts.insights.models import CategoryMonth, RevenueMonth
from contacts.insights.saying import about, best_of, said_of_first
from contacts.web.periods import period, period_of_month
from contacts.web.reader import reader
from contacts.web.words import _

BY_CATEGORY = (
    "product_categories.category_id",
    "categories.name",
    "purchase_items.amount",
    "purchase_items.product_id",
)


def list_of_purchases(asked, **more):
    """The list behind an amount; of all currencies it has also what is left out for want of a rate."""
    currency = {} if asked.rates else {"currency": asked.currency}
    known = {"period": asked.where["period"], "status": "counted", **asked.whose, **currency, **more}
    return url_for("purchases.index", **known)


def revenue(asked):
    """By month, with the same month of the year before; by year when all years are asked for."""
    (amounts, note), locale = amounts_by_month(asked), reader().locale
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
        "revenue", title, about(asked), best_of(figures, asked), first_head, heads, figures, asked.currency, note,
        so_far=now.label(locale),
    )  # fmt: skip


def amounts_by_month(asked):
    """`({period: minor units}, note)` of the months asked for and of those a year before; of years, when all are."""
    rows, amounts = rollup(RevenueMonth, asked), Amounts(asked)
    columns = dict.fromkeys([rows.month, *amounts.apart(rows)])
    statement = select(func.sum(rows.revenue), *columns).group_by(*columns)
    statement = statement if asked.rates else statement.where(rows.currency == asked.currency)
    if asked.period:
        first = asked.period.first.replace(year=asked.period.year - 1)
        statement = statement.where(rows.month.between(first, asked.period.last))
    for row in db.session.execute(reached(rows, statement, asked)):
        key = period_of_month(row.month).value if asked.period else str(row.month.year)
        amounts.add(key, row[0], getattr(row, "currency", None), row.month)
    return amounts.rounded(), amounts.note()


def categories(asked):
    """What each category brought, the most first. A line counts in every category of its product."""
    rows, amounts = rollup(CategoryMonth, asked), Amounts(asked)
    columns = [Category.id, Category.name, *amounts.apart(rows)]
    statement = select(*columns, func.sum(rows.revenue)).join(Category, Category.id == rows.category_id)
    for id, name, *where, amount in db.session.execute(within(rows, statement, asked).group_by(*columns)):
        amounts.add((name, id), amount, *where)
    found = sorted((-amount, *key) for key, amount in amounts.rounded().items() if amount)
    figures = [Figure(name, (-amount,), list_of_purchases(asked, category=id)) for amount, name, id in found]
    finding = said_of_first(_("%(name)s brought the most, %(amount)s."), figures, asked)
    note = _("A line counts in each category of its product, so the sum can be more than the revenue.")
    note = f"{note} {amounts.note()}".strip()
    heads = ((_("Revenue"), MONEY),)
    title = _("Revenue by category")
    return Insight(
        "categories", title, about(asked), finding, _("Category"), heads, figures, asked.currency, note, "bars"
    )  # fmt: skip


def sees_categories():
    readable = bool(may("read", "categories") and may("read", "products"))
    return sees_revenue() and readable and all(map(sees, BY_CATEGORY))
