"""Sealing everything anew with the first key, in batches, while people work; it can be stopped and taken up again.

What a value says does not change, so the ledger remembers that this was done and not each cell of it.
"""

from flask import current_app
from sqlalchemy import bindparam, delete, func, insert, or_, select, text, update

from contacts.access import unrestricted
from contacts.access.sealing import lookup, place, seal, sealed_columns, unseal
from contacts.db import Base
from contacts.db.engines import without_deadline
from contacts.history.models import Change, Operation
from contacts.history.operations import close, point_at

BATCH = 500


def rows_under_other_keys():
    """How many rows hold a value that another key than the first one sealed."""
    with unrestricted("sealed values are counted, whoever may read them") as session:
        without_deadline(session.connection())
        counted = (select(func.count()).select_from(t).where(others(c)) for t, c in sealed_tables())
        return sum(session.scalar(count) for count in counted)


def reseal_all(tell=lambda done: None):
    """Seal with the first key whatever another one sealed; `tell(rows so far)` after each batch. Returns the rows."""
    operation, done = begun(), 0
    for table, columns in sealed_tables():
        last = 0
        while last is not None:
            rows, last = reseal_batch(operation, table, columns, last)
            done += rows
            tell(done)
    return done


def begun():
    with unrestricted("keys are rotated for everybody's values", writes=True) as session:
        row = {"kind": "keys.rotate", "sentence": "Sealed sensitive values with a new key"}
        id = session.execute(insert(Operation.__table__).values(row)).inserted_primary_key[0]
        point_at(session.connection(), id)
        close(session.connection(), id)  # now: what others write meanwhile is chained to it
        return id


def reseal_batch(operation, table, columns, after):
    """(rows written, the id to go on from or None). People write meanwhile: only what was read is replaced."""
    with unrestricted("keys are rotated for everybody's values", writes=True) as session:
        wanted = select(table.c.id, table.c.uid, *columns).where(table.c.id > after, others(columns))
        rows = session.execute(wanted.order_by(table.c.id).limit(BATCH)).mappings().all()
        point_at(session.connection(), operation)
        for column in columns:
            given = [replaced(row, table, column) for row in rows if is_other(row[column.name])]
            if given:
                here = update(table).where(table.c.id == bindparam("row"), column == bindparam("was"))
                cells = {column.name: bindparam("now")}
                if f"{column.name}_lookup" in table.c:
                    cells[f"{column.name}_lookup"] = bindparam("found_by")
                session.connection().execute(here.values(cells), given)
        session.execute(delete(Change).where(Change.operation_id == operation))
        point_at(session.connection(), None)
    return len(rows), rows[-1]["id"] if rows else None


def replaced(row, table, column):
    bound_to = place(table.name, column.name, row["uid"])
    plain = unseal(row[column.name], bound_to)
    found_by = lookup(plain, table.name, column.name)
    return {"row": row["id"], "was": row[column.name], "now": seal(plain, bound_to), "found_by": found_by}


def others(columns):
    """The condition for rows where another key than the first sealed one of the columns."""
    return or_(*(column.is_not(None) & ~column.startswith(prefix(), autoescape=True) for column in columns))


def is_other(envelope):
    return envelope is not None and not envelope.startswith(prefix())


def prefix():
    return f"v1.{current_app.config['ENCRYPTION_KEYS'].sealing()[0]}."


def sealed_tables():
    return sealed_columns(Base.metadata).items()


def still_needed(key_id):
    """Whether a value here, or one that the ledger keeps for undo, was sealed with this key."""
    with unrestricted("a key is given up only when nothing needs it") as session:
        without_deadline(session.connection())
        for table, columns in sealed_tables():
            uses = or_(*(column.startswith(f"v1.{key_id}.", autoescape=True) for column in columns))
            if session.scalar(select(table.c.id).where(uses).limit(1)) is not None:
                return "a record"
        kept = text("SELECT 1 FROM changes WHERE CAST(before AS TEXT) LIKE :p OR CAST(after AS TEXT) LIKE :p LIMIT 1")
        return "the history" if session.execute(kept, {"p": f'%"v1.{key_id}.%'}).first() else None
