"""What a coach notes beside a decision, for who may read the loop."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    op.add_column("snapshot", sa.Column("note", sa.String(500), nullable=True))
