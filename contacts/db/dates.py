"""What the two engines say differently about dates."""

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class days_between(FunctionElement):
    """`days_between(later, earlier)`: whole days from a date or moment to a later one."""

    type = Integer()
    name = "days_between"
    inherit_cache = True


@compiles(days_between, "sqlite")
def on_sqlite(element, compiler, **options):
    later, earlier = (compiler.process(one, **options) for one in element.clauses)
    return f"CAST(julianday({later}) - julianday({earlier}) AS INTEGER)"


@compiles(days_between, "postgresql")
def on_postgres(element, compiler, **options):
    later, earlier = (compiler.process(one, **options) for one in element.clauses)
    return f"(CAST({later} AS date) - CAST({earlier} AS date))"
