"""The first line: every ORM statement is held against the actor's rights before it reaches the database."""

from functools import lru_cache

from sqlalchemy import Column, event, inspect, or_, select
from sqlalchemy.orm import Load, with_loader_criteria
from sqlalchemy.sql.visitors import iterate
from werkzeug.exceptions import Forbidden

from contacts.access.actor import current_actor
from contacts.db import Base, db


def listen():
    if not event.contains(db.session, "do_orm_execute", guard_statement):
        event.listen(db.session, "do_orm_execute", guard_statement)
        event.listen(db.session, "before_flush", guard_flush)


def guard_statement(execution):
    """Refuse a statement that names a hidden column; leave hidden columns out of entities; add the record scope."""
    if "unrestricted" in execution.session.info:
        return
    actor = current_actor(execution.session)
    if not execution.is_column_load:
        refuse_hidden_columns(execution.statement, actor.rights.hidden)
    options = scope_of(actor)
    if execution.is_select and actor.rights.hidden:
        options = (*options, *deferrals(execution, actor.rights))
    if options:
        execution.statement = execution.statement.options(*options)


def refuse_hidden_columns(statement, hidden):
    """A yes or no about a hidden value is a leak too: selecting, filtering, sorting and grouping are all refused."""
    if hidden and any(pair in hidden for pair in columns_named_in(statement)):
        raise Forbidden("A field in this question is hidden for your role.")


def columns_named_in(statement):
    for element in iterate(statement):
        for column in getattr(element, "base_columns", ()):
            if isinstance(column, Column) and column.table is not None:
                yield column.table.name, column.name


def deferrals(execution, rights):
    path = execution.loader_strategy_path
    for load, entity in [followed(path)] if path else asked_for(execution):
        for attribute in hidden_attributes(entity, rights):
            yield load.defer(getattr(entity, attribute), raiseload=True)


def asked_for(execution):
    for described in execution.statement.column_descriptions:
        entity = described["entity"]
        if entity is not None and described["expr"] is entity:
            yield Load(entity), entity


def followed(path):
    """The relationships that a lazy load came along, as a loader option, and the entity they end at."""
    load, entity = Load(path[0].entity), path[0].entity
    for owner, relationship in zip(path[0::2], path[1::2], strict=False):
        load = load.defaultload(getattr(owner.entity, relationship.key))
        entity = relationship.mapper.class_
    return load, entity


def hidden_attributes(entity, rights):
    mapper = inspect(entity).mapper
    return [
        attribute.key
        for attribute in mapper.column_attrs
        if (mapper.local_table.name, attribute.columns[0].name) in rights.hidden
    ]


@lru_cache(256)
def scope_of(actor):
    """Loader criteria that leave out the records beyond this actor's reach."""
    return tuple(
        with_loader_criteria(model, reach, include_aliases=True, propagate_to_loaders=False)
        for model in (mapper.class_ for mapper in Base.registry.mappers)
        if (reach := reach_of(model, actor, "read")) is not None
    )


def reach_of(model, actor, verb):
    """The condition for rows of `model` that `actor` may `verb`; None when that is all of them."""
    conditions = [
        condition for condition in (ownership(model, actor, verb), privacy(model, actor)) if condition is not None
    ]
    return None if not conditions else conditions[0] if len(conditions) == 1 else conditions[0] & conditions[1]


def ownership(model, actor, verb):
    scope = actor.rights.scope(verb, model.__kind__) if model.__kind__ else "all"
    if scope == "all" or scope is None or model.__kind__ == "users":
        return None  # what a role may not do at all is refused by the route and the wall
    return owned(model, actor, scope)


def owned(model, actor, scope):
    """Own: the owner, author or assignee is the actor. Team: is of their team. Else as the customer it hangs on."""
    for name in ("owner_id", "author_id", "assignee_id", "uploader_id"):
        if hasattr(model, name):
            return mine(getattr(model, name), actor, scope)
    if hasattr(model, "customer_id"):
        customers = Base.metadata.tables["customers"].c
        return model.customer_id.in_(select(customers.id).where(mine(customers.owner_id, actor, scope)))
    return None


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


def guard_flush(session, _context, _instances):
    """Refuse to write what the role may not: the database cannot see the columns of an INSERT on SQLite."""
    if "unrestricted" in session.info:
        return
    rights = current_actor(session).rights
    for record in session.new:
        demand(rights, "create", record, set_columns(record))
    for record in session.dirty:
        demand(rights, "edit", record, changed_columns(record))
    for record in session.deleted:
        demand(rights, "delete", record, ())


def demand(rights, verb, record, columns):
    if record.__kind__ is None or (verb == "edit" and not columns):
        return
    table = record.__tablename__
    if rights.scope(verb, record.__kind__) is None or not all(rights.writes(table, column) for column in columns):
        raise Forbidden("Your role may not change this.")


def set_columns(record):
    mapper = inspect(record).mapper
    return [a.columns[0].name for a in mapper.column_attrs if record.__dict__.get(a.key) is not None]


def changed_columns(record):
    state = inspect(record)
    return [a.columns[0].name for a in state.mapper.column_attrs if state.attrs[a.key].history.has_changes()]
