"""What a role sees of a value it may not read: that there is one, and a hint. Masks are made here, never in a page."""

from sqlalchemy import select

from contacts.access.door import unrestricted
from contacts.access.sealing import place, unseal

DOTS = "••••"


def mask(kind, value):
    """A hint at `value`: last four digits, initial and domain, the year, or nothing but that there is one."""
    if value is None:
        return None
    return {"last4": last_four, "email": initial_and_domain, "year": year}.get(kind, blank)(str(value))


def last_four(value):
    signs = [sign for sign in value if sign.isalnum()]
    return f"{DOTS} {''.join(signs[-4:])}" if len(signs) > 6 else DOTS


def initial_and_domain(value):
    local, _, domain = value.rpartition("@")
    return f"{local[:1]}{DOTS}@{domain}"


def year(value):
    return f"•• ••• {value[:4]}"


def blank(_value):
    return DOTS


def masked_values(attribute, ids):
    """`{row id: mask}` of a mapped column for these rows of its table."""
    kind = attribute.property.columns[0].info["mask"]
    return {id: mask(kind, value) for id, value in plain_values(attribute, ids).items()}


def masked_row(attributes, id):
    """`{name: mask or None}` of several mapped columns of one row, for which the database is asked once."""
    model = attributes[0].class_
    columns = [attribute.property.columns[0] for attribute in attributes]
    rows = plain(select(model.uid, *attributes).where(model.id == id))
    values = zip(columns, rows[0][1:], strict=True) if rows else ()
    return {column.name: mask(column.info["mask"], opened(column, value, rows[0].uid)) for column, value in values}


def revealed_value(attribute, id):
    """The plain value of one row, or None; whoever calls this writes down who asked and why."""
    return plain_values(attribute, [id]).get(id)


def plain_values(attribute, ids):
    """`{row id: value}` of those rows that have one, whoever acts."""
    model, column = attribute.class_, attribute.property.columns[0]
    also = [model.uid] if column.info.get("sensitive") else []
    rows = plain(select(model.id, attribute, *also).where(model.id.in_(ids), attribute.is_not(None)))
    return {id: opened(column, value, *uid) for id, value, *uid in rows}


def plain(statement):
    with unrestricted("a mask, or a reveal that is on record, needs the plain value") as session:
        return session.execute(statement).all()


def opened(column, value, uid=None):
    """The plain value: what is sealed is bound to its row."""
    return unseal(value, place(column.table.name, column.name, uid)) if value and uid else value
