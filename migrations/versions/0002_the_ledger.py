"""The ledger: what was changed, and by whom.

Revision: 0002, after 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from contacts.db import types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "current_operation",
        sa.Column("id", sa.Integer(), nullable=False, comment="Always 1"),
        sa.Column(
            "operation_id", types.WholeNumber, nullable=True, comment="The operation; empty between transactions"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_current_operation")),
        comment="The operation being written now (SQLite only)",
    )
    op.create_table(
        "operations",
        sa.Column("id", types.WholeNumber, nullable=False, comment="Key; never used twice"),
        sa.Column("kind", sa.String(length=60), nullable=False, comment="The deed, such as customers.edit"),
        sa.Column(
            "sentence", sa.String(length=200), nullable=False, comment="The deed in words, without personal data"
        ),
        sa.Column("subject_table", sa.String(length=63), nullable=True, comment="Table of the record it was about"),
        sa.Column("subject_id", types.WholeNumber, nullable=True, comment="Key of the record it was about"),
        sa.Column("actor_id", types.WholeNumber, nullable=True, comment="Who did it; empty for the system"),
        sa.Column("at", types.UTCDateTime(timezone=True), nullable=False, comment="When it was done (UTC)"),
        sa.Column("undoes_id", types.WholeNumber, nullable=True, comment="The operation this one undid"),
        sa.Column("undone_by_id", types.WholeNumber, nullable=True, comment="The operation that undid this one"),
        sa.Column(
            "seal",
            sa.String(length=64),
            nullable=True,
            comment="Hash over this operation, its changes and the seal before it; tampering breaks the chain",
        ),
        sa.CheckConstraint("length(kind) <= 60", name=op.f("ck_operations_kind_length")),
        sa.CheckConstraint("length(seal) <= 64", name=op.f("ck_operations_seal_length")),
        sa.CheckConstraint("length(sentence) <= 200", name=op.f("ck_operations_sentence_length")),
        sa.CheckConstraint("length(subject_table) <= 63", name=op.f("ck_operations_subject_table_length")),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["users.id"], name=op.f("fk_operations_actor_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["operations.id"], name=op.f("fk_operations_undoes_id_operations"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["operations.id"], name=op.f("fk_operations_undone_by_id_operations"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operations")),
        comment="What people did, one row a deed; the ledger",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_operations_actor_id", "operations", ["actor_id"])
    op.create_index("ix_operations_at", "operations", ["at"])
    op.create_index("ix_operations_subject_table_subject_id_id", "operations", ["subject_table", "subject_id", "id"])
    op.create_index("ix_operations_undoes_id", "operations", ["undoes_id"])
    op.create_index("ix_operations_undone_by_id", "operations", ["undone_by_id"])

    op.create_table(
        "changes",
        sa.Column("id", types.WholeNumber, nullable=False, comment="Key; never used twice"),
        sa.Column(
            "operation_id",
            types.WholeNumber,
            nullable=True,
            comment="The operation; empty when somebody wrote to the database by hand",
        ),
        sa.Column("table_name", sa.String(length=63), nullable=False, comment="The table"),
        sa.Column("row_id", types.WholeNumber, nullable=False, comment="The key of the row"),
        sa.Column("action", sa.String(length=6), nullable=False, comment="insert, update or delete"),
        sa.Column("salt", sa.String(length=64), nullable=True, comment="Random; erased together with the values"),
        sa.Column(
            "before",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=True,
            comment="Changed columns before (an update), or the whole row (a delete)",
        ),
        sa.Column(
            "after",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=True,
            comment="Changed columns after (an update)",
        ),
        sa.Column(
            "commitment",
            sa.String(length=64),
            nullable=True,
            comment="Hash over salt and values: proves them without keeping them",
        ),
        sa.CheckConstraint("length(action) <= 6", name=op.f("ck_changes_action_length")),
        sa.CheckConstraint("length(commitment) <= 64", name=op.f("ck_changes_commitment_length")),
        sa.CheckConstraint("length(salt) <= 64", name=op.f("ck_changes_salt_length")),
        sa.CheckConstraint("length(table_name) <= 63", name=op.f("ck_changes_table_name_length")),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operations.id"], name=op.f("fk_changes_operation_id_operations"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
        comment="What each operation did to each row; written by triggers",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_changes_operation_id", "changes", ["operation_id"])
    op.create_index("ix_changes_table_name_row_id", "changes", ["table_name", "row_id"])


def downgrade():
    op.drop_table("changes")
    op.drop_table("operations")
    op.drop_table("current_operation")
