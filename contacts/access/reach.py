"""Which rows are within whose reach: their own, their team's, or all; and what hangs on a row goes with it.

What a row hangs on is looked up by its key (EXISTS, of a column that everybody reads): a list of all that is in reach
may have millions.
"""

from functools import lru_cache

from sqlalchemy import and_, false, inspect, or_, select
from sqlalchemy.orm import aliased

from contacts.db import Base

OWNERS = ("owner_id", "author_id", "assignee_id", "uploader_id")


def reach_of(model, actor, verb):
    """The condition for rows of `model` that `actor` may `verb`; None when that is all of them."""
    conditions = [ownership(model, actor, verb), privacy(model, actor), shared(model, actor), *hanging(model, actor)]
    conditions = [condition for condition in conditions if condition is not None]
    return and_(*conditions) if conditions else None


def ownership(model, actor, verb):
    scope = actor.rights.scope(verb, model.__kind__) if model.__kind__ else "all"
    if scope == "all" or scope is None or model.__kind__ == "users":
        return None  # what a role may not do at all is refused by the route and the wall
    return owned(model, actor, scope)


def owned(model, actor, scope):
    """Own: the owner, author or assignee is the actor. Team: is of their team. Else as what it hangs on, or nothing."""
    name = owner_of(model)
    if name:
        return mine(getattr(model, name), actor, scope)
    for key, parent in parents_of(model):
        if has_owner(parent):
            other = looked_up(parent)
            return select(other.id).where(other.id == key, owned(other, actor, scope)).exists()
    return false()


def owner_of(model):
    """The name of the attribute that says whose a row is, or None."""
    return next((name for name in OWNERS if hasattr(model, name)), None)


def has_owner(model):
    return bool(owner_of(model)) or any(has_owner(parent) for _key, parent in parents_of(model))


@lru_cache(64)
def scopes_of(kind):
    """What rights on a kind of record can reach over: records that belong to nobody are for all or for none."""
    models = [mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__kind__ == kind]
    return ("own", "team", "all") if kind != "users" and any(map(has_owner, models)) else ("all",)


def mine(column, actor, scope):
    if scope == "own" or actor.team_id is None:
        return column == actor.id
    users = Base.metadata.tables["users"].c
    return or_(column == actor.id, column.in_(select(users.id).where(users.team_id == actor.team_id)))


def privacy(model, actor):
    """A private row belongs to its author, and to those who manage people."""
    if not hasattr(model, "is_private") or actor.rights.scope("edit", "users"):
        return None
    return or_(model.is_private.is_(False), model.author_id == actor.id)


def shared(model, actor):
    """What people keep for themselves or share is found by its owner, by the owner's team, or by everyone."""
    if not hasattr(model, "sharing") or actor.id is None:
        return None
    with_team = and_(model.sharing == "team", mine(model.owner_id, actor, "team"))
    return or_(model.owner_id == actor.id, model.sharing == "everyone", with_team)


def hanging(model, actor):
    """What hangs on a customer, or on a row by a foreign key with `info={"hangs": True}`, is out of reach with it."""
    for key, parent in parents_of(model):
        yield empty_or_readable(key, parent, actor)


@lru_cache(256)
def parents_of(model):
    """`[(foreign key, model)]` of what rows of this one hang on."""
    found = []
    for attribute in inspect(model).mapper.column_attrs:
        column = attribute.columns[0]
        if column.info.get("hangs") or column.name == "customer_id":
            table = next(iter(column.foreign_keys)).column.table
            parent = next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table is table)
            found.append((getattr(model, attribute.key), parent))
    return found


def is_part(model):
    """Whether its rows are parts of another record of the same kind, as lines are of a purchase."""
    return any(parent.__kind__ == model.__kind__ and not owner_of(model) for _key, parent in parents_of(model))


def empty_or_readable(key, parent, actor):
    if actor.rights.scope("read", parent.__kind__) is None or actor.rights.level(parent.__tablename__) == "hidden":
        return key.is_(None)
    other = looked_up(parent)
    reach = reach_of(other, actor, "read")
    return None if reach is None else or_(key.is_(None), select(other.id).where(other.id == key, reach).exists())


@lru_cache(64)
def looked_up(model):
    """The model under another name: a statement may be about the same table, and is not meant."""
    return aliased(model)
