"""Audit events that say of the same people what an earlier one says."""

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

REPEATS_EARLIER = "repeats IS NULL OR (repeats >= 1 AND repeats < sequence AND parts IS NULL)"


def upgrade() -> None:
    """Go forward; events that are there stay as they are."""
    # By hand, for a batch would copy the events of SQLite and lose their triggers.
    op.execute(
        f"ALTER TABLE audit_events ADD COLUMN repeats BIGINT "
        f"CONSTRAINT ck_audit_events_repeats_earlier CHECK ({REPEATS_EARLIER})"
    )
    op.create_index(op.f("ix_audit_events_repeats"), "audit_events", ["repeats"], unique=False)


def downgrade() -> None:
    """Go back.

    Raises:
        CommandError: An event repeats another, which older tables have no room for.
    """
    told = sa.select(sa.func.count()).select_from(sa.text("audit_events"))
    again = op.get_bind().scalar(told.where(sa.text("repeats IS NOT NULL")))
    if again:
        raise CommandError(
            f"expected no audit event that repeats another, found {again}; older tables cannot "
            f"keep them, so restore a backup instead"
        )
    op.drop_index(op.f("ix_audit_events_repeats"), table_name="audit_events")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("ALTER TABLE audit_events DROP COLUMN repeats")
    else:
        op.drop_column("audit_events", "repeats")
