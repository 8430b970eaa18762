"""What a question about an added field asks of the records themselves, and their order by such a field."""

from flask import g, request
from sqlalchemy import select, union_all

from contacts.customfields.asking import asked_fields, asks_of, sort_column
from contacts.db import db
from contacts.fulltext import matching
from contacts.fulltext.asking import read
from contacts.web.orders import Apart

FEW = 1000


def fitting(ask, value, id):
    """What must hold of a record with the key `id`. Few are named; with many the list is walked, and each looked at."""
    column, found = ask.field.values, some_fitting(ask, value)
    if len(found) <= FEW:
        return id.in_(found)
    theirs = select(column).where(column.table.c.id == id)
    return ask.test(value)(theirs.correlate(id.table).scalar_subquery())


def some_fitting(ask, value):
    """The keys of who fits, one more than are few at most; asked once a request."""
    column, test = ask.field.values, ask.test(value)
    known, asked = g.setdefault("fitting_records", {}), (ask.field.id, ask.name, value)
    if asked not in known:
        some = select(column.table.c.id).where(test(column)).limit(FEW + 1)
        known[asked] = db.session.scalars(some).all()
    return known[asked]


def few_fit(kind):
    """Whether one of the questions in the address is answered by few."""
    asked = [(ask, request.args.get(ask.name)) for field in asked_fields(kind) for ask in asks_of(field)]
    found = [some_fitting(ask, value) for ask, value in asked if value and ask.test(value) is not None]
    return any(len(some) <= FEW for some in found)


def order_by(field, id):
    """The order of a list of records with the key `id`, which its filters have narrowed by the same field."""
    column = field.values
    asked = [(ask, request.args.get(ask.name)) for ask in asks_of(field)]
    tests = [ask.test(value) for ask, value in asked if value]
    within = tuple(test(column) for test in tests if test is not None)
    few = request.args.get("sort", "").removeprefix("-") == field.name and few_fit(field.kind)
    return Apart(sort_column(column, field), id, column.table.c.id, within, few)


def having_word(kind, id, word):
    """`[condition]` that the word stands in a searched field of a record with the key `id`; none of no such field."""
    terms = read(word).terms
    found = [way for one in matching.open_parts(kind) for way in matching.by_any(one, terms)] if terms else []
    return [id.in_(union_all(*found))] if found else []
