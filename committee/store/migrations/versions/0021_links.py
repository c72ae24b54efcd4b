"""Links that also renew a password or confirm an address, and that can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

AS = "as_ IN ('candidate', 'interviewer', 'coach', 'password', 'address')"


def upgrade() -> None:
    with op.batch_alter_table("invite") as invite:
        invite.drop_constraint(op.f("ck_invite_as_"), type_="check")
        invite.create_check_constraint(op.f("ck_invite_as_"), AS)
        invite.add_column(sa.Column("email", sa.String(200), nullable=True))
        invite.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
