"""What stands in the fields of records: read and written by plain statements, within the reader's rights."""

from sqlalchemy import insert, select, update
from werkzeug.exceptions import Forbidden

from contacts.access import current_actor, level, mask, may, sees, unrestricted
from contacts.access.sealing import place, seal, unseal
from contacts.customfields.known import fields_of
from contacts.customfields.models import table_of
from contacts.customfields.words import KINDS
from contacts.customfields.writing import from_sealed, to_seal
from contacts.db import Base, db, utcnow


def readable_fields(kind):
    """The fields whose plain values the acting role reads, in their order."""
    return [field for field in fields_of(kind) if sees(field.place) and may("read", KINDS[kind])]


def editable_fields(kind):
    return [field for field in fields_of(kind) if level(field.place) == "edit"]


def shown_fields(kind):
    """Those that a record shows: what is hidden is not, unless it is sensitive, which a lock stands for."""
    return [field for field in fields_of(kind) if level(field.place) != "hidden" or field.sensitive]


def field_named(kind, name):
    """The field of this name in forms and addresses, or None."""
    return next((field for field in fields_of(kind) if field.name == name), None)


def table_for(kind):
    return Base.metadata.tables[table_of(kind)]


def values_of(kind, id):
    """`{name: value}` of one record, of the fields that the role reads; None where nothing is known."""
    return values_of_all(kind, [id], readable_fields(kind)).get(id, {})


def values_of_all(kind, ids, fields):
    """`{record id: {name: value}}` of those that have any; the record is within reach, or nobody would ask."""
    if not fields or not ids:
        return {}
    table = table_for(kind)
    wanted = select(table.c.id, table.c.uid, *(table.c[field.column].label(field.name) for field in fields))
    rows = db.session.execute(wanted.where(table.c.id.in_(ids))).mappings()
    return {row["id"]: {field.name: opened(field, row[field.name], row["uid"]) for field in fields} for row in rows}


def opened(field, value, uid):
    """The value as it is; a sealed one is opened."""
    if not field.sensitive or value is None:
        return value
    return from_sealed(field, unseal(value, place(field.table, field.column, uid)))


def masks_of(kind, id):
    """`{name: mask}` of the fields that this role sees masked, of those in which something stands."""
    return masks_of_all(kind, [id]).get(id, {})


def masks_of_all(kind, ids):
    """`{record id: {name: mask}}` of those that have any; nothing is asked where the role sees nothing masked."""
    found = {}
    for id, field, text in texts_of_all(kind, ids, [one for one in fields_of(kind) if level(one.place) == "masked"]):
        found.setdefault(id, {})[field.name] = mask(field.values.info["mask"], text)
    return found


def plain_texts(kind, id, fields):
    """(field, its sealed text opened) of one record, whoever acts."""
    return ((field, text) for _id, field, text in texts_of_all(kind, [id], fields))


def texts_of_all(kind, ids, fields):
    """(record id, field, its sealed text opened), whoever acts."""
    if not fields or not ids:
        return
    table = table_for(kind)
    with unrestricted("a mask, or a reveal that is on record, needs the plain value") as session:
        wanted = select(table.c.id, table.c.uid, *(field.values for field in fields)).where(table.c.id.in_(ids))
        rows = session.execute(wanted).mappings().all()
    for row in rows:
        for field in fields:
            if row[field.column] is not None:
                yield row["id"], field, unseal(row[field.column], place(field.table, field.column, row["uid"]))


def save_values(kind, id, values):
    """Write `{name: value}` of one record. Returns whether anything changed; the operation was begun."""
    fields = {field.name: field for field in fields_of(kind) if field.name in values}
    if not fields:
        return False
    demand(kind, fields.values())
    uid, present = present_values(kind, id, fields.values())
    changed = {name: field for name, field in fields.items() if values[name] != present.get(name)}
    if not changed:
        return False
    if uid is None:
        uid = make_row(kind, id)
    table = table_for(kind)
    cells = {field.column: kept(field, values[name], uid) for name, field in changed.items()}
    booked = {"version": table.c.version + 1, "updated_at": utcnow()}
    db.session.execute(update(table).where(table.c.id == id).values(**cells, **booked))
    return True


def save_along(record, values):
    """The same of a record that is being edited: whoever edits it meanwhile shall notice."""
    if save_values(record.__tablename__, record.id, values):
        record.updated_at = utcnow()


def demand(kind, fields):
    """SQLite does not see the columns of what is written: this refuses what a role may not edit."""
    verbs = [may(verb, KINDS[kind]) for verb in ("create", "edit")]
    if not any(verbs) or not all(current_actor().rights.writes(field.table, field.column) for field in fields):
        raise Forbidden("Your role may not change this.")


def present_values(kind, id, fields):
    """(identity of the row or None, `{name: value}`). What a role may edit it may read."""
    table = table_for(kind)
    wanted = select(table.c.uid, *(table.c[field.column].label(field.name) for field in fields))
    row = db.session.execute(wanted.where(table.c.id == id)).mappings().first()
    if row is None:
        return None, {}
    return row["uid"], {field.name: opened(field, row[field.name], row["uid"]) for field in fields}


def make_row(kind, id):
    """The row that holds what was added to this record; its random identity is the engine's."""
    table = table_for(kind)
    return db.session.execute(insert(table).values(id=id).returning(table.c.uid)).scalar_one()


def kept(field, value, uid):
    """The value as its column keeps it: the same value sealed again is another text, so nothing is sealed twice."""
    if not field.sensitive or value is None:
        return value
    return seal(to_seal(field, value), place(field.table, field.column, uid))
