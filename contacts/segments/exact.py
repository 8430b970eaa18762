"""Columns of exact numbers, compared with numbers as people say them: no detour over binary fractions."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from sqlalchemy import false


class Exact:
    """Stands where a column does that keeps numbers of so many places; `scaled`: as whole numbers of the last one."""

    def __init__(self, column, places, scaled=True):
        self.column, self.places, self.scaled = column, places, scaled

    def kept(self, amount, rounding):
        """The number as the column keeps it: one of more places is rounded to what it can be compared with."""
        whole = Decimal(str(amount)).scaleb(self.places).to_integral_value(rounding)
        return int(whole) if self.scaled else whole.scaleb(-self.places)

    def __ge__(self, amount):
        return self.column >= self.kept(amount, ROUND_CEILING)

    def __le__(self, amount):
        return self.column <= self.kept(amount, ROUND_FLOOR)

    def __eq__(self, amount):
        least, most = self.kept(amount, ROUND_CEILING), self.kept(amount, ROUND_FLOOR)
        return self.column == least if least == most else false()

    def is_not(self, nothing):
        return self.column.is_not(nothing)

    __hash__ = None
