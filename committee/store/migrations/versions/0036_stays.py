"""Sessions of a computer on which somebody wants to stay signed in."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    no = sa.false()
    op.add_column("signin", sa.Column("stays", sa.Boolean(), nullable=False, server_default=no))
