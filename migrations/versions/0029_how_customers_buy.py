"""How each customer buys, and how many buy so; `history.sync` makes the triggers that keep it.

Revision: 0029, after 0028
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

WHOSE = "Who looks after the customers; 0 is nobody"
GROUP = "Group by number of purchases: 1, 2, 4 or 10 and more"


def column(name, comment, kind=types.WholeNumber, nullable=False):
    return sa.Column(name, kind, nullable=nullable, comment=comment, autoincrement=False)


def length(table):
    return sa.CheckConstraint("length(currency) <= 3", name=op.f(f"ck_{table}_currency_length"))


def upgrade():
    op.create_table(
        "customer_standings",
        column("customer_id", "The customer"),
        column("currency", "ISO 4217 code", sa.String(length=3)),
        column("owner_id", WHOSE),
        column("last_on", "Day of the latest purchase", sa.Date()),
        column("last_month", "First day of its month", sa.Date()),
        column("frequency", GROUP, sa.Integer()),
        column("purchase_count", "How many purchases"),
        column("revenue", "Sum of the totals that count, in minor units"),
        column("every_days", "Days between two purchases on average, when there are three", sa.Integer(), True),
        column("quiet_on", "The day by which two such stretches have passed, at least two weeks", sa.Date(), True),
        length("customer_standings"),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_customer_standings_customer_id_customers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("customer_id", "currency", name=op.f("pk_customer_standings")),
        comment="How each customer buys, by currency, kept by triggers",
    )
    for columns in (["currency", "quiet_on", "customer_id"], ["currency", "frequency", "last_month", "customer_id"]):
        op.create_index(f"ix_customer_standings_{'_'.join(columns)}", "customer_standings", columns)
    op.create_table(
        "standing_counts",
        column("currency", "ISO 4217 code", sa.String(length=3)),
        column("last_month", "First day of the month", sa.Date()),
        column("frequency", GROUP),
        column("owner_id", WHOSE),
        column("revenue", "Sum of what they bought for, in minor units"),
        column("customers", "How many customers"),
        length("standing_counts"),
        sa.PrimaryKeyConstraint("currency", "last_month", "frequency", "owner_id", name=op.f("pk_standing_counts")),
        comment="Customers by how often and when last they bought, kept by triggers",
    )
    fill()


def fill():
    """What an instance in use has bought already; the triggers come after the last migration."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    month = "date(s.last_on, 'start of month')" if is_sqlite else "date_trunc('month', s.last_on)::date"
    days = "CAST(julianday(max(p.purchased_on)) - julianday(min(p.purchased_on)) AS INTEGER)"
    days = days if is_sqlite else "(max(p.purchased_on) - min(p.purchased_on))"
    larger = "max" if is_sqlite else "greatest"
    later = "date(s.last_on, '+' || max(2 * s.every, 14) || ' days')"
    later = later if is_sqlite else "s.last_on + greatest(2 * s.every, 14)::integer"
    op.execute(
        f"""INSERT INTO customer_standings (customer_id, currency, owner_id, last_on, last_month, frequency,
            purchase_count, revenue, every_days, quiet_on)
        SELECT s.customer_id, s.currency, s.owner_id, s.last_on, {month},
            CASE WHEN s.bought < 2 THEN 1 WHEN s.bought < 4 THEN 2 WHEN s.bought < 10 THEN 4 ELSE 10 END,
            s.bought, s.revenue, s.every, CASE WHEN s.every IS NOT NULL THEN {later} END
        FROM (SELECT p.customer_id AS customer_id, p.currency AS currency, coalesce(c.owner_id, 0) AS owner_id,
              max(p.purchased_on) AS last_on, count(*) AS bought, sum(p.total) AS revenue,
              CASE WHEN count(*) >= 3 THEN {larger}(1, {days} / (count(*) - 1)) END AS every
            FROM purchases p JOIN customers c ON c.id = p.customer_id
            WHERE p.status IN ('open', 'completed') GROUP BY 1, 2, 3) s"""
    )
    op.execute(
        "INSERT INTO standing_counts (currency, last_month, frequency, owner_id, revenue, customers) "
        "SELECT currency, last_month, frequency, owner_id, sum(revenue), count(*) FROM customer_standings "
        "GROUP BY 1, 2, 3, 4"
    )


def downgrade():
    op.drop_table("standing_counts")
    op.drop_table("customer_standings")
