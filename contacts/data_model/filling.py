"""How many rows each table has and how full each column is: counted up to a bound, from the newest rows, never all."""

from dataclasses import dataclass

from sqlalchemy import String, cast, func, literal, select, union_all
from sqlalchemy.sql import column, table

from contacts.access import current_actor, unrestricted
from contacts.access.rights import kinds_of_tables
from contacts.data_model.seen import is_administrator

SAMPLE = 1000  # rows of each table that are looked at
MOST = 10_000  # rows that are counted


@dataclass(frozen=True)
class Filling:
    """`rows`: how many there are, at most `MOST` + 1; `full`: of `sampled` rows, {column: how many have it}."""

    rows: int
    sampled: int
    full: dict

    @property
    def is_more(self):
        return self.rows > MOST

    def share(self, name):
        """The percentage of rows with something in the column; None where nothing is known."""
        return round(100 * self.full[name] / self.sampled) if self.sampled and name in self.full else None


def rows_in(schema, one):
    """The `Filling` of one table, for administrators; or None."""
    return fillings(schema.only({one.name})).get(one.name) if one is not None and is_administrator() else None


def fillings(schema):
    """`{table: Filling}` of the tables that whoever asks reads whole, in one statement."""
    asked = {name: counted_columns(one) for name, one in schema.tables.items() if is_open(one)}
    if not asked:
        return {}
    statement = union_all(*(counting(name, columns, schema.tables[name]) for name, columns in asked.items()))
    with unrestricted("administrators see how full what they may read is, and how long, in numbers") as session:
        found = session.execute(statement).all()
    return {name: filling(rows, counts, asked[name]) for name, rows, counts in found}


def is_open(one):
    """Not where the rows that somebody reads are their own or their team's: numbers would tell of the others."""
    kind = kinds_of_tables().get(one.name.removesuffix("_custom"))
    return kind is None or current_actor().rights.scope("read", kind) == "all"


def counted_columns(one):
    rights = current_actor().rights
    return [field.name for field in one.columns if one.kind is None or rights.reads(one.name, field.name)]


def counting(name, columns, one):
    """SELECT the name, the rows up to the bound, and "rows,first,second,…" of the newest."""
    known = table(name, *map(column, [field.name for field in one.columns]))
    newest = newest_of(known, one)
    counts = [cast(func.count(), String), *(cast(func.count(newest.c[each]), String) for each in columns)]
    joined = counts[0]
    for count in counts[1:]:
        joined = joined + "," + count
    told = select(joined).select_from(newest).scalar_subquery()
    some = select(literal(1).label("one")).select_from(known).limit(MOST + 1).subquery()
    rows = select(func.count()).select_from(some).scalar_subquery()
    return select(literal(name).label("name"), rows.label("rows"), told.label("counts"))


def newest_of(known, one):
    keys = [field.name for field in one.columns if field.is_key]
    return select(known).order_by(*(known.c[key].desc() for key in keys)).limit(SAMPLE).subquery()


def filling(rows, counts, columns):
    sampled, *full = map(int, counts.split(","))
    return Filling(rows, sampled, dict(zip(columns, full, strict=True)))
