"""What a coach says on top of a released packet, and when its candidate first read it."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    op.add_column("release", sa.Column("note", sa.Text(), nullable=True))
    op.add_column("release", sa.Column("read_at", sa.DateTime(timezone=True), nullable=True))
