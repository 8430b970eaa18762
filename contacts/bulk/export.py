"""The chosen customers as a CSV file, with the columns of the list."""

from contextlib import ExitStack
from io import BytesIO
from tempfile import SpooledTemporaryFile

from sqlalchemy import select

from contacts.access import reach
from contacts.customers.columns import chosen_columns
from contacts.customers.listing import FIGURES, NAME
from contacts.customers.models import Customer, CustomerStats
from contacts.customfields.showing import text_of
from contacts.db import answer, db
from contacts.views.queries import look_of
from contacts.web.formats import plain_amount
from contacts.web.spreadsheets import csv_lines
from contacts.web.words import _

IN_MEMORY = 1024 * 1024  # bytes; more waits in a file, so that a slow reader holds neither memory nor the database
AT_ONCE = 1000


def csv_file(those):
    """`(file, how many customers)`."""
    columns, number = chosen_columns(look_of(NAME).columns), -1
    heading = [_("Number"), _("Customer"), *(column.label for column in columns.values())]
    with ExitStack() as ending:  # closes the file when the rows are refused, too
        file = ending.enter_context(SpooledTemporaryFile(IN_MEMORY))
        for line in csv_lines(heading, rows_of(those, columns)):
            file.write(line.encode())
            number += 1
        size = file.tell()
        file.seek(0)
        if size <= IN_MEMORY:
            return BytesIO(file.read()), number
        ending.pop_all()
        return file, number


def rows_of(those, columns):
    """Each customer as a list of plain values, batch by batch in the order of their numbers."""
    if those.is_empty:
        return
    statement = select(Customer.id, Customer.name).where(those.condition, reach(Customer, "export"))
    for add in (column.add for column in columns.values() if column.add):
        statement = add(statement)
    if FIGURES & columns.keys():
        statement = statement.join(CustomerStats, CustomerStats.customer_id == Customer.id)
    last = 0
    while rows := db.session.execute(statement.where(Customer.id > last).order_by(Customer.id).limit(AT_ONCE)).all():
        ids = [row.id for row in rows]
        loaded = {name: answer(column.load(ids)) for name, column in columns.items() if column.load}
        for row in rows:
            yield [row.id, row.name, *(plain(name, row, loaded, column.field) for name, column in columns.items())]
        last = rows[-1].id


def plain(name, row, loaded, field=None):
    """What a cell of the list says, without its looks."""
    own = row._mapping
    if field is not None:
        return text_of(field, loaded[name].get(row.id))
    if name == "reach":
        return own.get("phone") or own.get("email") or loaded["reach"].get(row.id)
    if name == "value":
        return "; ".join(f"{plain_amount(*worth)} {worth[1]}" for worth in loaded[name].get(row.id, []))
    if name == "interests":
        return "; ".join(interest for interest, _color in loaded[name].get(row.id, []))
    if name in loaded:
        return ", ".join(str(part) for part in loaded[name].get(row.id, []) if part)
    return own["created_at"] if name == "created" else own[name]
