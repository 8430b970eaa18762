"""Companies and customers.

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "companies",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("name", sa.String(length=200), nullable=False, comment="What the company is called"),
        sa.Column("sort_name", sa.String(length=200), nullable=False, comment="The name folded for sorting; derived"),
        sa.Column("website", sa.String(length=500), nullable=True, comment="Web address"),
        sa.Column("phone", sa.String(length=60), nullable=True, comment="Switchboard, as typed"),
        sa.Column("industry", sa.String(length=100), nullable=True, comment="What it does"),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.CheckConstraint("length(industry) <= 100", name=op.f("ck_companies_industry_length")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_companies_name_length")),
        sa.CheckConstraint("length(phone) <= 60", name=op.f("ck_companies_phone_length")),
        sa.CheckConstraint("length(sort_name) <= 200", name=op.f("ck_companies_sort_name_length")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_companies_name_given")),
        sa.CheckConstraint("length(website) <= 500", name=op.f("ck_companies_website_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companies")),
        comment="Organisations that customers work for",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_companies_sort_name_id", "companies", ["sort_name", "id"])
    op.create_table(
        "customers",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column(
            "uid", sa.String(length=32), nullable=False, comment="Random identity: binds sealed values to this row"
        ),
        sa.Column(
            "kind",
            sa.Enum("person", "organisation", name="kind", native_enum=False, create_constraint=True, length=20),
            nullable=False,
            comment="A person or an organisation",
        ),
        sa.Column("name", sa.String(length=200), nullable=False, comment="What the customer is called, in any script"),
        sa.Column("sort_name", sa.String(length=200), nullable=False, comment="The name folded for sorting; derived"),
        sa.Column("given_name", sa.String(length=100), nullable=True, comment="Given name, when it matters apart"),
        sa.Column("family_name", sa.String(length=100), nullable=True, comment="Family name, when it matters apart"),
        sa.Column("company_id", types.WholeNumber, nullable=True, comment="Where the customer works"),
        sa.Column("job_title", sa.String(length=120), nullable=True, comment="What the customer does there"),
        sa.Column(
            "status",
            sa.Enum("lead", "active", "inactive", name="status", native_enum=False, create_constraint=True, length=20),
            nullable=False,
            comment="Lead, active or inactive",
        ),
        sa.Column("owner_id", types.WholeNumber, nullable=True, comment="Who looks after the customer"),
        sa.Column("language", sa.String(length=35), nullable=True, comment="Language to write in (BCP 47)"),
        sa.Column("time_zone", sa.String(length=50), nullable=True, comment="Where the customer's clock stands (IANA)"),
        sa.Column("source", sa.String(length=60), nullable=True, comment="Where the record came from"),
        sa.Column("external_id", sa.String(length=100), nullable=True, comment="Key of the record in its source"),
        sa.Column("notes", sa.String(length=20000), nullable=True, comment="Anything worth knowing"),
        sa.Column("birth_date", sa.String(length=500), nullable=True, comment="Date of birth; sealed (AES-GCM)"),
        sa.Column("tax_id", sa.String(length=500), nullable=True, comment="Tax number; sealed (AES-GCM)"),
        sa.Column("bank_account", sa.String(length=500), nullable=True, comment="Bank account; sealed (AES-GCM)"),
        sa.Column("credit_limit", sa.String(length=500), nullable=True, comment="Credit limit; sealed (AES-GCM)"),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.CheckConstraint("length(bank_account) <= 500", name=op.f("ck_customers_bank_account_length")),
        sa.CheckConstraint("length(birth_date) <= 500", name=op.f("ck_customers_birth_date_length")),
        sa.CheckConstraint("length(credit_limit) <= 500", name=op.f("ck_customers_credit_limit_length")),
        sa.CheckConstraint("length(external_id) <= 100", name=op.f("ck_customers_external_id_length")),
        sa.CheckConstraint("length(family_name) <= 100", name=op.f("ck_customers_family_name_length")),
        sa.CheckConstraint("length(given_name) <= 100", name=op.f("ck_customers_given_name_length")),
        sa.CheckConstraint("length(job_title) <= 120", name=op.f("ck_customers_job_title_length")),
        sa.CheckConstraint("length(language) <= 35", name=op.f("ck_customers_language_length")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_customers_name_length")),
        sa.CheckConstraint("length(notes) <= 20000", name=op.f("ck_customers_notes_length")),
        sa.CheckConstraint("length(sort_name) <= 200", name=op.f("ck_customers_sort_name_length")),
        sa.CheckConstraint("length(source) <= 60", name=op.f("ck_customers_source_length")),
        sa.CheckConstraint("length(tax_id) <= 500", name=op.f("ck_customers_tax_id_length")),
        sa.CheckConstraint("length(time_zone) <= 50", name=op.f("ck_customers_time_zone_length")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_customers_name_given")),
        sa.CheckConstraint("length(uid) <= 32", name=op.f("ck_customers_uid_length")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_customers_company_id_companies"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_customers_owner_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customers")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_customers_source_external_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_customers_uid")),
        comment="People and organisations the team sells to",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_customers_company_id", "customers", ["company_id"])
    op.create_index("ix_customers_owner_id_sort_name_id", "customers", ["owner_id", "sort_name", "id"])
    op.create_index("ix_customers_sort_name_id", "customers", ["sort_name", "id"])
    op.create_index("ix_customers_status_sort_name_id", "customers", ["status", "sort_name", "id"])


def downgrade():
    op.drop_table("customers")
    op.drop_table("companies")
