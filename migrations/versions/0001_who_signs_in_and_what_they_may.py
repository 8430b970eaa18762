"""Who signs in, and what each role may.

Revision: 0001
"""

import sqlalchemy as sa
from alembic import op

from contacts.db import types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "roles",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("name", sa.String(length=60), nullable=False, comment="What the role is called, such as sales rep"),
        sa.Column(
            "rights",
            sa.JSON(),
            nullable=False,
            comment="For each kind of record and verb: all, team or own; what is not named is refused",
        ),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.CheckConstraint("length(name) <= 60", name=op.f("ck_roles_name_length")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_roles_name_given")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
        sa.UniqueConstraint("name", name=op.f("uq_roles_name")),
        comment="Named sets of rights; each person has one",
    )
    op.create_table(
        "teams",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("name", sa.String(length=100), nullable=False, comment="What the team is called"),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.CheckConstraint("length(name) <= 100", name=op.f("ck_teams_name_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
        sa.UniqueConstraint("name", name=op.f("uq_teams_name")),
        comment="Groups of people who share records",
    )
    op.create_table(
        "throttles",
        sa.Column("name", sa.String(length=80), nullable=False, comment="What is held back, hashed"),
        sa.Column(
            "arrives_at",
            types.WholeNumber,
            nullable=False,
            comment="Theoretical arrival time of the next try, milliseconds since 1970",
        ),
        sa.CheckConstraint("length(name) <= 80", name=op.f("ck_throttles_name_length")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_throttles")),
        comment="Holds back guessing of passwords",
    )
    op.create_table(
        "field_rules",
        sa.Column("role_id", types.WholeNumber, nullable=False, comment="The role"),
        sa.Column("table_name", sa.String(length=63), nullable=False, comment="The table of the field"),
        sa.Column("column_name", sa.String(length=63), nullable=False, comment="The column, or * for the whole table"),
        sa.Column(
            "level",
            sa.Enum(
                "edit", "view", "masked", "hidden", name="level", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
            comment="edit, view, masked or hidden",
        ),
        sa.CheckConstraint("length(column_name) <= 63", name=op.f("ck_field_rules_column_name_length")),
        sa.CheckConstraint("length(table_name) <= 63", name=op.f("ck_field_rules_table_name_length")),
        sa.ForeignKeyConstraint(
            ["role_id"], ["roles.id"], name=op.f("fk_field_rules_role_id_roles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("role_id", "table_name", "column_name", name=op.f("pk_field_rules")),
        comment="Which fields a role may only view, sees masked, or does not see at all",
    )
    op.create_table(
        "users",
        sa.Column("id", types.WholeNumber, sa.Identity(), nullable=False, comment="Key; never used twice"),
        sa.Column("name", sa.String(length=200), nullable=False, comment="What the person is called"),
        sa.Column(
            "email",
            sa.String(length=254),
            nullable=False,
            comment="The address the person signs in with, in lower case",
        ),
        sa.Column("password_hash", sa.String(length=200), nullable=False, comment="argon2id hash of the password"),
        sa.Column("role_id", types.WholeNumber, nullable=False, comment="What the person may see and do"),
        sa.Column("team_id", types.WholeNumber, nullable=True, comment="Whose records are shared"),
        sa.Column("locale", sa.String(length=35), nullable=False, comment="Language and formats (BCP 47)"),
        sa.Column("time_zone", sa.String(length=50), nullable=False, comment="Zone that times are shown in (IANA)"),
        sa.Column("active", sa.Boolean(), nullable=False, comment="Whether the person may sign in"),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row was made (UTC)"
        ),
        sa.Column(
            "updated_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the row last changed (UTC)"
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes, so that a lost update is noticed"
        ),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_users_email_folded")),
        sa.CheckConstraint("length(email) <= 254", name=op.f("ck_users_email_length")),
        sa.CheckConstraint("length(locale) <= 35", name=op.f("ck_users_locale_length")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_users_name_length")),
        sa.CheckConstraint("length(password_hash) <= 200", name=op.f("ck_users_password_hash_length")),
        sa.CheckConstraint("length(time_zone) <= 50", name=op.f("ck_users_time_zone_length")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_users_name_given")),
        sa.ForeignKeyConstraint(["role_id"], ["roles.id"], name=op.f("fk_users_role_id_roles"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_users_team_id_teams"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
        comment="People who sign in",
    )
    op.create_index("ix_users_role_id", "users", ["role_id"])
    op.create_index("ix_users_team_id", "users", ["team_id"])

    op.create_table(
        "idempotency_keys",
        sa.Column("key", sa.String(length=64), nullable=False, comment="Random, made with the form"),
        sa.Column("user_id", types.WholeNumber, nullable=False, comment="Who submitted it"),
        sa.Column("location", sa.String(length=500), nullable=True, comment="Page that shows the result"),
        sa.Column("created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When it came (UTC)"),
        sa.CheckConstraint("length(key) <= 64", name=op.f("ck_idempotency_keys_key_length")),
        sa.CheckConstraint("length(location) <= 500", name=op.f("ck_idempotency_keys_location_length")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_idempotency_keys_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "user_id", name=op.f("pk_idempotency_keys")),
        comment="Forms that were submitted already, and where their answers lie",
    )
    op.create_index("ix_idempotency_keys_created_at", "idempotency_keys", ["created_at"])
    op.create_index("ix_idempotency_keys_user_id", "idempotency_keys", ["user_id"])

    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False, comment="SHA-256 of the token in the cookie"),
        sa.Column("user_id", types.WholeNumber, nullable=False, comment="Who is signed in"),
        sa.Column(
            "created_at", types.UTCDateTime(timezone=True), nullable=False, comment="When the person signed in (UTC)"
        ),
        sa.Column(
            "seen_at", types.UTCDateTime(timezone=True), nullable=False, comment="Last use, to within minutes (UTC)"
        ),
        sa.Column("browser", sa.String(length=200), nullable=True, comment="What the browser calls itself"),
        sa.Column("address", sa.String(length=45), nullable=True, comment="Network address at sign-in"),
        sa.CheckConstraint("length(address) <= 45", name=op.f("ck_sessions_address_length")),
        sa.CheckConstraint("length(browser) <= 200", name=op.f("ck_sessions_browser_length")),
        sa.CheckConstraint("length(token_hash) <= 64", name=op.f("ck_sessions_token_hash_length")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sessions_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
        comment="Browsers that are signed in",
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])


def downgrade():
    op.drop_table("sessions")
    op.drop_table("idempotency_keys")
    op.drop_table("users")
    op.drop_table("field_rules")
    op.drop_table("throttles")
    op.drop_table("teams")
    op.drop_table("roles")
