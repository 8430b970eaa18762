"""Undoing an operation: its changes are taken back, the last one first. What was changed since is left alone."""

import json
from contextlib import ExitStack

from sqlalchemy import func, select, text, update

from contacts.access import current_actor, elevate, may, unrestricted
from contacts.access.sealing import place, same
from contacts.db import Base, db
from contacts.db.engines import without_deadline
from contacts.history import undo_by_set
from contacts.history.models import Change, Operation
from contacts.history.operations import begin

INVERSE = {"insert": "delete", "update": "edit", "delete": "create"}
OF_A_PART = {**INVERSE, "insert": "edit"}  # further fields of a record come and go with edits of it

# Rooms add what must hold of their tables: {name: a context manager that is given the changes while they are taken
# back, and raises CannotUndo}.
RULES = {}


class CannotUndo(Exception):
    """Why this operation cannot be undone, in one sentence for the person who asked."""


def undo(operation_id, force=False):
    """Take an operation back. Returns the cells left alone, `[(table, row id, column)]`, because they changed since.

    With `force` these are taken back too. Raises CannotUndo.
    """
    operation, sums, changes, cells = read(operation_id)
    refuse_unless_allowed(operation, sums, cells)
    elevate("undo restores columns that the person may not read")
    without_deadline(db.session.connection())  # an import is undone whole, however many rows it brought
    undoing = begin("history.undo", f"Undid: {operation.sentence}"[:200], undoes_id=operation.id)
    # The same transaction decides who was first: two people may press Undo at once.
    claimed = update(Operation.__table__).where(Operation.id == operation.id, Operation.undone_by_id.is_(None))
    if db.session.connection().execute(claimed.values(undone_by_id=undoing)).rowcount != 1:
        raise CannotUndo("This was undone already.")
    if changes is None:
        return undo_by_set.take_back(db.session.connection(), operation_id, sums, force)
    with ExitStack() as rules:
        for table in sorted({change.table_name for change in changes} & RULES.keys()):
            rules.enter_context(RULES[table](changes))
        return [cell for change in in_order(changes) for cell in TAKE_BACK[change.action](change, force)]


def in_order(newest_first):
    """Rows that went come back first, parents before children; then cells; then rows that came go, children first."""
    rank = {table.name: at for at, table in enumerate(Base.metadata.sorted_tables)}
    order = {
        "delete": lambda change: (0, rank[change.table_name]),
        "update": lambda change: (1, 0),
        "insert": lambda change: (2, -rank[change.table_name]),
    }
    return sorted(newest_first, key=lambda change: order[change.action](change))


def read(operation_id):
    """The operation, the sums of its changes, these, newest first (None when undone by set), and what it edited."""
    mine = Change.operation_id == operation_id
    counted = select(Change.table_name, Change.action, func.count(), func.count(Change.salt)).where(mine)
    with unrestricted("undo reads the ledger") as session:
        operation = session.get(Operation, operation_id)
        sums = [
            undo_by_set.Sum(table, action, number, number == salted or None)
            for table, action, number, salted in session.execute(counted.group_by(Change.table_name, Change.action))
        ]
        ruled = RULES.keys() & {one.table_name for one in sums}
        if not ruled and undo_by_set.fits(session.connection(), operation_id, sums):
            return operation, sums, None, undo_by_set.edited(session.connection(), operation_id, sums)
        changes = session.scalars(select(Change).where(mine).order_by(Change.id.desc())).all()
    return operation, sums, changes, {(one.table_name, name) for one in changes if one.after for name in one.after}


