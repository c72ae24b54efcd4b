"""Alembic's door to a migration: the connection of `schema.migrate`, or one of its own."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from committee.config import load_settings
from committee.store.engine import make_engine
from committee.store.tables import Row


def plain_types(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """Write SQLAlchemy's own types into a migration: ours may change, history may not."""
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    return f"sa.{item.impl!r}"


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Row.metadata,
        render_item=plain_types,
        render_as_batch=True,
        compare_type=True,
        compare_server_default=True,
    )
    context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with make_engine(load_settings().database_url).begin() as opened:
        run(opened)
