"""The security log.

Revision: 0010, after 0009
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "security_events",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("at", types.UTCDateTime(timezone=True), nullable=False, comment="When it happened (UTC)"),
        sa.Column(
            "kind", sa.String(length=40), nullable=False, comment="What happened, such as sign_in, denied or reveal"
        ),
        sa.Column("actor_id", types.WholeNumber, nullable=True, comment="Who did it; empty when nobody had signed in"),
        sa.Column("person_id", types.WholeNumber, nullable=True, comment="Whose account it is about"),
        sa.Column("address", sa.String(length=45), nullable=True, comment="Network address it came from"),
        sa.Column("subject_table", sa.String(length=63), nullable=True, comment="Table of the record it is about"),
        sa.Column("subject_id", types.WholeNumber, nullable=True, comment="Key of the record it is about"),
        sa.Column("field", sa.String(length=130), nullable=True, comment="The field it is about, as table.column"),
        sa.Column("detail", sa.String(length=500), nullable=True, comment="More in words, such as the reason given"),
        sa.CheckConstraint("length(address) <= 45", name=op.f("ck_security_events_address_length")),
        sa.CheckConstraint("length(detail) <= 500", name=op.f("ck_security_events_detail_length")),
        sa.CheckConstraint("length(field) <= 130", name=op.f("ck_security_events_field_length")),
        sa.CheckConstraint("length(kind) <= 40", name=op.f("ck_security_events_kind_length")),
        sa.CheckConstraint("length(subject_table) <= 63", name=op.f("ck_security_events_subject_table_length")),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["users.id"], name=op.f("fk_security_events_actor_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_security_events_person_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_security_events")),
        comment="Sign-ins, refusals, reveals and changed rights; added to, never changed",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_security_events_actor_id", "security_events", ["actor_id"])
    op.create_index("ix_security_events_at", "security_events", ["at"])
    op.create_index("ix_security_events_kind_id", "security_events", ["kind", "id"])
    op.create_index("ix_security_events_person_id", "security_events", ["person_id"])
    op.create_index(
        "ix_security_events_subject_table_subject_id_id", "security_events", ["subject_table", "subject_id", "id"]
    )


def downgrade():
    op.drop_table("security_events")
