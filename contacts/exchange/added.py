"""Fields that people added, in imported files: called by their names, `c_shoe_size`, or by their labels."""

from sqlalchemy import bindparam, insert, select, update

from contacts.access import current_actor
from contacts.customfields.asking import leading_to
from contacts.customfields.fields import present_values
from contacts.customfields.names import found_by_name, is_there
from contacts.customfields.reading import check, read
from contacts.customfields.values import editable_fields, kept, opened, table_for
from contacts.customfields.words import Type
from contacts.db import db, utcnow
from contacts.exchange.reader import Refused
from contacts.exchange.rows import CHUNK
from contacts.exchange.values import day, moment
from contacts.web.spreadsheets import FORMULAS

LED = (Type.PERSON, Type.RECORD)
FORMATTED = {Type.DATE: day, Type.MOMENT: moment}


def added_readers(kind):
    """`{name: reader}` of the fields that the acting role may fill in."""
    return {field.name: reader(field) for field in editable_fields(kind)}


def labels_of(kind):
    """`{label: name}` of them, as headings of files are compared."""
    return {field.label.casefold().replace(" ", "_"): field.name for field in editable_fields(kind)}


def reader(field):
    """The value of a cell, as it was exported or as people type it. ValueError with a sentence."""

    def value_of(text, format=None):
        text = text[1:] if text[:1] == "'" and text[1:].startswith(FORMULAS) else text  # see spreadsheets.harmless
        if field.type is Type.MONEY:
            text = text.removesuffix(field.currency).rstrip()
        if field.type in LED:
            return led_to(field, text)
        if format and field.type in FORMATTED:
            value = FORMATTED[field.type](text, format)
            check(field, value)
            return value
        return read(field, text)

    return value_of


def led_to(field, text):
    """The key of a colleague or a record that the cell numbers or names."""
    number = read(field, text.removeprefix("#")) if leading_to(text.removeprefix("#").rpartition("/")[2]) else None
    found = [number] if number and is_there(field, number) else found_by_name(field, text)
    if len(found) != 1:
        raise ValueError(f"“{text}” is {'nobody and nothing' if not found else 'more than one'} that it can lead to")
    return found[0]


def take_added(kind, rows):
    """`{line: {name: value}}` of these fields, taken out of the rows."""
    names = {field.name for field in editable_fields(kind)}
    return {row.line: {name: row.values.pop(name) for name in names & row.values.keys()} for row in rows}


def write_added(kind, rows, given, summary):
    """Write what differs; an empty cell changes nothing, and a new record begins with the defaults."""
    fields, defaults = {field.name: field for field in editable_fields(kind)}, present_values(kind)
    if not any(given.values()) and not defaults:
        return
    wanted = {row.id: {**(defaults if row.outcome == "created" else {}), **filled(given[row.line])} for row in rows}
    used = [field for name, field in fields.items() if any(name in values for values in wanted.values())]
    there = present(kind, list(wanted), used)
    refuse_twins(used, rows, wanted, there, summary)
    if summary.broken:
        return
    changes = {row.id: changed(wanted[row.id], there.get(row.id, (None, {}))[1]) for row in rows}
    uids = {id: uid for id, (uid, _values) in there.items()}
    uids |= make_rows(kind, [id for id, values in changes.items() if values and id not in there])
    put(kind, fields, changes, uids)
    for row in rows:
        if changes[row.id]:
            row.touch()


def filled(values):
    return {name: value for name, value in values.items() if value is not None}


def changed(values, before):
    return {name: value for name, value in values.items() if before.get(name) != value}


def present(kind, ids, fields):
    """`{id: (identity of its row, {name: value})}`."""
    table = table_for(kind)
    wanted = select(table.c.id, table.c.uid, *(table.c[field.column].label(field.name) for field in fields))
    rows = db.session.execute(wanted.where(table.c.id.in_(ids))).mappings()
    return {row["id"]: (row["uid"], values_in(row, fields)) for row in rows}


def values_in(row, fields):
    return {field.name: opened(field, row[field.name], row["uid"]) for field in fields}


def refuse_twins(fields, rows, wanted, there, summary):
    """No two records may have the same, where that was asked for: say which line would be the second."""
    for field in (one for one in fields if one.is_unique):
        values = {row.id: wanted[row.id].get(field.name) for row in rows}
        taken = owners_of(field, {value for value in values.values() if value is not None})
        for row in rows:
            value = values[row.id]
            if value is not None and taken.setdefault(value, row.id) != row.id:
                summary.problem(row.line, f"{field.name}: another record has “{value}” already")


def owners_of(field, values):
    column = field.values
    return dict(db.session.execute(select(column, column.table.c.id).where(column.in_(values))).all()) if values else {}


def make_rows(kind, ids):
    """Rows for those who have none. Returns `{id: identity}`."""
    table = table_for(kind)
    if not ids:
        return {}
    statement = insert(table).returning(table.c.id, table.c.uid)
    return dict(db.session.execute(statement, [{"id": id} for id in ids]).all())


def writing(table, columns):
    """An UPDATE of one row, its key and its values still to be given."""
    values = {name: bindparam(name, type_=table.c[name].type) for name in columns}
    counted = {"version": table.c.version + 1, "updated_at": utcnow()}
    return update(table).where(table.c.id == bindparam("row_id")).values({**values, **counted})


def put(kind, fields, changes, uids):
    """The values into their rows, those that fill in the same fields together."""
    table, together = table_for(kind), {}
    rights = current_actor().rights
    for id, values in changes.items():
        together.setdefault(tuple(sorted(values)), []).append((id, values))
    for names, some in ((names, some) for names, some in together.items() if names):
        if not all(rights.writes(table.name, fields[name].column) for name in names):
            raise Refused("your role may not fill in all of these fields")
        for at in range(0, len(some), CHUNK):
            records = [
                {"row_id": id, **{fields[name].column: kept(fields[name], values[name], uids[id]) for name in names}}
                for id, values in some[at : at + CHUNK]
            ]
            db.session.execute(writing(table, [fields[name].column for name in names]), records)
