"""A proof for each encryption key.

Revision: 0011, after 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "encryption_keys",
        sa.Column("key_id", sa.String(length=40), nullable=False, comment="The key's id, as envelopes name it"),
        sa.Column(
            "proof",
            sa.String(length=200),
            nullable=False,
            comment="A known word sealed with the key: whoever opens it has it",
        ),
        sa.CheckConstraint("length(key_id) <= 40", name=op.f("ck_encryption_keys_key_id_length")),
        sa.CheckConstraint("length(proof) <= 200", name=op.f("ck_encryption_keys_proof_length")),
        sa.PrimaryKeyConstraint("key_id", name=op.f("pk_encryption_keys")),
        comment="Which keys sealed values here; the keys themselves lie elsewhere",
    )


def downgrade():
    op.drop_table("encryption_keys")
