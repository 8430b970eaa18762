"""Questions about rates: all of them as a list, and what an amount is worth in the workspace's currency."""

from bisect import bisect_right
from decimal import ROUND_HALF_UP, Decimal

from flask import current_app
from sqlalchemy import false, select

from contacts.access import fetch
from contacts.db import db
from contacts.rates.models import ExchangeRate
from contacts.web.formats import exponent
from contacts.web.listing import Listing, Order

MOST_USED = 10_000  # rates: twenty currencies by the month for forty years


class Rates:
    """`known`: `{currency: [(first day, per unit)]}`, the earliest first, of what one unit of `base` is worth."""

    def __init__(self, base, known):
        self.base, self.known = base, known

    def on(self, currency, day):
        """How much of the currency one unit of the base is on that day; None when nobody has said yet."""
        if currency == self.base:
            return Decimal(1)
        said = self.known.get(currency, ())
        at = bisect_right(said, day, key=lambda one: one[0])
        return said[at - 1][1] if at else None

    def worth(self, minor_units, currency, day):
        """The amount in minor units of the base, not rounded yet; None where there is no rate."""
        per_unit = self.on(currency, day)
        digits = exponent(self.base) - exponent(currency)
        return None if per_unit is None else (Decimal(minor_units) / per_unit).scaleb(digits)


def rounded(amount):
    """Whole minor units, half-up, as invoices do."""
    return int(Decimal(amount).quantize(Decimal(1), ROUND_HALF_UP))


def own_rates():
    """What the workspace's currency is worth in others."""
    base, known = current_app.config["CURRENCY"], {}
    said = select(ExchangeRate.currency, ExchangeRate.valid_from, ExchangeRate.per_unit)
    said = said.where(ExchangeRate.base == base).order_by(ExchangeRate.valid_from).limit(MOST_USED)
    for currency, day, per_unit in db.session.execute(said):
        known.setdefault(currency, []).append((day, per_unit))
    return Rates(base, known)


def list_rates():
    """One page of them, the latest first. Those of another base are of no use while it is not the workspace's."""
    rate = ExchangeRate
    asked = select(rate.id, rate.base, rate.currency, rate.per_unit, rate.valid_from)
    orders = {"since": Order(rate.valid_from, rate.id), "currency": Order(rate.currency, rate.id)}
    return Listing("rates", asked, orders, "-since", filters=("currency",), narrow=narrowed)


def narrowed(statement, q, currency=""):
    for words in (currency, q):
        code = words.upper()
        is_code = len(code) == 3 and code.isascii() and code.isalpha()
        statement = statement.where(ExchangeRate.currency == code if is_code else false()) if words else statement
    return statement


def get_rate(id, verb="read"):
    return fetch(ExchangeRate, id, verb)


def is_said(base, currency, day, but_id=None):
    """Whether there is another rate of these two from that day on."""
    same = select(ExchangeRate.id).where(
        ExchangeRate.base == base, ExchangeRate.currency == currency, ExchangeRate.valid_from == day
    )
    return db.session.scalar(same.where(ExchangeRate.id != but_id) if but_id else same) is not None
