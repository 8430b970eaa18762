"""Rows on their way from a file into a table: checked, matched with what is there, written in sets."""

from dataclasses import dataclass, field

from sqlalchemy import insert, select, update

from contacts.access import current_actor, may
from contacts.db import db
from contacts.exchange.reader import Refused

CHUNK = 500


@dataclass
class Row:
    """One row: `values` by field; `outcome` is created, updated or unchanged."""

    line: int
    values: dict
    lines: list = field(default_factory=list)
    key: object = None
    id: int | None = None
    outcome: str = "unchanged"

    def touch(self):
        """Something that belongs to the record changed, if not the record itself."""
        if self.outcome == "unchanged":
            self.outcome = "updated"


def demand(verb, model, names):
    """Refuse to write what the actor may not: the database cannot see the columns of an INSERT on SQLite."""
    rights, table = current_actor().rights, model.__tablename__
    columns = [model.__mapper__.attrs[name].columns[0].name for name in names]
    if may(verb, model.__kind__) != "all" or not all(rights.writes(table, column) for column in columns):
        raise Refused(f"your role may not {verb} all of what this file holds in {table.replace('_', ' ')}")


def insert_all(model, records):
    """Insert dicts with the same keys. Returns their new ids, in order."""
    if not records:
        return []
    demand("create", model, records[0])
    statement = insert(model).returning(model.id, sort_by_parameter_order=True)
    return db.session.scalars(statement, records, execution_options={"render_nulls": True}).all()


def update_all(model, records):
    """Update by `id` and `version`; each dict names what changes."""
    if records:
        demand("edit", model, {name for record in records for name in record} - {"id", "version"})
        db.session.execute(update(model), records)


def existing(model, key, wanted, names, *conditions):
    """`{key: row}` of the records whose `key` column is among `wanted`; rows have id, version and `names`."""
    columns = [getattr(model, name) for name in dict.fromkeys(("id", "version", *names))]
    found = {}
    wanted = sorted(set(wanted) - {None})
    for at in range(0, len(wanted), CHUNK):
        statement = select(key.label("matched"), *columns).where(key.in_(wanted[at : at + CHUNK]), *conditions)
        found.update((row.matched, row) for row in db.session.execute(statement))
    return found


def merge(model, rows, found, defaults=()):
    """Create the rows whose key is not in `found`; update what differs in the others. Sets `id` and `outcome`.

    An empty cell changes nothing in a record that exists; in a new one it becomes what `defaults` says.
    """
    changes = []
    for row in rows:
        before = found.get(row.key)
        row.outcome = "created" if before is None else "unchanged"
        if before is not None:
            row.id = before.id
            given = {name: value for name, value in row.values.items() if value is not None}
            differing = {name: value for name, value in given.items() if getattr(before, name) != value}
            if differing:
                row.outcome = "updated"
                changes.append({"id": before.id, "version": before.version, **differing})
    fresh = [row for row in rows if row.outcome == "created"]
    for row in fresh:
        row.values.update({name: default for name, default in dict(defaults).items() if row.values.get(name) is None})
    for row, id in zip(fresh, insert_all(model, [row.values for row in fresh]), strict=True):
        row.id = id
    update_all(model, changes)
