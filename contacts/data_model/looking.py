"""How integrity is looked into: statements that name rows, the newest or all, and never what is in them."""

from dataclasses import dataclass

from sqlalchemy import BigInteger, String, cast, func, literal, null, select, union_all
from sqlalchemy.sql import column, table

from contacts.data_model.schema import Schema

MOST = 1000  # findings that are counted
NEWEST = 1000  # rows of each table that a page looks at


@dataclass(frozen=True)
class Search:
    """`schema`: the tables that may be looked at; `newest`: how many rows of each, None for all."""

    schema: Schema
    newest: int | None = NEWEST

    def has(self, *names):
        return all(name in self.schema.tables for name in names)

    def plain(self, name):
        """The table as Core knows it, for joins and EXISTS."""
        return table(name, *(column(one.name) for one in self.schema.tables[name].columns))

    def rows(self, name):
        """The rows that are looked at."""
        known = self.plain(name)
        if self.newest is None:
            return known
        order = [known.c[key].desc() for key in self.keys(name)]
        return select(known).order_by(*order).limit(self.newest).subquery(name)

    def keys(self, name):
        return [one.name for one in self.schema.tables[name].columns if one.is_key]

    def found(self, name, rows, said, condition):
        """SELECT of (table, row, said, customer) for the rows that the condition holds for."""
        owner = "id" if name == "customers" else "customer_id"
        customer = rows.c[owner] if owner in rows.c and self.has("customers") else null()
        key = cast(rows.c[self.keys(name)[0]], String)
        told = (literal(name).label("table"), key.label("row"), cast(literal(str(said)), String).label("said"))
        return select(*told, cast(customer, BigInteger).label("customer")).where(condition)


@dataclass(frozen=True)
class Finding:
    """A row where something is wrong, and what; `customer` is the key of whom it is about, or None."""

    table: str
    row: str
    said: str
    customer: int | None


def together(statements):
    return union_all(*statements).subquery("found") if statements else None


def counted(session, statements):
    """How many findings there are, at most `MOST` + 1."""
    every = together(statements)
    if every is None:
        return 0
    some = select(literal(1).label("one")).select_from(every).limit(MOST + 1).subquery()
    return session.scalar(select(func.count()).select_from(some))


def first(session, statements, limit):
    """The first `Finding`s in no order but the tables'."""
    every = together(statements)
    rows = session.execute(select(every).limit(limit)).all() if every is not None else ()
    return [Finding(*row) for row in rows]
