"""What was deleted, until it can't be brought back any more; and what is put aside."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.create_table(
        "takenaway",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("cohort_key", sa.String(40), nullable=False),
        sa.Column("loop_key", sa.String(40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('cohort', 'loop', 'seat')", name=op.f("ck_takenaway_kind")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_takenaway_person_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_takenaway_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_takenaway")),
        sa.UniqueConstraint("key", name=op.f("uq_takenaway_key")),
    )
    op.create_index("ix_takenaway_loop_key", "takenaway", ["loop_key"])
    op.create_index("ix_takenaway_person_id", "takenaway", ["person_id"])
    for name in ("cohort", "loop"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True))
