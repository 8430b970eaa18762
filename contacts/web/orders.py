"""The orders of lists: by a column, ties by the id, and where what is empty stands."""

from typing import NamedTuple

from sqlalchemy import and_, or_, tuple_


class Order(NamedTuple):
    """One order a list offers: by `column` (which may be empty), ties by `id`.

    Nothing is smaller than anything, or with `empty_last` it comes last whichever way the list runs.
    """

    column: object
    id: object
    empty_last: bool = False

    @property
    def never_empty(self):
        """The column says NOT NULL. (By an outer join it may be empty all the same: no list is ordered so.)"""
        return not getattr(self.column, "nullable", True)


class Way(NamedTuple):
    """Which way a list runs. To run back, all of it is turned around: ties and what is empty too."""

    order: Order
    falling: bool
    empty_last: bool

    def ordering(self):
        column, id = self.order.column, self.order.id
        by, tie = (column.desc(), id.desc()) if self.falling else (column.asc(), id.asc())
        if self.order.never_empty:  # said without NULLS FIRST, so that Postgres finds the index
            return by, tie
        return by.nulls_last() if self.empty_last else by.nulls_first(), tie

    def beyond(self, cursor):
        """What holds of the rows that come after the row of this (sort key, id)."""
        value, id = cursor
        column, row = self.order.column, tuple_(self.order.column, self.order.id)
        if value is None:
            same = and_(column.is_(None), self.order.id < id if self.falling else self.order.id > id)
            return same if self.empty_last else or_(same, column.is_not(None))
        further = row < tuple_(value, id) if self.falling else row > tuple_(value, id)
        return or_(further, column.is_(None)) if self.empty_last and not self.order.never_empty else further
