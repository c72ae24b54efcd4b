"""What people expect of decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    verdicts = "'hire', 'downlevel', 'no_hire', 'more_signal'"
    op.create_table(
        "prediction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("loop_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("tenths", sa.Integer(), nullable=False),
        sa.Column("heard", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"verdict IN ({verdicts})", name=op.f("ck_prediction_verdict")),
        sa.CheckConstraint("tenths IN (5, 7, 9)", name=op.f("ck_prediction_tenths")),
        sa.ForeignKeyConstraint(["loop_id"], ["loop.id"], name=op.f("fk_prediction_loop_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_prediction_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prediction")),
        sa.UniqueConstraint("loop_id", "person_id", name=op.f("uq_prediction_loop_id_person_id")),
    )
    op.create_index("ix_prediction_person_id", "prediction", ["person_id"])
