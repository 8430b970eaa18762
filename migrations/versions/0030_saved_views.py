"""Lists in one state, kept under a name, and the one that a list opens with for each role.

Revision: 0030, after 0029
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def record():
    return (
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("list_name", sa.String(length=40), nullable=False, comment="Of which list, such as customers"),
    )


def times():
    return (
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
    )


def upgrade():
    op.create_table(
        "saved_views",
        *record(),
        sa.Column("name", sa.String(length=80), nullable=False, comment="What the view is called"),
        sa.Column(
            "query",
            sa.String(length=2000),
            nullable=False,
            comment="Words, filters, order, columns and density, as an address says them",
        ),
        sa.Column("owner_id", types.WholeNumber, nullable=False, comment="Who made it"),
        sa.Column(
            "sharing",
            sa.Enum(
                "private", "team", "everyone", name="sharing", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
            comment="Who finds it: its owner, their team, or everyone",
        ),
        *times(),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_saved_views_name_given")),
        sa.CheckConstraint("length(list_name) <= 40", name=op.f("ck_saved_views_list_name_length")),
        sa.CheckConstraint("length(name) <= 80", name=op.f("ck_saved_views_name_length")),
        sa.CheckConstraint("length(query) <= 2000", name=op.f("ck_saved_views_query_length")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_saved_views_owner_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        comment="Lists in one state, kept under a name",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_saved_views_list_name_owner_id", "saved_views", ["list_name", "owner_id"])
    op.create_index("ix_saved_views_owner_id", "saved_views", ["owner_id"])
    op.create_table(
        "role_views",
        *record(),
        sa.Column("role_id", types.WholeNumber, nullable=False, comment="For whom"),
        sa.Column("view_id", types.WholeNumber, nullable=False, comment="What it opens with"),
        *times(),
        sa.CheckConstraint("length(list_name) <= 40", name=op.f("ck_role_views_list_name_length")),
        sa.ForeignKeyConstraint(
            ["role_id"], ["roles.id"], name=op.f("fk_role_views_role_id_roles"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["view_id"], ["saved_views.id"], name=op.f("fk_role_views_view_id_saved_views"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_views")),
        comment="The view that a list opens with for each role",
        sqlite_autoincrement=True,
    )
    op.create_index("uq_role_views_role_id_list_name", "role_views", ["role_id", "list_name"], unique=True)
    op.create_index("ix_role_views_view_id", "role_views", ["view_id"])


def downgrade():
    op.drop_table("role_views")
    op.drop_table("saved_views")
