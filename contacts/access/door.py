"""The one door past the walls. A test lists every place that goes through it."""

from contextlib import contextmanager

from flask import current_app
from sqlalchemy.orm import Session

from contacts.access.actor import current_actor
from contacts.db import OPEN, db, engine_for


@contextmanager
def unrestricted(reason, writes=False):
    """A separate session that reads everything; with `writes` it commits at the end of the block.

    `reason` says in words why the rights do not apply here: sign-in, a mask, the ledger, an index.
    On SQLite there is one writer: do not open it with `writes` while the request's own session has begun writing.
    """
    assert reason
    engine = engine_for(current_app.config["DATABASE"], OPEN, writes)
    with Session(engine, expire_on_commit=False) as session:
        session.info.update(unrestricted=reason, actor=current_actor())
        yield session
        if writes:
            session.commit()


def elevate(reason):
    """The rest of this unit of work writes past the walls (undo restores columns that the person cannot read)."""
    assert reason
    if db.session().in_transaction():
        db.session.rollback()
    db.session.info.update(wall=OPEN, unrestricted=reason)
