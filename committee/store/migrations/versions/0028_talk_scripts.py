"""Scripts that coaches keep."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "talkscript",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_talkscript_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talkscript")),
        sa.UniqueConstraint("key", name=op.f("uq_talkscript_key")),
    )
    op.create_index("ix_talkscript_person_id", "talkscript", ["person_id"])
