"""Coaches who are limited to cohorts; whoever coaches already sees all."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.add_column(
            sa.Column("limited", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_table(
        "coachcohort",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_coachcohort_cohort_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_coachcohort_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coachcohort")),
        sa.UniqueConstraint(
            "person_id", "cohort_id", name=op.f("uq_coachcohort_person_id_cohort_id")
        ),
    )
    op.create_index("ix_coachcohort_cohort_id", "coachcohort", ["cohort_id"])
