"""What the two engines say differently about dates."""

from sqlalchemy import Date, Integer
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


class month_of(FunctionElement):
    """`month_of(column)`: the first day of the month of a date, or of a moment by the clock of UTC."""

    type = Date()
    name = "month_of"
    inherit_cache = True


@compiles(month_of, "sqlite")
def month_on_sqlite(element, compiler, **options):
    return f"date({compiler.process(element.clauses, **options)}, 'start of month')"


@compiles(month_of, "postgresql")
def month_on_postgres(element, compiler, **options):
    [column] = element.clauses
    asked = compiler.process(column, **options)
    asked = asked if isinstance(column.type, Date) else f"({asked} AT TIME ZONE 'UTC')"
    return f"CAST(date_trunc('month', {asked}) AS date)"
