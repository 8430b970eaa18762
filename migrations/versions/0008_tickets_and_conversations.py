"""Tickets and conversations.

Revision: 0008, after 0007
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "tickets",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("customer_id", types.WholeNumber, nullable=False, comment="Who needs help"),
        sa.Column("subject", sa.String(length=300), nullable=False, comment="What it is about"),
        sa.Column(
            "status",
            sa.Enum(
                "open", "pending", "closed", name="ticketstatus", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
            comment="Open, pending (waits for the customer) or closed",
        ),
        sa.Column(
            "priority",
            sa.Enum("low", "normal", "high", name="priority", native_enum=False, create_constraint=True, length=20),
            nullable=False,
            comment="Low, normal or high",
        ),
        sa.Column("assignee_id", types.WholeNumber, nullable=True, comment="Who solves it"),
        sa.Column("opened_at", types.UTCDateTime(timezone=True), nullable=False, comment="When it was opened (UTC)"),
        sa.Column("closed_at", types.UTCDateTime(timezone=True), nullable=True, comment="When it was closed (UTC)"),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.CheckConstraint("(status = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_tickets_closed_has_moment")),
        sa.CheckConstraint("length(subject) <= 300", name=op.f("ck_tickets_subject_length")),
        sa.CheckConstraint("length(trim(subject)) > 0", name=op.f("ck_tickets_subject_given")),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["users.id"], name=op.f("fk_tickets_assignee_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_tickets_customer_id_customers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
        comment="Support tickets of customers",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tickets_assignee_id", "tickets", ["assignee_id"])
    op.create_index("ix_tickets_customer_id_id", "tickets", ["customer_id", "id"])
    op.create_index("ix_tickets_status_opened_at_id", "tickets", ["status", "opened_at", "id"])
    op.create_table(
        "communications",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("customer_id", types.WholeNumber, nullable=False, comment="With whom"),
        sa.Column(
            "channel",
            sa.Enum(
                "email",
                "call",
                "meeting",
                "ticket",
                "chat",
                "sms",
                "letter",
                "note",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
            comment="How: email, call, meeting, ticket, chat, sms, letter or note",
        ),
        sa.Column(
            "direction",
            sa.Enum("outgoing", "incoming", name="direction", native_enum=False, create_constraint=True, length=20),
            nullable=True,
            comment="Outgoing or incoming, where that makes sense",
        ),
        sa.Column(
            "outcome", sa.String(length=40), nullable=True, comment="How a call ended, such as reached or voicemail"
        ),
        sa.Column("subject", sa.String(length=300), nullable=True, comment="What it was about"),
        sa.Column("body", sa.String(length=50000), nullable=True, comment="What was said"),
        sa.Column("happened_at", types.UTCDateTime(timezone=True), nullable=False, comment="When it took place (UTC)"),
        sa.Column("duration", sa.Integer(), nullable=True, comment="How long it took, in minutes"),
        sa.Column("author_id", types.WholeNumber, nullable=True, comment="Who talked or wrote"),
        sa.Column("ticket_id", types.WholeNumber, nullable=True, comment="The ticket it belongs to"),
        sa.Column("is_private", sa.Boolean(), nullable=False, comment="Only its author and administrators see it"),
        sa.Column("pinned", sa.Boolean(), nullable=False, comment="Kept on top of the timeline"),
        sa.Column(
            "source", sa.String(length=60), nullable=True, comment="Where the record came from; empty when typed here"
        ),
        sa.Column("external_id", sa.String(length=100), nullable=True, comment="Key of the record in its source"),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.CheckConstraint(
            "length(trim(coalesce(subject, '') || coalesce(body, ''))) > 0",
            name=op.f("ck_communications_something_said"),
        ),
        sa.CheckConstraint(
            "duration IS NULL OR duration BETWEEN 0 AND 1440", name=op.f("ck_communications_duration_within_a_day")
        ),
        sa.CheckConstraint("length(body) <= 50000", name=op.f("ck_communications_body_length")),
        sa.CheckConstraint("length(external_id) <= 100", name=op.f("ck_communications_external_id_length")),
        sa.CheckConstraint("length(outcome) <= 40", name=op.f("ck_communications_outcome_length")),
        sa.CheckConstraint("length(source) <= 60", name=op.f("ck_communications_source_length")),
        sa.CheckConstraint("length(subject) <= 300", name=op.f("ck_communications_subject_length")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_communications_author_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_communications_customer_id_customers"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_communications_ticket_id_tickets"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_communications")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_communications_source_external_id")),
        comment="Conversations with customers",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_communications_author_id_happened_at", "communications", ["author_id", "happened_at"])
    op.create_index(
        "ix_communications_customer_id_happened_at_id", "communications", ["customer_id", "happened_at", "id"]
    )
    op.create_index("ix_communications_ticket_id", "communications", ["ticket_id"])


def downgrade():
    op.drop_table("communications")
    op.drop_table("tickets")
