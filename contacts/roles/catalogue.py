"""The fields that the matrix is about, in groups, in the words of the interface, with the levels each can have.

Made from the tables themselves. What tells rows apart, hangs them together or is secret is no field; what is made of
another field goes the way of that.
"""

from dataclasses import dataclass
from functools import lru_cache

from contacts.access import Level
from contacts.access.growing import grown
from contacts.access.policy import KINDS
from contacts.access.rights import BOOKKEEPING, is_summed, kinds_of_tables
from contacts.db import Base
from contacts.roles.field_words import LABELS, TABLES
from contacts.web.words import _, lazy, spelled

WHOLE = "*"
# Lists are made of these, ordered and filtered by them: without them nothing is left. Hide the whole table instead.
NEEDED = {
    "addresses": {"kind", "is_default"},
    "attachments": {"file_name", "size", "uploader_id"},
    "categories": {"name", "parent_id", "color"},
    "communications": {"channel", "body", "happened_at", "author_id", "is_private", "pinned"},
    "companies": {"name"},
    "customer_values": {"purchase_count"},
    "customers": {"kind", "name"},
    "emails": {"is_primary", "unusable"},
    "phones": {"is_primary", "unusable"},
    "products": {"sku", "name", "price", "currency", "active"},
    "purchase_items": {"quantity", "unit_price", "discount", "amount"},
    "purchases": {"purchased_on", "currency", "status"},
    "tasks": {"assignee_id", "communication_id", "done_at", "due_at"},
    "tickets": {"subject", "status", "opened_at", "assignee_id"},
}
# Other records are made of these, or lean on them: who shall not have them is not let to what leans on them.
LEANED_ON = {
    "emails",
    "phones",
    "companies",
    "categories",
    "products",
    "product_categories",
    "purchase_items",
    "tickets",
}
PLAIN = BOOKKEEPING | {"uid", "position", "sha256"}


@dataclass(frozen=True)
class Field:
    """A column, or "*" for a whole table; `levels` are those it can have."""

    table: str
    column: str
    label: str
    help: str
    levels: tuple
    sensitive: bool = False

    @property
    def name(self):
        return f"{self.table}.{self.column}"

    @property
    def kind(self):
        return kinds_of_tables()[self.table]

    @property
    def in_words(self):
        """As a sentence names it: "Bank account", "Street of Addresses", "every field of Addresses"."""
        if self.column == WHOLE:
            return _("every field of %(table)s", table=TABLES.get(self.table, self.table))
        if self.table == "customers":
            return self.label
        return _("%(field)s of %(table)s", field=self.label, table=TABLES.get(self.table, self.table))

    def shown(self, level):
        """The level as the matrix shows it: what nobody types is at most read, and what is needed is at least read."""
        if level in self.levels:
            return level
        return Level.VIEW


@dataclass(frozen=True)
class Group:
    """The fields of one table: `whole` first, then each column."""

    table: str
    label: str
    whole: Field
    fields: tuple

    def __iter__(self):
        return iter((self.whole, *self.fields))


@grown
@lru_cache(1)
def groups():
    """Every table of records that people give rights on, in the order of the interface. A sum goes as its parts go."""
    known = [table for table, kind in kinds_of_tables().items() if kind in KINDS and kind != "users"]
    tables = [table for table in known if not is_summed(table) and has_fields(table)]
    order = list(TABLES)
    tables.sort(key=lambda name: (order.index(name) if name in order else len(order), name))
    return tuple(map(group_of, tables))


@grown
@lru_cache(1)
def fields():
    """`{"table.column": Field}`"""
    return {field.name: field for group in groups() for field in group}


def has_fields(name):
    """A table for fields that people add is there before any is."""
    table = Base.metadata.tables[name]
    return not table.info.get("part_of") or any(map(is_field, table.columns))


def group_of(name):
    table = Base.metadata.tables[name]
    label = TABLES.get(name) or lazy(spelled(name))
    columns = sorted((field_of(column) for column in table.columns if is_field(column)), key=lambda f: f.sensitive)
    can_mask = any(Level.MASKED in field.levels for field in columns)
    levels = offered(table.info["ledger"], can_mask)
    if name in LEANED_ON:
        levels = levels[:-1]
    return Group(name, label, Field(name, WHOLE, lazy("Every field"), explained(table), levels), tuple(columns))


def explained(part):
    return lazy(part.comment) if part.comment else ""


def is_field(column):
    """Not what tells rows apart, what hangs them on others, what is secret, and what is made of another field."""
    if column.name in PLAIN or any(column.info.get(name) for name in ("secret", "hangs", "retired")):
        return False
    if column.info.get("copy_of", ("",))[0] == column.table.name:
        return False
    return not column.primary_key and not any(key.ondelete == "CASCADE" for key in column.foreign_keys)


def field_of(column):
    name = f"{column.table.name}.{column.name}"
    spoken = lazy(spelled(column.name.removesuffix("_id")))
    label = column.info.get("label") or LABELS.get(name) or spoken
    typed = column.table.info["ledger"] and not column.info.get("derived")
    levels = offered(typed, "mask" in column.info)
    if column.name in NEEDED.get(column.table.name, ()):
        levels = tuple(level for level in levels if level in (Level.EDIT, Level.VIEW))
    sensitive = bool(column.info.get("sensitive"))
    return Field(column.table.name, column.name, label, explained(column), levels, sensitive)


def offered(typed, can_mask):
    """`typed`: whether people type it at all; else it is read or not."""
    edit, mask = (Level.EDIT,) if typed else (), (Level.MASKED,) if can_mask else ()
    return (*edit, Level.VIEW, *mask, Level.HIDDEN)
