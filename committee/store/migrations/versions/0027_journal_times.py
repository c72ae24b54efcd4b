"""What is done over and over is counted in the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    with op.batch_alter_table("journalentry") as entry:
        entry.add_column(sa.Column("times", sa.Integer(), nullable=False, server_default="1"))
