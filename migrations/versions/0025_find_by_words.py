"""The tables of the full-text index; `history.sync` makes their triggers and fills them.

Revision: 0025, after 0024
"""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

# name: (table, has words, prefixes SQLite keeps, has parts of words)
CLASSES = {
    "names": ("customers", "1 2 3", True),
    "companies": ("companies", "1 2 3", True),
    "emails": ("emails", "2 3", True),
    "phones": ("phones", None, True),
    "places": ("addresses", "2 3", True),
    "references": ("customers", "2 3", True),
    "orders": ("purchases", "2 3", True),
    "products": ("products", "2 3", True),
    "items": ("purchase_items", "2 3", False),
    "talk": ("communications", "2 3", False),
    "tickets": ("tickets", "2 3", False),
    "tasks": ("tasks", "2 3", False),
}
# Of these SQLite lists the words too, to forgive typos.
LISTED = ("names", "companies", "places")


def upgrade():
    make = sqlite_tables if op.get_bind().dialect.name == "sqlite" else postgres_tables
    for name, (table, prefixes, parts) in CLASSES.items():
        make(f"search_{name}", table, prefixes, parts)
    for name in LISTED if make is sqlite_tables else ():
        op.execute(f"CREATE VIRTUAL TABLE search_{name}_terms USING fts5vocab(search_{name}, row)")


def sqlite_tables(name, _table, prefixes, parts):
    words = f"tokenize=\"ascii tokenchars '='\", prefix='{prefixes}'"
    for index, options in (
        (name, words if prefixes else None),
        (f"{name}_parts", 'tokenize="trigram"' if parts else None),
    ):
        if options:
            op.execute(f"CREATE VIRTUAL TABLE {index} USING fts5(words, content='', columnsize=0, {options})")


def postgres_tables(name, table, prefixes, _parts):
    key = f"id bigint PRIMARY KEY REFERENCES {table} (id) ON DELETE CASCADE"
    op.execute(f"CREATE TABLE {name} ({key}, words text NOT NULL DEFAULT '', vector tsvector)")
    if prefixes:
        op.execute(f"CREATE INDEX ix_{name}_vector ON {name} USING gin (vector)")


def downgrade():
    for name, (table, prefixes, parts) in CLASSES.items():
        if op.get_bind().dialect.name == "sqlite":
            tables = [f"search_{name}_terms"] * (name in LISTED)
            tables += [f"search_{name}"] * bool(prefixes) + [f"search_{name}_parts"] * parts
        else:
            tables = [f"search_{name}"]
            for verb in ("insert", "update"):
                op.execute(f"DROP TRIGGER IF EXISTS search_{name}_{verb} ON {table}")
        for index in tables:
            op.execute(f"DROP TABLE {index}")
