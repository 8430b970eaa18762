"""A customer at a glance, beside a row of the list: all that its columns could show."""

from werkzeug.exceptions import NotFound

from contacts.customers.columns import allowed_columns
from contacts.customers.listing import rows_with
from contacts.customers.models import Customer
from contacts.db import answer, db, side_by_side


def preview_of(id):
    """`(row, {name: Column}, what the columns load)` of one customer that the role may read."""
    columns = allowed_columns()
    row = db.session.execute(rows_with(columns, (), ()).where(Customer.id == id)).one_or_none()
    if row is None:
        raise NotFound
    loading = {name: column.load([id]) for name, column in columns.items() if column.load}
    return row, columns, answer(side_by_side(loading))
