"""What purchases come to by month, category, customer and year; `history.sync` makes the triggers that keep it.

Revision: 0027, after 0026
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

WHOSE = "Who looks after the customers; 0 is nobody"
FIRST_DAY = "First day of the month"
TABLES = ("revenue_months", "category_months", "customer_years", "buyer_months", "buyer_counts")


def column(name, comment, kind=types.WholeNumber):
    return sa.Column(name, kind, nullable=False, comment=comment, autoincrement=False)


def currency(table):
    rule = sa.CheckConstraint("length(currency) <= 3", name=op.f(f"ck_{table}_currency_length"))
    return column("currency", "ISO 4217 code", sa.String(length=3)), rule


def of_customer(table):
    return column("customer_id", "The customer"), sa.ForeignKeyConstraint(
        ["customer_id"], ["customers.id"], name=op.f(f"fk_{table}_customer_id_customers"), ondelete="CASCADE"
    )


def key(table, *columns):
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def upgrade():
    op.create_table(
        "revenue_months",
        *currency("revenue_months"),
        column("month", FIRST_DAY, sa.Date()),
        column("owner_id", WHOSE),
        column("revenue", "Sum of the totals that count, in minor units"),
        column("purchase_count", "How many purchases that is"),
        key("revenue_months", "currency", "month", "owner_id"),
        comment="Revenue by month, currency and owner, kept by triggers",
    )
    op.create_table(
        "category_months",
        *currency("category_months"),
        column("month", FIRST_DAY, sa.Date()),
        column("category_id", "The category"),
        column("owner_id", WHOSE),
        column("revenue", "Sum of the lines that count, in minor units"),
        column("line_count", "How many lines that is"),
        key("category_months", "currency", "month", "category_id", "owner_id"),
        comment="Revenue by month, currency, category and owner, kept by triggers",
    )
    op.create_table(
        "customer_years",
        *of_customer("customer_years"),
        *currency("customer_years"),
        column("year", "The year; 0 is all years together"),
        column("owner_id", WHOSE),
        column("revenue", "Sum of the totals that count, in minor units"),
        column("purchase_count", "How many purchases that is"),
        key("customer_years", "customer_id", "currency", "year"),
        comment="Sum of each customer's purchases by year and currency, kept by triggers",
    )
    for columns in (
        ["currency", "year", "revenue", "customer_id"],
        ["owner_id", "currency", "year", "revenue", "customer_id"],
    ):
        op.create_index(f"ix_customer_years_{'_'.join(columns)}", "customer_years", columns)
    op.create_table(
        "buyer_months",
        *of_customer("buyer_months"),
        column("month", FIRST_DAY, sa.Date()),
        column("first_month", "The month of the customer's first purchase", sa.Date()),
        column("owner_id", WHOSE),
        key("buyer_months", "customer_id", "month"),
        comment="The months in which each customer bought, kept by triggers",
    )
    op.create_index(
        "ix_buyer_months_month_first_month_customer_id", "buyer_months", ["month", "first_month", "customer_id"]
    )
    op.create_table(
        "buyer_counts",
        column("month", FIRST_DAY, sa.Date()),
        column("first_month", "The month of their first purchase", sa.Date()),
        column("owner_id", WHOSE),
        column("customers", "How many customers"),
        key("buyer_counts", "month", "first_month", "owner_id"),
        comment="Customers by first and present month of buying, kept by triggers",
    )
    fill()


def fill():
    """What an instance in use has bought already; the triggers come after the last migration."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    month = "date({}, 'start of month')" if is_sqlite else "date_trunc('month', {})::date"
    year = (
        "CAST(strftime('%Y', p.purchased_on) AS INTEGER)" if is_sqlite else "extract(year FROM p.purchased_on)::integer"
    )
    bought = "purchases p JOIN customers c ON c.id = p.customer_id"
    counts, owner, at = "p.status IN ('open', 'completed')", "coalesce(c.owner_id, 0)", month.format("p.purchased_on")
    first = month.format("min(p.purchased_on) OVER (PARTITION BY p.customer_id)")
    op.execute(
        f"INSERT INTO revenue_months (currency, month, owner_id, revenue, purchase_count) "
        f"SELECT p.currency, {at}, {owner}, sum(p.total), count(*) FROM {bought} WHERE {counts} GROUP BY 1, 2, 3"
    )
    op.execute(
        f"INSERT INTO category_months (currency, month, category_id, owner_id, revenue, line_count) "
        f"SELECT p.currency, {at}, k.category_id, {owner}, sum(i.amount), count(*) FROM {bought} "
        f"JOIN purchase_items i ON i.purchase_id = p.id JOIN product_categories k ON k.product_id = i.product_id "
        f"WHERE {counts} GROUP BY 1, 2, 3, 4"
    )
    for one in (year, "0"):
        op.execute(
            f"INSERT INTO customer_years (customer_id, currency, year, owner_id, revenue, purchase_count) "
            f"SELECT p.customer_id, p.currency, {one}, {owner}, sum(p.total), count(*) FROM {bought} WHERE {counts} "
            f"GROUP BY 1, 2, 3, 4"
        )
    op.execute(
        f"INSERT INTO buyer_months (customer_id, month, first_month, owner_id) "
        f"SELECT DISTINCT p.customer_id, {at}, {first}, {owner} FROM {bought} WHERE {counts}"
    )
    op.execute(
        "INSERT INTO buyer_counts (month, first_month, owner_id, customers) "
        "SELECT month, first_month, owner_id, count(*) FROM buyer_months GROUP BY 1, 2, 3"
    )


def downgrade():
    for table in reversed(TABLES):
        op.drop_table(table)
