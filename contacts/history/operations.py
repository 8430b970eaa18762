"""The operation that is being written now: begun by the action, sealed just before the commit."""

from sqlalchemy import event, insert, text, update

from contacts.access import current_actor
from contacts.db import db
from contacts.history.models import CurrentOperation, Operation


class NothingBegun(RuntimeError):
    """Something people change was about to be written outside any operation."""


def begin(kind, sentence, record=None, *, undoes_id=None):
    """Start the operation of this unit of work: `kind` such as "customers.edit", `sentence` without personal data.

    The first one wins: an action that is part of a larger deed (an import) joins it. Returns the operation's id.
    """
    if "operation" in db.session.info:
        return db.session.info["operation"]
    begun = insert(Operation.__table__).values(
        kind=kind,
        sentence=sentence,
        subject_table=record.__tablename__ if record is not None else None,
        subject_id=record.id if record is not None else None,
        actor_id=current_actor().id,
        undoes_id=undoes_id,
    )
    id = db.session.connection().execute(begun).inserted_primary_key[0]
    db.session.info["operation"] = id
    point_at(db.session.connection(), id)
    return id


def running():
    """The id of the operation that this unit of work writes, or None: what its Undo takes back."""
    return db.session.info.get("operation")


def point_at(connection, id):
    """Tell the triggers which operation the next changes belong to."""
    if connection.dialect.name == "sqlite":
        connection.execute(update(CurrentOperation.__table__).values(operation_id=id))
    else:  # a transaction's own setting: there is no column to write
        connection.execute(text("SELECT set_config('rapport.operation', :id, true)"), {"id": str(id or "")})


def seal():
    """Close the operation of this unit of work, if there is one, and chain it to the one before. Returns its id."""
    db.session.flush()
    id = db.session.info.pop("operation", None)
    if id is not None:
        close(db.session.connection(), id)
    return id


def close(connection, id):
    """Chain the operation to the one before; on SQLite a trigger does so when the pointer is taken away."""
    if connection.dialect.name == "postgresql":  # a function of ours: it has no SQLAlchemy spelling
        connection.execute(text("SELECT ledger_seal(:id)"), {"id": id})
    point_at(connection, None)


def listen():
    if not event.contains(db.session, "before_flush", demand_operation):
        event.listen(db.session, "before_flush", demand_operation)
        event.listen(db.session, "after_rollback", forget)
        event.listen(db.session, "after_commit", forget)


def demand_operation(session, _context, _instances):
    touched = [*session.new, *session.dirty, *session.deleted]
    if "operation" not in session.info and any(
        record.__ledger__ for record in touched if hasattr(record, "__ledger__")
    ):
        raise NothingBegun(f"begin an operation before writing {type(touched[0]).__name__}")


def forget(session):
    session.info.pop("operation", None)