def refuse_unless_allowed(operation, changes, edited):
    """One's own deeds, as far as one still may; administrators undo everybody's. `edited`: {(table, column)}."""
    actor = current_actor()
    is_everybodys = actor.id is None or may("edit", "users")
    if operation is None or (operation.actor_id != actor.id and not is_everybodys):
        raise CannotUndo("There is nothing of yours to undo here.")
    if not changes:
        raise CannotUndo("This changed nothing that could be undone.")
    if any(change.salt is None for change in changes):
        raise CannotUndo("Part of this was erased for good.")
    for change in changes:
        info = Base.metadata.tables[change.table_name].info
        kind, inverse = info["kind"], OF_A_PART if info.get("part_of") else INVERSE
        if kind is not None and may(inverse[change.action], kind) is None:  # no kind: one's own, of nobody's records
            raise CannotUndo("Your role may not undo this.")
    # What a delete emptied elsewhere comes back with it; a field that was edited is edited once more.
    only_edits = not is_everybodys and all(change.action != "delete" for change in changes)
    if only_edits and not all(actor.rights.writes(*cell) for cell in edited):
        raise CannotUndo("Your role may not undo this.")


def remove(change, _force):
    execute(f"DELETE FROM {change.table_name} WHERE id = :id", id=change.row_id)
    return []


def restore(change, _force):
    if present(change) is not None:
        return [(change.table_name, change.row_id, "id")]
    row = {"id": change.row_id, **change.before}
    columns = ", ".join(row)
    if is_sqlite():
        values = ", ".join(f":{column}" for column in row)
        execute(f"INSERT INTO {change.table_name} ({columns}) VALUES ({values})", **row)
    else:
        source = f"SELECT {columns} FROM jsonb_populate_record(NULL::{change.table_name}, CAST(:row AS jsonb))"
        execute(f"INSERT INTO {change.table_name} ({columns}) {source}", row=json.dumps(row))
    return []


def put_back(change, force):
    now = present(change)
    if now is None:
        return [(change.table_name, change.row_id, "id")]
    kept = {} if force else {column for column in change.after if is_changed(change, column, now)}
    wanted = {column: value for column, value in change.before.items() if column not in kept}
    if wanted:
        write(change, wanted)
    return [(change.table_name, change.row_id, column) for column in sorted(kept)]


def is_changed(change, column, now):
    """Whether a cell is no longer what the change made of it; a sealed one may have been sealed anew since."""
    value, info = change.after[column], Base.metadata.tables[change.table_name].columns[column].info
    of = info.get("copy_of", (None, None))
    if of[0] == change.table_name and of[1] in change.after:
        return is_changed(change, of[1], now)
    if info.get("sensitive"):
        return not same(value, now[column], place(change.table_name, column, now["uid"]))
    return now[column] != value


def write(change, wanted):
    book = "version = version + 1, updated_at = CURRENT_TIMESTAMP"
    if is_sqlite():
        sets = ", ".join(f"{column} = :{column}" for column in wanted)
        execute(f"UPDATE {change.table_name} SET {sets}, {book} WHERE id = :row_id", row_id=change.row_id, **wanted)
    else:
        sets = ", ".join(f"{column} = given.{column}" for column in wanted)
        given = f"jsonb_populate_record(NULL::{change.table_name}, CAST(:row AS jsonb)) AS given"
        book = book.replace("= version", "= t.version")
        execute(
            f"UPDATE {change.table_name} AS t SET {sets}, {book} FROM {given} WHERE t.id = :row_id",
            row_id=change.row_id,
            row=json.dumps(wanted),
        )


def present(change):
    """The row as it is now, spelled as the ledger spells it, or None."""
    table = Base.metadata.tables[change.table_name]
    whole = ", ".join(f"'{c.name}', t.{c.name}" for c in table.columns)
    spelled = f"json_object({whole})" if is_sqlite() else "to_jsonb(t)"
    found = execute(f"SELECT {spelled} FROM {change.table_name} AS t WHERE id = :id", id=change.row_id).scalar()
    return json.loads(found) if isinstance(found, str) else found


def is_sqlite():
    return db.session.connection().dialect.name == "sqlite"


def execute(statement, **values):
    """Raw SQL: the ledger's values are the database's own spelling. Names come from the ledger, never from a person."""
    return db.session.connection().execute(text(statement), values)


TAKE_BACK = {"insert": remove, "update": put_back, "delete": restore}
