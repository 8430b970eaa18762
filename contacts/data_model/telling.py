"""A column in words: its rules, what it refers to, and who may see it."""

from contacts.access import Level, all_rights
from contacts.data_model.seen import level_of
from contacts.web.words import _

ON_DELETE = {
    "CASCADE": _("goes with it"),
    "SET NULL": _("is emptied when it goes"),
    "RESTRICT": _("keeps it from being deleted"),
    "NO ACTION": _("keeps it from being deleted"),
}
LEVELS = {
    Level.EDIT: _("reads and changes it"),
    Level.VIEW: _("reads it"),
    Level.MASKED: _("sees a mask"),
    Level.HIDDEN: _("does not see it"),
}


def rules_of(column):
    """Short clauses: ["Required", "at most 200 signs"]."""
    return list(filter(None, clauses(column)))


def clauses(column):
    yield _("Primary key") if column.is_key else _("Required") if column.required else _("Optional")
    yield _("unique") if column.unique and not column.is_key else ""
    yield _("at most %(count)s characters", count=column.limit) if column.limit and "sealed" not in column.type else ""
    yield _("encrypted") if "sealed" in column.type else ""
    yield _("secret") if column.info.get("secret") else ""
    yield _("refers to %(target)s and %(then)s", **reference(column)) if column.refers else ""
    yield _("made from %(origin)s", origin=".".join(column.info["copy_of"])) if "copy_of" in column.info else ""
    yield _("written by the application") if column.info.get("derived") else ""


def reference(column):
    return {"target": ".".join(column.refers), "then": ON_DELETE.get(column.on_delete, column.on_delete.lower())}


def copies_of(schema, column):
    """The columns that are made from it."""
    origin = (column.table, column.name)
    every = (one for table in schema.tables.values() for one in table.columns)
    return [one for one in every if one.info.get("copy_of") == origin]


def readers_of(column):
    """`[(role, Level)]` of every role, the one that sees most first."""
    found = [(rights.role, level_of(column, rights)) for rights in all_rights()]
    order = list(Level)
    return sorted(found, key=lambda one: order.index(one[1]))


def matches(table, column, words):
    """Whether everything that is looked for is said of a column: in its name, its table's, or what it means."""
    said = f"{column.full_name} {column.full_name.replace('_', ' ')} {column.comment} {table.comment} {column.type}"
    said = f"{said} {' '.join(column.choices)}".lower()
    return all(word in said for word in words)
