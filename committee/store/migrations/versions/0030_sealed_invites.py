"""Invites that a coach can look at again while they are open."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.add_column("invite", sa.Column("sealed", sa.String(500), nullable=True))
