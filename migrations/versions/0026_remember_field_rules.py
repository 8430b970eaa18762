"""Cells of the matrix are records: they have a key, so that the ledger remembers them and undo brings them back.

Revision: 0026, after 0025
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

LEVEL = sa.Enum("edit", "view", "masked", "hidden", name="level", native_enum=False, create_constraint=True, length=20)
CELL = ("role_id", "table_name", "column_name")
RULE = sa.table("field_rules", *map(sa.column, (*CELL, "level", "version")), *(
    sa.column(name, types.UTCDateTime) for name in ("created_at", "updated_at")
))  # fmt: skip


def upgrade():
    rules = taken_out()
    make(
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        *cells(),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_rules")),
        sa.UniqueConstraint(*CELL, name=op.f("uq_field_rules_role_id_table_name_column_name")),
    )
    now = types.utcnow()
    put_in([{**rule, "version": 1, "created_at": now, "updated_at": now} for rule in rules])


def downgrade():
    rules = taken_out()
    make(*cells(), sa.PrimaryKeyConstraint(*CELL, name=op.f("pk_field_rules")))
    put_in(rules)


def taken_out():
    """The rules there are; the table goes. There are few, and neither engine can give a table another key in place."""
    columns = (*CELL, "level")
    rules = op.get_bind().execute(sa.select(*(RULE.c[name] for name in columns)).order_by(*CELL)).mappings().all()
    op.drop_table("field_rules")
    return [dict(rule) for rule in rules]


def put_in(rules):
    if rules:
        op.get_bind().execute(sa.insert(RULE), rules)


def cells():
    return (
        sa.Column("role_id", types.WholeNumber, nullable=False, comment="The role"),
        sa.Column("table_name", sa.String(length=63), nullable=False, comment="The table of the field"),
        sa.Column("column_name", sa.String(length=63), nullable=False, comment="The column, or * for the whole table"),
        sa.Column("level", LEVEL, nullable=False, comment="edit, view, masked or hidden"),
    )


def make(*parts):
    op.create_table(
        "field_rules",
        *parts,
        sa.CheckConstraint("length(column_name) <= 63", name=op.f("ck_field_rules_column_name_length")),
        sa.CheckConstraint("length(table_name) <= 63", name=op.f("ck_field_rules_table_name_length")),
        sa.ForeignKeyConstraint(
            ["role_id"], ["roles.id"], name=op.f("fk_field_rules_role_id_roles"), ondelete="CASCADE"
        ),
        comment="Which fields a role may only view, sees masked, or does not see at all",
        sqlite_autoincrement=True,
    )
