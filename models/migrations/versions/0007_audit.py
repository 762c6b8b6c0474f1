"""The audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


REFUSAL = "audit events are only added to"


def _refuse_changes() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_events_{change.lower()} BEFORE {change} ON audit_events "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION audit_events_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; "
        f"END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_events_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_events_refuse()"
    )


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "audit_events",
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.Uuid(), nullable=True),
        sa.Column("actor_role", sa.String(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=True),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(sequence = 1) = (previous_hash = '0000000000000000000000000000000000000000000000000000000000000000')",
            name=op.f("ck_audit_events_genesis"),
        ),
        sa.CheckConstraint(
            "kind IN ('ranking', 'view', 'approval', 'override', 'release', 'withdrawal', 'feedback', 'consent', 'change', 'import', 'export', 'erasure', 'retention', 'login', 'denial', 'stop')",
            name=op.f("ck_audit_events_kind_known"),
        ),
        sa.CheckConstraint(
            "length(commitment) = 64 AND commitment = lower(commitment)",
            name=op.f("ck_audit_events_commitment_digest"),
        ),
        sa.CheckConstraint(
            "length(hash) = 64 AND hash = lower(hash)", name=op.f("ck_audit_events_hash_digest")
        ),
        sa.CheckConstraint(
            "length(previous_hash) = 64 AND previous_hash = lower(previous_hash)",
            name=op.f("ck_audit_events_previous_hash_digest"),
        ),
        sa.CheckConstraint(
            "length(trim(actor_role)) BETWEEN 1 AND 40",
            name=op.f("ck_audit_events_actor_role_length"),
        ),
        sa.CheckConstraint(
            "length(trim(subject_type)) BETWEEN 1 AND 40",
            name=op.f("ck_audit_events_subject_type_length"),
        ),
        sa.CheckConstraint("sequence >= 1", name=op.f("ck_audit_events_sequence_positive")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_events")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_events_hash")),
        sa.UniqueConstraint("previous_hash", name=op.f("uq_audit_events_previous_hash")),
    )
    op.create_index(
        op.f("ix_audit_events_actor_sequence"), "audit_events", ["actor", "sequence"], unique=False
    )
    op.create_index(op.f("ix_audit_events_kind_at"), "audit_events", ["kind", "at"], unique=False)
    op.create_index(
        op.f("ix_audit_events_subject_sequence"),
        "audit_events",
        ["subject", "sequence"],
        unique=False,
    )
    op.create_table(
        "audit_openings",
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint("length(salt) >= 16", name=op.f("ck_audit_openings_salt_long")),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_audit_openings_candidate_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sequence"],
            ["audit_events.sequence"],
            name=op.f("fk_audit_openings_sequence"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_openings")),
    )
    op.create_index(
        op.f("ix_audit_openings_candidate_id"), "audit_openings", ["candidate_id"], unique=False
    )
    _refuse_changes()


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_audit_openings_candidate_id"), table_name="audit_openings")
    op.drop_table("audit_openings")
    op.drop_index(op.f("ix_audit_events_subject_sequence"), table_name="audit_events")
    op.drop_index(op.f("ix_audit_events_kind_at"), table_name="audit_events")
    op.drop_index(op.f("ix_audit_events_actor_sequence"), table_name="audit_events")
    op.drop_table("audit_events")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_events_refuse()")
