"""The first line: a question that names a hidden column is refused before it reaches the database.

A yes or no about a hidden value is a leak too, so selecting, filtering, sorting and grouping are all refused. What a
statement names is looked up once for each compiled statement, which SQLAlchemy keeps and uses again.
"""

import re
from functools import lru_cache

from sqlalchemy import Column, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.sql.visitors import iterate
from werkzeug.exceptions import Forbidden


def watch(engine, hidden):
    """Refuse questions on this engine that name one of the hidden (table, column) pairs."""

    def refuse(_connection, _cursor, _statement, _parameters, context, _many):
        if context.compiled is not None and not hidden.isdisjoint(named_in(context.compiled)):
            raise Forbidden("A field in this question is hidden for your role.")

    if hidden:
        event.listen(engine, "before_cursor_execute", refuse)


# SQLite's authorizer is not asked about a column that a join names only by these, and gives the hidden value away.
UNASKED = re.compile(r"\b(?:USING|NATURAL)\b", re.IGNORECASE)


def watch_joins(engine):
    """Refuse joins that SQLite would answer without asking. None of ours is written so: SQLAlchemy says ON."""

    def refuse(_connection, _cursor, statement, *_rest):
        if is_unasked(statement):
            raise DatabaseError(statement, None, RuntimeError("USING and NATURAL JOIN are prohibited for this role"))

    event.listen(engine, "before_cursor_execute", refuse)


@lru_cache(1024)
def is_unasked(statement):
    return UNASKED.search(statement) is not None


def named_in(compiled):
    """The (table, column) pairs that a compiled statement asks about. What it writes is for the flush and the wall."""
    known = vars(compiled)
    if "named" not in known:
        known["named"] = frozenset(columns_named_in(question_in(compiled.statement)))
    return known["named"]


def question_in(statement):
    """All of a SELECT, and of an UPDATE or DELETE which rows it is about."""
    return statement if getattr(statement, "is_select", False) else getattr(statement, "whereclause", None)


def columns_named_in(question):
    for element in iterate(question) if question is not None else ():
        if element.__visit_name__ == "column":  # labels, functions and subqueries are walked down to these
            for column in element.base_columns:
                if isinstance(column, Column) and column.table is not None:
                    yield column.table.name, column.name
