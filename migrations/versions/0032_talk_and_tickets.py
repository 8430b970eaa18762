"""How many conversations there are by month, channel and person, and how long tickets take.

Revision: 0032, after 0031
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

WHOSE = "Who looks after the customer; 0 is nobody"


def column(name, comment, kind=types.WholeNumber, nullable=False):
    return sa.Column(name, kind, nullable=nullable, comment=comment, autoincrement=False)


def upgrade():
    op.create_table(
        "talk_months",
        column("month", "First day of the month (UTC)", sa.Date()),
        column("channel", "How they talked", sa.String(length=20)),
        column("author_id", "Who talked; 0 is nobody"),
        column("customer_owner_id", WHOSE),
        column("conversations", "How many that are not private"),
        sa.CheckConstraint("length(channel) <= 20", name=op.f("ck_talk_months_channel_length")),
        sa.PrimaryKeyConstraint("month", "channel", "author_id", "customer_owner_id", name=op.f("pk_talk_months")),
        comment="Conversations by month, channel and person, kept by triggers",
    )
    op.create_table(
        "ticket_times",
        column("ticket_id", "The ticket"),
        column("month", "First day of the month it was opened in (UTC)", sa.Date()),
        column("assignee_id", "Who solves it; 0 is nobody"),
        column("customer_owner_id", WHOSE),
        column("reply_minutes", "Minutes to the first outgoing message", nullable=True),
        column("solve_minutes", "Minutes until it was closed", nullable=True),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_times_ticket_id_tickets"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_ticket_times")),
        comment="How long each ticket took, kept by triggers",
    )
    op.create_table(
        "ticket_months",
        column("month", "First day of the month (UTC)", sa.Date()),
        column("assignee_id", "Who solves them; 0 is nobody"),
        column("customer_owner_id", WHOSE),
        column("replied", "How many were answered"),
        column("reply_minutes", "Minutes that these waited in all"),
        column("solved", "How many were closed"),
        column("solve_minutes", "Minutes that these took in all"),
        column("tickets", "How many were opened"),
        sa.PrimaryKeyConstraint("month", "assignee_id", "customer_owner_id", name=op.f("pk_ticket_months")),
        comment="Tickets by month and person, kept by triggers",
    )
    op.create_index("ix_communications_happened_at_id", "communications", ["happened_at", "id"])
    fill()


def fill():
    """What an instance in use has written down already; the triggers come after the last migration."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    month = "date({}, 'start of month')" if is_sqlite else "date_trunc('month', {} AT TIME ZONE 'UTC')::date"
    minutes = "(CAST(strftime('%s', {0}) AS INTEGER) - CAST(strftime('%s', t.opened_at) AS INTEGER)) / 60"
    minutes = minutes if is_sqlite else "floor(extract(epoch FROM ({0} - t.opened_at)) / 60)::bigint"
    answered = (
        "(SELECT min(m.happened_at) FROM communications m WHERE m.ticket_id = t.id AND m.direction = 'outgoing' "
        "AND NOT m.is_private AND m.happened_at >= t.opened_at)"
    )
    op.execute(
        f"INSERT INTO talk_months (month, channel, author_id, customer_owner_id, conversations) "
        f"SELECT {month.format('m.happened_at')}, m.channel, coalesce(m.author_id, 0), coalesce(c.owner_id, 0), count(*) "
        f"FROM communications m JOIN customers c ON c.id = m.customer_id WHERE NOT m.is_private GROUP BY 1, 2, 3, 4"
    )
    op.execute(
        f"INSERT INTO ticket_times (ticket_id, month, assignee_id, customer_owner_id, reply_minutes, solve_minutes) "
        f"SELECT t.id, {month.format('t.opened_at')}, coalesce(t.assignee_id, 0), coalesce(c.owner_id, 0), "
        f"{minutes.format(answered)}, {minutes.format('t.closed_at')} FROM tickets t JOIN customers c ON c.id = t.customer_id"
    )
    op.execute(
        "INSERT INTO ticket_months (month, assignee_id, customer_owner_id, replied, reply_minutes, solved, "
        "solve_minutes, tickets) SELECT month, assignee_id, customer_owner_id, count(reply_minutes), "
        "coalesce(sum(reply_minutes), 0), count(solve_minutes), coalesce(sum(solve_minutes), 0), count(*) "
        "FROM ticket_times GROUP BY 1, 2, 3"
    )


def downgrade():
    op.drop_index("ix_communications_happened_at_id", table_name="communications")
    for table in ("ticket_months", "ticket_times", "talk_months"):
        op.drop_table(table)
