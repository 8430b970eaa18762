"""What the ledger tells a person: the one place that decides which of its rows and values they may read."""

from dataclasses import dataclass

from sqlalchemy import and_, exists, or_, select

from contacts.access import current_actor, level, may, unrestricted
from contacts.customers.models import Customer
from contacts.db import Base, db
from contacts.history.models import Change, Operation
from contacts.journal.lines import line, uids_of
from contacts.users.models import User

AT_ONCE = 50


@dataclass
class Entry:
    """One operation as a page shows it; `subject` is the (id, name) of a customer whom the reader may read."""

    operation: Operation
    who: str | None
    undoable: bool
    subject: tuple | None = None


def sees_everybodys():
    return may("edit", "users") is not None


def list_operations(before=None):
    """The newest operations (older than the id `before`) as entries, and the id to go on from or None."""
    asked = select(Operation, User.name, changed_something().label("changed")).outerjoin(
        User, User.id == Operation.actor_id
    )
    if not sees_everybodys():
        asked = asked.where(Operation.actor_id == current_actor().id)
    if before is not None:
        asked = asked.where(Operation.id < before)
    with unrestricted("the ledger has its own rule: one's own deeds, or everybody's for administrators") as session:
        rows = session.execute(asked.order_by(Operation.id.desc()).limit(AT_ONCE + 1)).all()
    names = names_of({row[0].subject_id for row in rows if row[0].subject_table == "customers"})
    entries = [entry(*row, names) for row in rows[:AT_ONCE]]
    return entries, entries[-1].operation.id if len(rows) > AT_ONCE else None


def changed_something():
    return exists().where(Change.operation_id == Operation.id)


def entry(operation, who, changed, names):
    open_ = operation.undone_by_id is None and operation.seal is not None and operation.undoes_id is None
    name = names.get(operation.subject_id) if operation.subject_table == "customers" else None
    subject = (operation.subject_id, name) if name else None
    return Entry(operation, who, changed and open_ and operation.actor_id is not None, subject)


def names_of(ids):
    """Names of those customers that the reader may read."""
    if not ids or not may("read", "customers"):
        return {}
    return dict(db.session.execute(select(Customer.id, Customer.name).where(Customer.id.in_(ids))).all())


def changes_of(customer, before=None):
    """The newest changes of a customer and what hangs on it, as lines, and the id to go on from or None."""
    asked = select(Change, Operation.at, User.name).join(Operation, Operation.id == Change.operation_id)
    asked = asked.outerjoin(User, User.id == Operation.actor_id).where(or_(*belonging(customer)))
    if before is not None:
        asked = asked.where(Change.id < before)
    with unrestricted("a record's history; each value is held against the reader's levels") as session:
        rows = session.execute(asked.order_by(Change.id.desc()).limit(AT_ONCE + 1)).all()
    there = readable_parents(row[0] for row in rows[:AT_ONCE])
    uids = uids_of(customer, [row[0] for row in rows[:AT_ONCE]])
    lines = [line(*row, uids) for row in rows[:AT_ONCE] if may_know(row[0], customer, there)]
    return lines, rows[AT_ONCE - 1][0].id if len(rows) > AT_ONCE else None


def belonging(customer):
    """Conditions that pick changes of the customer, of the children that the reader reaches, and of deleted ones."""
    for table in tables_of_one_row():
        yield and_(Change.table_name == table.name, Change.row_id == customer.id)
    about = select(Operation.id).where(Operation.subject_table == "customers", Operation.subject_id == customer.id)
    for model in children():
        reached = db.session.scalars(select(model.id).where(model.customer_id == customer.id)).all()
        names = [model.__tablename__, *(table.name for table in parts_of(model.__tablename__))]
        yield and_(Change.table_name.in_(names), Change.row_id.in_(reached))
        yield and_(Change.table_name == model.__tablename__, Change.action == "delete", Change.operation_id.in_(about))


def tables_of_one_row():
    """The customer's own table, and those that keep more of it under the same key."""
    return [Customer.__table__, *parts_of("customers")]


def parts_of(name):
    """The tables that keep more of the rows of this one under the same keys, in fields that people added."""
    return [one for one in Base.metadata.sorted_tables if one.info.get("part_of") == name]


def children():
    """The models that hang on a customer and that the reader may read at all."""
    for mapper in Base.registry.mappers:
        model = mapper.class_
        hangs = model.__ledger__ and hasattr(model, "customer_id")
        if hangs and may("read", model.__kind__) and level(model.__tablename__) != "hidden":
            yield model


def readable_parents(changes):
    """`{(table, id)}` of the conversations and the like that deleted rows hung on, and that the reader reads."""
    wanted = {}
    for change in changes:
        for table, id in parents_of(change):
            wanted.setdefault(table, set()).add(id)
    asked = {table: select(model_of(table).id).where(model_of(table).id.in_(ids)) for table, ids in wanted.items()}
    return {(table, id) for table, statement in asked.items() for id in db.session.scalars(statement)}


def model_of(table):
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table is table)


def parents_of(change):
    """(table, id) of what a deleted row hung on."""
    for column in Base.metadata.tables[change.table_name].columns:
        id = (change.before or {}).get(column.name)
        if change.action == "delete" and column.info.get("hangs") and id is not None:
            yield next(iter(column.foreign_keys)).column.table, id


def may_know(change, customer, there):
    """Of a deleted row only what it says itself is left: whose it was, whether it was private, what it hung on."""
    if change.action != "delete" or change.table_name == "customers":
        return True
    row = change.before or {}
    kind = Base.metadata.tables[change.table_name].info["kind"]
    mine = not row.get("is_private") or row.get("author_id") == current_actor().id
    mine = (mine and all(parent in there for parent in parents_of(change))) or sees_everybodys()
    return row.get("customer_id") == customer.id and may("read", kind) == "all" and mine
