"""Fields that people add to records, and the tables whose columns they become.

Revision: 0038, after 0037
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

KINDS = ("customers", "companies", "addresses", "purchases", "products", "communications")
TYPES = [
    "text",
    "long_text",
    "number",
    "money",
    "date",
    "moment",
    "yes_no",
    "choice",
    "several",
    "link",
    "email",
    "phone",
    "person",
    "record",
]
# A random identity for rows that are inserted without one.
RANDOM = {
    "sqlite": "(lower(hex(randomblob(16))))",
    "postgresql": "replace(gen_random_uuid()::text, '-', '')",
}
BOOLEANS = {
    "required": "Forms do not let it empty",
    "is_unique": "No two records have the same value",
    "sensitive": "Sealed at rest, and hidden until a role is let in",
    "filterable": "Lists filter and sort by it: it is indexed",
    "searchable": "Search finds records by its words",
}
TEXTS = {
    "default_text": (500, "What a new record begins with, as typed"),
    "pattern": (200, "A regular expression that the whole text fits"),
    "minimum": (40, "The least value, or the fewest characters"),
    "maximum": (40, "The greatest value, or the most characters"),
    "currency": (3, "What amounts of money are in (ISO 4217)"),
    "target": (30, "The table of the records that it leads to"),
    "help": (200, "One sentence below the field in forms"),
    "section": (60, "The heading that it stands under"),
}


def upgrade():
    lengths = {
        "record": 30,
        "key": 40,
        "column_name": 63,
        "label": 60,
        **{name: size for name, (size, _) in TEXTS.items()},
    }
    op.create_table(
        "custom_fields",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column(
            "record", sa.String(30), nullable=False, comment="The table of the records that have it, such as customers"
        ),
        sa.Column(
            "key", sa.String(40), nullable=False, comment="What scripts, files and addresses call it; never changes"
        ),
        sa.Column("column_name", sa.String(63), nullable=False, comment="The column that holds its values now"),
        sa.Column("label", sa.String(60), nullable=False, comment="What people call it"),
        sa.Column(
            "type",
            sa.Enum(*TYPES, name="type", native_enum=False, create_constraint=True, length=20),
            nullable=False,
            comment="What kind of value it holds",
        ),
        sa.Column("position", sa.Integer, nullable=False, comment="Its place among the fields of its records"),
        *(sa.Column(name, sa.Boolean, nullable=False, comment=comment) for name, comment in BOOLEANS.items()),
        *(sa.Column(name, sa.String(size), comment=comment) for name, (size, comment) in TEXTS.items()),
        sa.Column("options", sa.JSON, nullable=False, comment="Allowed values: a list of value, label, color"),
        sa.Column("archived_at", types.UTCDateTime(timezone=True), comment="When it was put away; its values stay"),
        *booked(),
        sa.CheckConstraint("length(trim(label)) > 0", name=op.f("ck_custom_fields_label_given")),
        sa.CheckConstraint(
            "record IN (" + ", ".join(f"'{kind}'" for kind in KINDS) + ")", name=op.f("ck_custom_fields_record_known")
        ),
        *(
            sa.CheckConstraint(f"length({name}) <= {size}", name=op.f(f"ck_custom_fields_{name}_length"))
            for name, size in lengths.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custom_fields")),
        sa.UniqueConstraint("record", "key", name=op.f("uq_custom_fields_record_key")),
        sa.UniqueConstraint("record", "column_name", name=op.f("uq_custom_fields_record_column_name")),
        comment="Fields that people added to records, and what each may hold",
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_custom_fields_record_position_id"), "custom_fields", ["record", "position", "id"])
    for kind in KINDS:
        make_table(kind)


def make_table(kind):
    table, random = f"{kind}_custom", RANDOM[op.get_bind().dialect.name]
    op.create_table(
        table,
        sa.Column("id", types.WholeNumber, nullable=False, autoincrement=False, comment="The record"),
        sa.Column(
            "uid",
            sa.String(32),
            nullable=False,
            server_default=sa.text(random),
            comment="Random identity: binds sealed values to this row",
        ),
        *booked(),
        sa.CheckConstraint("length(uid) <= 32", name=op.f(f"ck_{table}_uid_length")),
        sa.ForeignKeyConstraint(["id"], [f"{kind}.id"], name=op.f(f"fk_{table}_id_{kind}"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{table}_uid")),
        comment=f"What stands in the fields that people added to {kind}; a row for each record that has any",
    )


def booked():
    return (
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer, nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
    )


def downgrade():
    for kind in KINDS:
        op.drop_table(f"{kind}_custom")
    op.drop_table("custom_fields")
