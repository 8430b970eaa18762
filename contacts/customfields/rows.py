"""What stands in added fields of many records at once: joined to the statement that fetches them."""

from contacts.customfields.values import opened, readable_fields, table_for

UID = "added_uid"  # what sealed values are bound to


def joined(statement, kind, id, fields):
    """The statement with these fields of the record whose key is `id`, under their names. It asks nothing more."""
    if not fields:
        return statement
    table = table_for(kind).alias("added")  # an order may join it, too
    columns = [table.c[field.column].label(field.name) for field in fields]
    return statement.outerjoin(table, table.c.id == id).add_columns(table.c.uid.label(UID), *columns)


def standing_in(row, kind):
    """`[(field, value)]` of what stands in such a row, of all that the role reads."""
    found = [(field, read_in(row, field)) for field in readable_fields(kind)]
    return [(field, value) for field, value in found if value is not None]


def read_in(row, field):
    """The value of one field; None where the row was fetched without it."""
    return opened(field, getattr(row, field.name, None), getattr(row, UID, None))
