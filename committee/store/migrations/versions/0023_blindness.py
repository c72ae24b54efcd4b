"""Who read others' scorecards before handing theirs in, and scorecards that assess nothing."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    with op.batch_alter_table("assignment") as assignment:
        assignment.add_column(
            sa.Column("assessed", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("revision") as revisions:
        revisions.add_column(sa.Column("submitted_after_seeing", sa.String(20), nullable=True))
        revisions.add_column(sa.Column("changed_after_seeing", sa.String(20), nullable=True))
    op.create_table(
        "sighting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("loop_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(20), nullable=False),
        sa.Column("page", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("how IN ('coach', 'panel')", name=op.f("ck_sighting_how")),
        sa.ForeignKeyConstraint(["loop_id"], ["loop.id"], name=op.f("fk_sighting_loop_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sighting_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sighting")),
        sa.UniqueConstraint("loop_id", "person_id", name=op.f("uq_sighting_loop_id_person_id")),
    )
    op.create_index("ix_sighting_person_id", "sighting", ["person_id"])
    op.create_table(
        "samebrowser",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_samebrowser_person_id")
        ),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name=op.f("fk_samebrowser_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_samebrowser")),
        sa.UniqueConstraint(
            "person_id", "other_id", name=op.f("uq_samebrowser_person_id_other_id")
        ),
    )
    op.create_index("ix_samebrowser_other_id", "samebrowser", ["other_id"])
    _mark_assessed()


def _mark_assessed() -> None:
    """Scorecards that were handed in say by their newest revision whether they assess anything."""
    connection = op.get_bind()
    rows = connection.execute(
        sa.text("SELECT assignment_id, body FROM revision ORDER BY assignment_id, number")
    )
    newest = {number: _body(body) for number, body in rows}
    for number, body in newest.items():
        reads = body.get("reads") or {}
        if body.get("scores") or any(level != "not_assessed" for level in reads.values()):
            connection.execute(
                sa.text("UPDATE assignment SET assessed = :yes WHERE id = :id"),
                {"yes": True, "id": number},
            )


def _body(value: Any) -> dict[str, Any]:
    found = json.loads(value) if isinstance(value, str) else value
    return found if isinstance(found, dict) else {}
