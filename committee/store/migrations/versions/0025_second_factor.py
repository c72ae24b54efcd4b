"""A second factor, and single sign-on."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("code_secret", sa.String(500), nullable=True))
        person.add_column(
            sa.Column("code_step", sa.Integer(), nullable=False, server_default=sa.text("0"))
        )
        person.add_column(sa.Column("sso_subject", sa.String(500), nullable=True))
        person.create_unique_constraint(op.f("uq_person_sso_subject"), ["sso_subject"])
    op.create_table(
        "recoverycode",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_recoverycode_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recoverycode")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_recoverycode_code_hash")),
    )
    op.create_index("ix_recoverycode_person_id", "recoverycode", ["person_id"])
