"""The schema as the statements that would make it on this engine."""

from flask import current_app
from sqlalchemy.schema import CreateIndex, CreateTable, SetColumnComment, SetTableComment

from contacts.db import Base


def sql(schema, reflected):
    """CREATE TABLE and CREATE INDEX of every table; what no model knows is as the catalogue (`reflected`) has it."""
    dialect = current_app.config["DATABASE"].get_dialect()()
    found = {name: Base.metadata.tables.get(name, reflected.tables[name]) for name in schema.tables}
    in_order = [table for table in Base.metadata.sorted_tables if table.name in found]
    in_order += [table for name, table in found.items() if name not in Base.metadata.tables]
    return "\n".join(statement for table in in_order for statement in statements_of(table, dialect))


def statements_of(table, dialect):
    yield f"-- {table.comment or table.name}"
    yield f"{str(CreateTable(table).compile(dialect=dialect)).strip()};"
    for index in sorted(table.indexes, key=lambda index: index.name):
        if index.info.get("engine", dialect.name) == dialect.name:
            yield f"{CreateIndex(index).compile(dialect=dialect)};"
    if dialect.supports_comments:
        yield from (f"{comment.compile(dialect=dialect)};" for comment in comments_of(table))
    yield ""


def comments_of(table):
    if table.comment:
        yield SetTableComment(table)
    yield from (SetColumnComment(column) for column in table.columns if column.comment)
