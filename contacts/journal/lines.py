"""What one change of the ledger tells its reader: a line of fields, each held against the reader's levels."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from sqlalchemy import Enum, select

from contacts.access import level, mask, sees
from contacts.access.sealing import place, unseal
from contacts.db import Base, Quantity, db
from contacts.history.models import Change
from contacts.web.words import named

DERIVED = {"id", "uid", "sort_name", "folded", "version", "created_at", "updated_at", "customer_id"}


@dataclass
class Line:
    """One row that changed: what was done to it, when, by whom, and `fields` as (label, before, after)."""

    change: Change
    at: object
    who: str | None
    label: str
    fields: list


def uids_of(customer, changes):
    """`{(table, row's id): uid}` that sealed values are bound to."""
    found, changed = {("customers", customer.id): customer.uid}, {}
    for change in changes:
        changed.setdefault(change.table_name, set()).add(change.row_id)
    for name, ids in changed.items():
        table = Base.metadata.tables[name]
        if table.info.get("part_of") and level(name) != "hidden":
            rows = db.session.execute(select(table.c.id, table.c.uid).where(table.c.id.in_(ids)))
            found |= {(name, id): uid for id, uid in rows}
    return found


def line(change, at, who, uids):
    before, after = change.before or {}, change.after or {}
    uid, whole = (
        uids.get((change.table_name, change.row_id)),
        Base.metadata.tables[change.table_name].info.get("part_of"),
    )
    fields = [field(change, name, before, after, uid) for name in (after or before) if is_shown(change, name)]
    return Line(change, at, who, named(whole or change.table_name), fields)


def is_shown(change, name):
    known = Base.metadata.tables[change.table_name].columns
    column = next((column for column in known if column.name == name), None)
    if column is None or name in DERIVED or name.endswith("_lookup"):
        return False
    return level(f"{change.table_name}.{name}") != "hidden"


def field(change, name, before, after, uid):
    """(label, before, after); of a masked value its masks, and of one that has none that it changed: both are None."""
    info = Base.metadata.tables[change.table_name].c[name].info
    label, kind = info.get("label") or named(name.removesuffix("_id")), info.get("mask")
    plain = sees(f"{change.table_name}.{name}")
    if not plain and kind is None:
        return label, None, None
    said = [readable(change, name, values.get(name), uid) for values in (before, after)]
    return label, *(said if plain else [mask(kind, value) if value else "" for value in said])


def readable(change, name, value, uid):
    if value in (None, ""):
        return ""
    column = next(c for c in Base.metadata.tables[change.table_name].columns if c.name == name)
    if column.info.get("sensitive"):
        return opened(value, place(change.table_name, name, uid))
    if isinstance(column.type, Quantity) and isinstance(value, int):
        return f"{value / 10**column.type.places:g}"
    return named(value) if isinstance(column.type, Enum) else str(value)[:200]


def opened(envelope, bound_to):
    try:
        return unseal(envelope, bound_to)
    except (InvalidTag, KeyError, ValueError):
        return "…"
