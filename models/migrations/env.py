"""What Alembic runs: the migrations, on the connection in `config.attributes["connection"]`.

The caller (service/migrating.py) opens and commits the transaction, so that a run of several
migrations happens as a whole or not at all.
"""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, Enum, String
from sqlalchemy.types import TypeDecorator

from models import metadata


def render_item(kind: str, item: Any, autogen_context: AutogenContext) -> str | Literal[False]:
    """Write types as SQLAlchemy's own, so that a migration stays as it was when models change."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.{String(item.length)!r}"
    return False


def run() -> None:
    """Run what was asked for."""
    connection: Connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=render_item,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
