"""Seats that nobody will write in, with why; decisions that were voided."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

STATES = "state IN ('open', 'submitted', 'handed_back', 'declined', 'no_show')"
TAKEN = "kind IN ('cohort', 'loop', 'seat', 'decision')"


def upgrade() -> None:
    with op.batch_alter_table("assignment") as assignment:
        assignment.drop_constraint(op.f("ck_assignment_state"), type_="check")
        assignment.create_check_constraint(op.f("ck_assignment_state"), STATES)
        assignment.add_column(sa.Column("left_reason", sa.String(500), nullable=True))
    with op.batch_alter_table("takenaway") as taken:
        taken.drop_constraint(op.f("ck_takenaway_kind"), type_="check")
        taken.create_check_constraint(op.f("ck_takenaway_kind"), TAKEN)
