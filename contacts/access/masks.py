"""What a role sees of a value it may not read: that there is one, and a hint. Masks are made here, never in a page."""

from sqlalchemy import inspect, select

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


def revealed_value(attribute, id):
    """The plain value of one row, or None; whoever calls this writes down who asked and why."""
    return plain_values(attribute, [id]).get(id)


def plain_values(attribute, ids):
    """`{row id: value}` of those rows that have one, whoever acts."""
    model, column = attribute.class_, attribute.property.columns[0]
    sealed = column.info.get("sensitive")
    also = [model.uid] if sealed else []
    with unrestricted("a mask, or a reveal that is on record, needs the plain value") as session:
        rows = session.execute(
            select(model.id, attribute, *also).where(model.id.in_(ids), attribute.is_not(None))
        ).all()
    table = inspect(model).local_table.name
    return {id: unseal(value, place(table, column.name, uid[0])) if sealed else value for id, value, *uid in rows}
