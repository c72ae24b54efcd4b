"""Decisions that came in from a PDF, which doesn't say who decided."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("snapshot") as snapshot:
        snapshot.alter_column("decided_by", existing_type=sa.Integer(), nullable=True)
