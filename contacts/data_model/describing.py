"""The schema out of SQLAlchemy's description of tables, whether the models' own or what it read from a catalogue."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.types import Enum

from contacts.data_model.schema import Column, Index, Schema, Table
from contacts.data_model.types import default_of, type_of

RULE_OF_A_COLUMN = ("_length",)  # said of the column already


def schema_of(metadata, models=None):
    """The `Schema` of what `metadata` holds; what `models` (by default the same) say of it explains it."""
    models = metadata if models is None else models
    return Schema({name: table_of(metadata.tables[name], models) for name in sorted(metadata.tables)})


def table_of(table, models):
    model = models.tables.get(table.name, table)
    unique = tuple(
        tuple(column.name for column in one.columns)
        for one in sorted(table.constraints, key=lambda one: str(one.name))
        if isinstance(one, UniqueConstraint)
    )
    indexes = tuple(sorted(map(index_of, filter(is_for_all, table.indexes)), key=lambda index: index.name))
    alone = {names[0] for names in unique if len(names) == 1} | whole_keys(table)
    alone |= {index.columns[0] for index in indexes if index.unique and len(index.columns) == 1}
    led = {names[0] for names in (*unique, *(index.columns for index in indexes)) if names}
    columns = tuple(column_of(column, model, alone, led) for column in in_order(table, model))
    kind = kind_of(table.name, models)
    return Table(table.name, model.comment or table.comment or "", kind, columns, unique, indexes, checks_of(model))


def in_order(table, model):
    """The columns as the model has them; what it does not know comes last."""
    order = [column.name for column in model.columns]
    last = len(order)
    return sorted(table.columns, key=lambda column: order.index(column.name) if column.name in order else last)


def is_for_all(index):
    """Where both engines have an index of one name, written otherwise, SQLite's speaks for both."""
    return index.info.get("engine", "sqlite") == "sqlite"


def index_of(index):
    return Index(index.name, tuple(column.name for column in index.columns), bool(index.unique and is_whole(index)))


def is_whole(index):
    """Whether it is about every row."""
    return not any(index.dialect_options[engine].get("where") is not None for engine in ("sqlite", "postgresql"))


def whole_keys(table):
    names = [column.name for column in table.primary_key.columns]
    return set(names) if len(names) == 1 else set()


def kind_of(name, models):
    """The kind of record; rows of custom fields go with what they are the fields of."""
    model = models.tables.get(name.removesuffix("_custom"))
    return model.info.get("kind") if model is not None else None


def column_of(column, model, alone, led):
    said = model.columns.get(column.name, column)
    key = next(iter(sorted(column.foreign_keys, key=lambda key: key.target_fullname)), None)
    return Column(
        table=column.table.name,
        name=column.name,
        type=type_of(said),
        comment=said.comment or column.comment or "",
        limit=None if isinstance(said.type, Enum) else getattr(said.type, "length", None),
        choices=tuple(said.type.enums) if isinstance(said.type, Enum) else (),
        default=default_of(said),
        is_key=column.primary_key,
        required=not column.nullable,
        unique=column.name in alone,
        indexed=column.name in led or column.primary_key,
        refers=tuple(key.target_fullname.split(".")[-2:]) if key is not None else None,
        on_delete=(key.ondelete or "NO ACTION") if key is not None else "",
        info=dict(said.info),
    )


def checks_of(table):
    """`{name: SQL}` of the rules that no column says of itself already (its length, its choices)."""
    rules = {}
    for one in table.constraints:
        if isinstance(one, CheckConstraint) and not one._type_bound and not str(one.name).endswith(RULE_OF_A_COLUMN):
            rules[str(one.name)] = " ".join(str(one.sqltext).split())
    return dict(sorted(rules.items()))
