"""Exact amounts: each line is rounded half-up to the minor unit, as invoices do; the total is the sum of the lines."""

from decimal import ROUND_HALF_UP, Decimal

WHOLE = Decimal(10_000)  # discounts are hundredths of a percent


def line_amount(quantity, unit_price, discount=0):
    """Minor units of a line: quantity × unit price (minor units, four decimals) less the discount, rounded half-up."""
    exact = quantity * unit_price * (WHOLE - discount) / WHOLE
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))
