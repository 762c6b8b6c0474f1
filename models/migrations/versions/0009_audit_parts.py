"""Audit events of several parts, each with an opening of its own."""

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

PARTS_WHOLE = "length(parts) > 0 AND length(parts) % 32 = 0"
PART_FROM_ZERO = "part >= 0"


def upgrade() -> None:
    """Go forward; events and openings that are there stay as they are."""
    # By hand, for a batch would copy the events of SQLite and lose their triggers.
    kind = "BLOB" if op.get_bind().dialect.name == "sqlite" else "BYTEA"
    op.execute(
        f"ALTER TABLE audit_events ADD COLUMN parts {kind} "
        f"CONSTRAINT ck_audit_events_parts_whole CHECK ({PARTS_WHOLE})"
    )
    first = sa.Column("part", sa.Integer(), autoincrement=False, nullable=False, server_default="0")
    with op.batch_alter_table("audit_openings") as batch:
        batch.add_column(first)
        batch.drop_constraint(op.f("pk_audit_openings"), type_="primary")
        batch.create_primary_key(op.f("pk_audit_openings"), ["sequence", "part"])
        batch.drop_index(op.f("ix_audit_openings_candidate_id"))
        batch.create_unique_constraint(
            op.f("uq_audit_openings_candidate_id_sequence"), ["candidate_id", "sequence"]
        )
        batch.create_check_constraint(op.f("ck_audit_openings_part_from_zero"), PART_FROM_ZERO)
    with op.batch_alter_table("audit_openings") as batch:
        batch.alter_column("part", server_default=None)


def downgrade() -> None:
    """Go back.

    Raises:
        CommandError: An event has parts, which older tables have no room for.
    """
    told = sa.select(sa.func.count()).select_from(sa.text("audit_events"))
    several = op.get_bind().scalar(told.where(sa.text("parts IS NOT NULL")))
    if several:
        raise CommandError(
            f"expected no audit event with parts, found {several}; older tables cannot keep them, "
            f"so restore a backup instead"
        )
    with op.batch_alter_table("audit_openings") as batch:
        batch.drop_constraint(op.f("ck_audit_openings_part_from_zero"), type_="check")
        batch.drop_constraint(op.f("uq_audit_openings_candidate_id_sequence"), type_="unique")
        batch.drop_constraint(op.f("pk_audit_openings"), type_="primary")
        batch.create_primary_key(op.f("pk_audit_openings"), ["sequence"])
        batch.drop_column("part")
        batch.create_index(op.f("ix_audit_openings_candidate_id"), ["candidate_id"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute("ALTER TABLE audit_events DROP COLUMN parts")
    else:
        op.drop_column("audit_events", "parts")
