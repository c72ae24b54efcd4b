"""Since when an interview's holder is asked to write."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.add_column("assignment", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
