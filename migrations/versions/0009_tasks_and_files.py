"""Tasks and files.

Revision: 0009, after 0008
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "tasks",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("customer_id", types.WholeNumber, nullable=False, comment="For whom"),
        sa.Column("title", sa.String(length=300), nullable=False, comment="What to do"),
        sa.Column("due_at", types.UTCDateTime(timezone=True), nullable=True, comment="By when (UTC)"),
        sa.Column("assignee_id", types.WholeNumber, nullable=True, comment="Who does it"),
        sa.Column("done_at", types.UTCDateTime(timezone=True), nullable=True, comment="When it was done (UTC)"),
        sa.Column("communication_id", types.WholeNumber, nullable=True, comment="The conversation it came from"),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_tasks_title_length")),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_tasks_title_given")),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["users.id"], name=op.f("fk_tasks_assignee_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["communication_id"],
            ["communications.id"],
            name=op.f("fk_tasks_communication_id_communications"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_tasks_customer_id_customers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
        comment="What people promised to do for customers",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tasks_assignee_id_done_at_due_at", "tasks", ["assignee_id", "done_at", "due_at"])
    op.create_index("ix_tasks_communication_id", "tasks", ["communication_id"])
    op.create_index("ix_tasks_customer_id_done_at_due_at", "tasks", ["customer_id", "done_at", "due_at"])
    op.create_index("ix_tasks_due_at_id", "tasks", ["due_at", "id"])
    op.create_table(
        "attachments",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("customer_id", types.WholeNumber, nullable=False, comment="The customer it is about"),
        sa.Column("communication_id", types.WholeNumber, nullable=True, comment="The conversation it hangs on"),
        sa.Column("purchase_id", types.WholeNumber, nullable=True, comment="The purchase it hangs on"),
        sa.Column("file_name", sa.String(length=255), nullable=False, comment="What the file was called"),
        sa.Column("media_type", sa.String(length=100), nullable=False, comment="What the bytes really are"),
        sa.Column("size", types.WholeNumber, nullable=False, comment="How many bytes"),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="Hash of the bytes; names the stored file"),
        sa.Column("uploader_id", types.WholeNumber, nullable=True, comment="Who added it"),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.CheckConstraint("communication_id IS NULL OR purchase_id IS NULL", name=op.f("ck_attachments_hangs_on_one")),
        sa.CheckConstraint("length(file_name) <= 255", name=op.f("ck_attachments_file_name_length")),
        sa.CheckConstraint("length(media_type) <= 100", name=op.f("ck_attachments_media_type_length")),
        sa.CheckConstraint("length(sha256) <= 64", name=op.f("ck_attachments_sha256_length")),
        sa.CheckConstraint("length(trim(file_name)) > 0", name=op.f("ck_attachments_file_name_given")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_attachments_size_not_negative")),
        sa.ForeignKeyConstraint(
            ["communication_id"],
            ["communications.id"],
            name=op.f("fk_attachments_communication_id_communications"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_attachments_customer_id_customers"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_attachments_purchase_id_purchases"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["uploader_id"], ["users.id"], name=op.f("fk_attachments_uploader_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        comment="Files that hang on records",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_attachments_communication_id", "attachments", ["communication_id"])
    op.create_index("ix_attachments_customer_id_id", "attachments", ["customer_id", "id"])
    op.create_index("ix_attachments_purchase_id", "attachments", ["purchase_id"])
    op.create_index("ix_attachments_sha256", "attachments", ["sha256"])
    op.create_index("ix_attachments_uploader_id", "attachments", ["uploader_id"])


def downgrade():
    op.drop_table("attachments")
    op.drop_table("tasks")
