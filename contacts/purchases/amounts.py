"""Exact amounts: each line is rounded half-up to the minor unit, as invoices do; the total is the sum of the lines.

The price of one may be finer than the minor unit: 0.0125 € is a price, though nobody can pay it.
"""

from decimal import ROUND_HALF_UP, Decimal

from contacts.web.formats import exponent, parse_number, plain_amount
from contacts.web.words import _

WHOLE = Decimal(10_000)  # discounts are hundredths of a percent
FINER = 4  # decimals of a price below the minor unit
MOST_PRICE, MOST_AMOUNT = 10**12, 10**13  # minor units that both engines can keep, and sum up


def line_amount(quantity, unit_price, discount=0):
    """Minor units of a line: quantity × unit price (minor units, four decimals) less the discount, rounded half-up."""
    exact = quantity * unit_price * (WHOLE - discount) / WHOLE
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def read_price(text, currency, locale="en"):
    """The price of one as it was typed, in minor units with up to four decimals. ValueError carries a sentence."""
    price = parse_number(text, locale).scaleb(exponent(currency))
    if price < 0:
        raise ValueError(_("Give a price that is not negative."))
    if price >= MOST_PRICE:
        raise ValueError(_("Type a smaller amount."))
    if price != round(price, FINER):
        most = exponent(currency) + FINER
        raise ValueError(_("Use at most %(most)d decimals for %(currency)s.", most=most, currency=currency))
    return price


def written_price(price, currency, locale="en"):
    """A price of one as it stands in an input: nothing of it is rounded away."""
    return plain_amount(price, currency, locale, FINER)
