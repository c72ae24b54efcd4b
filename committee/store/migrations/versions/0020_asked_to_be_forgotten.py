"""When somebody asked to be forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("forget_asked_at", sa.DateTime(timezone=True), nullable=True))
