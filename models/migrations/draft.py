"""Drafts a migration: `make migration NAME="what changes"`. Read it before you keep it.

Compares the models with a new database that has all migrations so far. What a comparison cannot
see must be added by hand: checks, triggers, and what to do with rows that are there.
"""

import sys

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

__all__ = ["draft"]


def draft(message: str) -> None:
    """Write the next migration into the folder of migrations."""
    config = Config()
    config.set_main_option("script_location", "models:migrations")
    head = ScriptDirectory.from_config(config).get_current_head()
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        number = int(head or 0) + 1
        command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")
    engine.dispose()


if __name__ == "__main__":
    draft(" ".join(sys.argv[1:]))
