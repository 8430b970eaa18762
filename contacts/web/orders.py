"""The orders of lists: by a column, ties by the id, and where what is empty stands."""

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import and_, literal, null, or_, select, tuple_


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

    def at(self, statement, id):
        """The statement for this one row, with what it is sorted by."""
        return statement.add_columns(self.column.label("sort_key")).where(self.id == id)

    def stretches(self, statement, descending, back, cursor):
        """Statements whose rows, one after the other, are the list from the cursor on; `back` from its end."""
        way = Way(self, descending is not back, (descending or self.empty_last) is not back)
        statement = statement.add_columns(self.column.label("sort_key"))
        yield (statement.where(way.beyond(cursor)) if cursor else statement).order_by(*way.ordering())


@dataclass(frozen=True)
class Apart:
    """An order by what stands in a table that has no row for many: first who has a value, then who has none.

    `id` is the record's, `owner` the same in that table. Each stretch walks an index of its own, unless so `few` fit
    that they are better found and sorted. `within` is asked of the column by a filter: nobody without a value fits.
    """

    column: object
    id: object
    owner: object
    within: tuple = ()
    few: bool = False

    def at(self, statement, id):
        value = select(self.column).where(self.owner == id).scalar_subquery()
        return statement.add_columns(value.label("sort_key")).where(self.id == id)

    def stretches(self, statement, descending, back, cursor):
        falling, place = descending is not back, cursor and cursor[0]
        filled = self.filled(statement, falling, cursor if place is not None else None)
        empty = self.empty(statement, falling, cursor[1] if cursor and place is None else None)
        found = [(filled, place is not None), (empty, cursor is not None and place is None)]
        found = found[:1] if self.within else found
        found = found[::-1] if back else found
        begin = next((at for at, (_stretch, holds_place) in enumerate(found) if holds_place), 0)
        return [stretch for stretch, _holds in found[begin:]]

    def filled(self, statement, falling, cursor):
        # "+ 0" keeps SQLite from beginning at the records, which it would all have to sort.
        table, way = self.owner.table, Way(Order(self.column, self.owner), falling, True)
        owner = self.owner if self.few else self.owner + 0
        statement = statement.add_columns(self.column.label("sort_key")).join(table, self.id == owner)
        statement = statement.where(self.column.is_not(None), *self.within)
        by, tie = (self.column.desc(), self.owner.desc()) if falling else (self.column.asc(), self.owner.asc())
        return (statement.where(way.further(cursor)) if cursor else statement).order_by(by, tie)

    def empty(self, statement, falling, id):
        has_value = select(self.owner).where(self.owner == self.id, self.column.is_not(None))
        statement = statement.add_columns(null().label("sort_key"))
        statement = statement.where(~has_value.correlate(self.id.table).exists())
        if id is not None:
            statement = statement.where(self.id < id if falling else self.id > id)
        return statement.order_by(self.id.desc() if falling else self.id.asc())


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
        column = self.order.column
        if value is None:
            same = and_(column.is_(None), self.order.id < id if self.falling else self.order.id > id)
            return same if self.empty_last else or_(same, column.is_not(None))
        further = self.further(cursor)
        return or_(further, column.is_(None)) if self.empty_last and not self.order.never_empty else further

    def further(self, cursor):
        """The same where neither is empty."""
        value, id = cursor
        row, place = tuple_(self.order.column, self.order.id), tuple_(literal(value, self.order.column.type), id)
        return row < place if self.falling else row > place
