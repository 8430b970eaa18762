"""What the insights are about: a period, one currency, and whose customers; each in the address."""

from typing import NamedTuple

from flask import current_app, request
from sqlalchemy import Select, func, select

from contacts.access import current_actor, may, mine, sees
from contacts.customers.finding import allowed_filters, is_id
from contacts.db import answer, db, utcnow
from contacts.insights.among import asked_segment, members
from contacts.insights.models import RevenueMonth
from contacts.rates.queries import Rates, own_rates
from contacts.users.queries import people
from contacts.web.periods import Period, period
from contacts.web.reader import reader
from contacts.web.words import _

ALL = "all"
NOBODY = "nobody"
REVENUE = ("purchases.total", "purchases.currency", "purchases.purchased_on", "purchases.status")


class Asked(NamedTuple):
    """`period` is None for all years; `owner` an id as the roll-ups have it (0 is nobody), or None for anybody.

    `rates` are what all currencies are converted by into this one, or None when it is asked about alone.
    `segment` is what the address calls one, and `among` the keys of who is in it (and the owner's), or None.
    """

    currency: str
    period: Period | None
    owner: int | None
    currencies: list  # of what was bought, the workspace's own first
    people: list  # (id, name) of those who may be an owner
    years: list  # with purchases in this currency, the latest first
    segment: str | None = None
    among: Select | None = None
    rates: Rates | None = None
    offers_all: bool = False  # whether there is something to convert, and a rate to begin with

    @property
    def where(self):
        """What an address says of it: `{name: value}`."""
        currency = ALL if self.rates else self.currency
        return {"period": self.period.value if self.period else ALL, "currency": currency, **self.whose}

    @property
    def whose(self):
        """The same of the customers alone."""
        owner = {None: {}, 0: {"owner": NOBODY}}.get(self.owner, {"owner": self.owner})
        return owner | ({"segment": self.segment} if self.segment else {})


def sees_revenue():
    """Whether the role reads every single value that revenue is made of."""
    return bool(may("read", "purchases")) and all(map(sees, REVENUE))


def asked_for():
    """What the address asks for, as far as it makes sense; the latest year of the workspace's currency otherwise."""
    own, now = current_app.config["CURRENCY"], today().year
    rows = db.session.execute(spans()) if sees_revenue() else ()
    found = {row.currency: (row.first.year, row.last.year) for row in rows}
    currencies = sorted(found, key=lambda one: (one != own, one))
    currency = request.args.get("currency", "")
    known = own_rates() if set(currencies) - {own} else None
    offers_all = bool(known and known.known)
    rates = known if offers_all and currency == ALL else None
    currency = own if rates else currency if currency in found else next(iter(currencies), own)
    first, last = spanned(found.values() if rates else [found.get(currency, (now - 2, now))])
    years, said = list(range(last, first - 1, -1)), request.args.get("period", "")
    chosen = None if said == ALL else period(said) or period(str(last))
    owner, (segment, condition) = asked_owner(), asked_segment()
    among = None if condition is None else members(condition, owner)
    return Asked(currency, chosen, owner, currencies, people(), years, segment, among, rates, offers_all)


def spanned(years):
    """The first and the last of some stretches of years."""
    return min(first for first, _last in years), max(last for _first, last in years)


def asked_owner():
    value = request.args.get("owner", "") if sees("customers.owner_id") else ""
    if value == NOBODY:
        return 0
    return int(value) if is_id(value) else None


def spans():
    """The first and the last month of each currency: a handful of rows out of a roll-up."""
    months = func.min(RevenueMonth.month).label("first"), func.max(RevenueMonth.month).label("last")
    statement = select(RevenueMonth.currency, *months).where(RevenueMonth.purchase_count > 0)
    return within_reach(RevenueMonth, statement.group_by(RevenueMonth.currency))


def reached(rows, statement, asked):
    """Of a roll-up (see among.rollup), what counts the customers who are asked about and within reach."""
    if asked.among is None:
        return within_reach(rows, statement, asked.owner)
    return statement.where(rows.customer_id.in_(asked.among)) if hasattr(rows, "customer_id") else statement


def within_reach(model, statement, owner=None):
    """What counts `owner`'s customers within reach. (The gate itself sees to the reach of purchases.)"""
    scope = may("read", "customers")
    column = model.customer_owner_id if hasattr(model, "customer_owner_id") else model.owner_id
    if scope != "all":
        statement = statement.where(mine(column, current_actor(), scope))
    return statement if owner is None else statement.where(column == owner)


def within(rows, statement, asked):
    """The months of the period and the customers asked for; of one currency where the roll-up knows any."""
    if asked.period:
        statement = statement.where(rows.month.between(asked.period.first, asked.period.last))
    if hasattr(rows, "currency") and not asked.rates:
        statement = statement.where(rows.currency == asked.currency)
    return reached(rows, statement, asked)


def today():
    return utcnow().astimezone(reader().zone).date()


def choices_of_period(asked):
    """`[(value, label)]`: every year with purchases, the quarters of the one that is shown, and all of them."""
    shown = asked.period.year if asked.period else None
    offered = [(ALL, _("All years"))]
    for year in asked.years if shown is None or shown in asked.years else [shown, *asked.years]:
        offered.append((str(year), str(year)))
        if year == shown:
            offered += [(f"{year}-Q{n}", period(f"{year}-Q{n}").label()) for n in range(1, 5)]
    if asked.period and len(asked.period.value) == 7 and "Q" not in asked.period.value:
        offered.append((asked.period.value, asked.period.label()))
    return offered


def choices_of_currency(asked):
    """Each by itself, and all of them converted where there are rates."""
    own = current_app.config["CURRENCY"]
    converted = [(ALL, _("All, in %(currency)s", currency=own))] if asked.offers_all else []
    return [(code, code) for code in asked.currencies or [asked.currency]] + converted


def choices_of_owner(asked):
    """`[(value, label)]`; of those whose customers the role may read, when these are not all."""
    if not sees("customers.owner_id") or may("read", "customers") == "own":
        return []
    return [*asked.people, (NOBODY, _("Nobody"))]


def choices_of_segment():
    """`[(value, label)]` of those that the reader may use."""
    known = allowed_filters().get("segment")
    return answer(known.choices(None)) if known else []
