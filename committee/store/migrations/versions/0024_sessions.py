"""Sessions one by one, of which only a hash is kept; nobody is signed out by the change."""

from datetime import UTC, datetime
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    sessions = op.create_table(
        "signin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("browser", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signin_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signin")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_signin_token_hash")),
    )
    op.create_index("ix_signin_person_id", "signin", ["person_id"])
    today = datetime.now(UTC)
    rows = op.get_bind().execute(
        sa.text("SELECT id, session_token FROM person WHERE password_hash IS NOT NULL")
    )
    kept = [
        {
            "token_hash": sha256(token.encode()).hexdigest(),
            "person_id": number,
            "browser": "",
            "created_at": today,
            "seen_at": today,
        }
        for number, token in rows
    ]
    if kept:
        op.bulk_insert(sessions, kept)
    with op.batch_alter_table("person") as person:
        person.drop_constraint(op.f("uq_person_session_token"), type_="unique")
        person.drop_column("session_token")
