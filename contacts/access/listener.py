"""The first line: every statement is held against the actor's rights before it reaches the database."""

from functools import lru_cache

from sqlalchemy import FromClause, Select, event, inspect, select
from sqlalchemy.orm import Load, with_loader_criteria
from sqlalchemy.orm.attributes import set_committed_value
from werkzeug.exceptions import Forbidden

from contacts.access.actor import current_actor
from contacts.access.reach import is_part, reach_of
from contacts.db import Base, db


def listen():
    if not event.contains(db.session, "do_orm_execute", guard_statement):
        event.listen(db.session, "do_orm_execute", guard_statement)
        event.listen(db.session, "before_flush", guard_flush)
        event.listen(db.session, "after_flush", guard_reach)
        event.listen(Base, "load", leave_blank, propagate=True)
        event.listen(Base, "refresh", leave_blank, propagate=True)


def guard_statement(execution):
    """Leave hidden columns out of entities, and add the record scope. (`questions` refuses to name hidden columns.)"""
    if "unrestricted" in execution.session.info:
        return
    actor = current_actor(execution.session)
    options = scope_of(actor)
    if execution.is_select and actor.rights.hidden:
        options = (*options, *left_out(execution, actor.rights))
    if options:
        execution.statement = execution.statement.options(*options)


def left_out(execution, rights):
    """The loader options that keep hidden columns out of the entities a statement loads."""
    if path := execution.loader_strategy_path:
        return left_out_along(path.path, rights)
    return [option for entity in entities_of(execution.statement) for option in left_out_of(entity, rights)]


def entities_of(statement):
    """The models (and aliases of models) of which a statement loads whole records.

    SQLAlchemy says it in `column_descriptions` too, at a third of what the whole gate may cost a page: it compiles the
    statement to answer. So we read what `select()` noted of each thing it was given.
    """
    if not isinstance(statement, Select):
        described = [one for one in statement.column_descriptions if one.get("entity") is not None]
        return {one["entity"] for one in described if one["expr"] is one["entity"]}
    tables = [part for part in statement._raw_columns if isinstance(part, FromClause)]
    return {part._annotations["parententity"].entity for part in tables if "parententity" in part._annotations}


@lru_cache(1024)
def left_out_of(entity, rights):
    return deferrals(Load(entity), entity, rights)


@lru_cache(1024)
def left_out_along(path, rights):
    """The same for a lazy load, which comes along relationships."""
    load, entity = Load(path[0].entity), path[0].entity
    for owner, relationship in zip(path[0::2], path[1::2], strict=False):
        load = load.defaultload(getattr(owner.entity, relationship.key))
        entity = relationship.mapper.class_
    return deferrals(load, entity, rights)


def deferrals(load, entity, rights):
    hidden = hidden_attributes(entity, rights)
    return tuple(load.defer(getattr(entity, attribute), raiseload=True) for attribute in hidden)


def leave_blank(record, _context, _attributes=None):
    """What was left out of a record reads as nothing, so that pages need not ask; a sealed value stays an error."""
    session = inspect(record).session
    if session is None or "unrestricted" in session.info:
        return
    rights = current_actor(session).rights
    for key in blank_attributes(type(record), rights) if rights.hidden else ():
        if key not in record.__dict__:
            set_committed_value(record, key, None)


@lru_cache(1024)
def blank_attributes(entity, rights):
    columns = inspect(entity).mapper.columns
    return [key for key in hidden_attributes(entity, rights) if not columns[key].info.get("sensitive")]


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


def guard_flush(session, _context, _instances):
    """Refuse to write what the role may not: the database cannot see the columns of an INSERT on SQLite."""
    if "unrestricted" in session.info:
        return
    rights = current_actor(session).rights
    for record in session.new:
        demand(rights, "create", record, set_columns(record))
    for record in session.dirty:
        if columns := changed_columns(record):
            demand(rights, "edit", record, columns)
            demand_reach(session, "edit", record)
    for record in session.deleted:
        demand(rights, "delete", record, ())
        demand_reach(session, "delete", record)


def guard_reach(session, _context):
    """What was added is within reach of who added it. (What is handed on to somebody else may leave it.)"""
    for record in session.new if "unrestricted" not in session.info else ():
        demand_reach(session, "create", record)


def demand_reach(session, verb, record):
    """Ask the database as it is at this moment of the flush. A line is written with its purchase, whatever is done."""
    verbs = ("edit", "create", "delete") if is_part(type(record)) else (verb,)
    if record.__kind__ is not None and not any(reaches(session, one, record) for one in verbs):
        raise Forbidden("This is beyond what your role may change.")


def reaches(session, verb, record):
    actor, model = current_actor(session), type(record)
    scope = actor.rights.scope(verb, record.__kind__)
    if scope in ("all", None):
        return scope is not None
    reached = select(model.id).where(model.id == record.id, reach_of(model, actor, verb))
    return session.connection().execute(reached).first() is not None


def demand(rights, verb, record, columns):
    if record.__kind__ is None:
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
