"""Who is acting, as the database session knows it. No actor, no rights."""

from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import inspect, null

from contacts.access.rights import EVERYTHING, NOTHING, Rights
from contacts.db import db


@dataclass(frozen=True)
class Actor:
    """A person (or the system, `id=None`) with rights; what is theirs is scoped by `id` and `team_id`.

    `only_looks`: they view as another role and change nothing.
    """

    id: int | None = None
    team_id: int | None = None
    rights: Rights = NOTHING
    only_looks: bool = False


NOBODY = Actor()
SYSTEM = Actor(rights=EVERYTHING)


def current_actor(session=None):
    return (session or db.session).info.get("actor", NOBODY)


def act(actor, writes=False):
    """From now on this session acts for `actor`, on the engine of its rights."""
    db.session.info.update(actor=actor, wall=actor.rights.wall, writes=writes and not actor.only_looks)


@contextmanager
def acting_as(actor, writes=True):
    """A piece of work for `actor` (commands, tests); the session is given back clean."""
    before = dict(db.session.info)
    db.session.remove()
    act(actor, writes)
    try:
        yield actor
    finally:
        db.session.remove()
        db.session.info.update(before)


def may(verb, kind):
    """Whether the acting role may do `verb` to records of `kind` at all: the scope ("all", "team", "own") or None."""
    return current_actor().rights.scope(verb, kind)


def level(field):
    """The acting role's level of a field written `table.column` (or `table`): "edit", "view", "masked" or "hidden"."""
    table, _, column = field.partition(".")
    return current_actor().rights.level(table, column or "*")


def sees(field):
    """Whether the acting role reads the plain value of `table.column`."""
    return level(field) in ("edit", "view")


def only_looks():
    """Whether whoever acts views as another role: what would write is drawn, but cannot be pressed."""
    return current_actor().only_looks


def permitted(column):
    """The column (a mapped attribute), or NULL under its name when this role may not read it: rows keep their shape."""
    real = column.property.columns[0]
    if current_actor().rights.reads(real.table.name, real.name):
        return column
    return null().label(column.key)


def permitted_columns(model):
    """`{name: column}` of all of a model's columns, each as `permitted` gives it; what is sealed is left out."""
    columns = inspect(model).column_attrs
    plain = [attribute.key for attribute in columns if not attribute.columns[0].info.get("sensitive")]
    return {name: permitted(getattr(model, name)) for name in plain}
