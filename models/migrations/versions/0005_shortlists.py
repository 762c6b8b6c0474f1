"""Rankings and shortlists."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "rankings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data_version", sa.BigInteger(), nullable=False),
        sa.Column("taxonomy", sa.String(), nullable=False),
        sa.Column("config", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("code_version", sa.String(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("pool", sa.Integer(), nullable=False),
        sa.Column("eligible", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.CheckConstraint(
            "0 <= eligible AND eligible <= pool", name=op.f("ck_rankings_pool_eligible")
        ),
        sa.CheckConstraint(
            "data_version BETWEEN 0 AND 9007199254740992",
            name=op.f("ck_rankings_data_version_range"),
        ),
        sa.CheckConstraint(
            "length(result) = 64 AND result = lower(result)", name=op.f("ck_rankings_result_digest")
        ),
        sa.CheckConstraint(
            "length(taxonomy) = 64 AND taxonomy = lower(taxonomy)",
            name=op.f("ck_rankings_taxonomy_digest"),
        ),
        sa.CheckConstraint(
            "length(trim(code_version)) BETWEEN 1 AND 100",
            name=op.f("ck_rankings_code_version_length"),
        ),
        sa.CheckConstraint(
            "seed BETWEEN 0 AND 9007199254740992", name=op.f("ck_rankings_seed_range")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["vacancy_versions.id"],
            name=op.f("fk_rankings_version_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rankings")),
    )
    op.create_index(op.f("ix_rankings_made_at"), "rankings", ["made_at"], unique=False)
    op.create_index(op.f("ix_rankings_version_id"), "rankings", ["version_id"], unique=False)
    op.create_table(
        "shortlists",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("ranking_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=True),
        sa.Column("review_started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by_id", sa.Uuid(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(closed_at IS NOT NULL) = (state = 'closed')", name=op.f("ck_shortlists_closed_state")
        ),
        sa.CheckConstraint(
            "(withdrawn_at IS NOT NULL) = (state = 'withdrawn')",
            name=op.f("ck_shortlists_withdrawn_state"),
        ),
        sa.CheckConstraint(
            "state <> 'draft' OR review_started_at IS NULL",
            name=op.f("ck_shortlists_draft_untouched"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'in_review', 'released', 'closed', 'withdrawn')",
            name=op.f("ck_shortlists_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('draft', 'in_review') OR released_at IS NULL",
            name=op.f("ck_shortlists_release_early"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('in_review', 'released', 'closed') OR review_started_at IS NOT NULL",
            name=op.f("ck_shortlists_review_started"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('released', 'closed') OR released_at IS NOT NULL",
            name=op.f("ck_shortlists_release_needed"),
        ),
        sa.CheckConstraint(
            "(released_by_id IS NULL) = (released_at IS NULL)",
            name=op.f("ck_shortlists_released_by_id_released_at"),
        ),
        sa.CheckConstraint(
            "(reviewer_id IS NULL) = (review_started_at IS NULL)",
            name=op.f("ck_shortlists_reviewer_id_review_started_at"),
        ),
        sa.CheckConstraint(
            "created_at <= withdrawn_at", name=op.f("ck_shortlists_withdrawn_at_order")
        ),
        sa.CheckConstraint("released_at <= closed_at", name=op.f("ck_shortlists_closed_at_order")),
        sa.CheckConstraint(
            "released_at IS NULL OR review_started_at IS NOT NULL",
            name=op.f("ck_shortlists_release_reviewed"),
        ),
        sa.CheckConstraint(
            "review_started_at <= released_at", name=op.f("ck_shortlists_released_at_order")
        ),
        sa.ForeignKeyConstraint(
            ["ranking_id"],
            ["rankings.id"],
            name=op.f("fk_shortlists_ranking_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"],
            ["users.id"],
            name=op.f("fk_shortlists_released_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"],
            ["users.id"],
            name=op.f("fk_shortlists_reviewer_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["vacancy_versions.id"],
            name=op.f("fk_shortlists_version_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlists")),
    )
    op.create_index(op.f("ix_shortlists_ranking_id"), "shortlists", ["ranking_id"], unique=False)
    op.create_index(
        op.f("ix_shortlists_released_by_id"), "shortlists", ["released_by_id"], unique=False
    )
    op.create_index(op.f("ix_shortlists_reviewer_id"), "shortlists", ["reviewer_id"], unique=False)
    op.create_index(
        op.f("ix_shortlists_state_created_at"), "shortlists", ["state", "created_at"], unique=False
    )
    op.create_index(
        op.f("ix_shortlists_version_id_state"), "shortlists", ["version_id", "state"], unique=False
    )
    op.create_index(
        "uq_shortlists_version_id",
        "shortlists",
        ["version_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'withdrawn'"),
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )
    op.create_table(
        "entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("shortlist_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("ranked_place", sa.Integer(), nullable=True),
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("is_control", sa.Boolean(), nullable=False),
        sa.Column("decision", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("move_reason", sa.String(length=32), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(decided_at IS NOT NULL) = (decision <> 'pending')",
            name=op.f("ck_entries_decided_at_decision"),
        ),
        sa.CheckConstraint(
            "(decision <> 'excluded' AND ranked_place IS NOT NULL) OR reason IS NOT NULL",
            name=op.f("ck_entries_reason_given"),
        ),
        sa.CheckConstraint(
            "decision IN ('pending', 'approved', 'excluded')",
            name=op.f("ck_entries_decision_known"),
        ),
        sa.CheckConstraint(
            "move_reason IN ('not_available', 'not_interested', 'evidence_wrong', 'requirement_missed', 'known_to_partner', 'stronger_than_shown', 'control_found', 'other')",
            name=op.f("ck_entries_move_reason_known"),
        ),
        sa.CheckConstraint(
            "reason IN ('not_available', 'not_interested', 'evidence_wrong', 'requirement_missed', 'known_to_partner', 'stronger_than_shown', 'control_found', 'other')",
            name=op.f("ck_entries_reason_known"),
        ),
        sa.CheckConstraint(
            "reason IS NULL OR (decision = 'excluded' OR ranked_place IS NULL)",
            name=op.f("ck_entries_reason_needed"),
        ),
        sa.CheckConstraint(
            "(decided_by_id IS NULL) = (decided_at IS NULL)",
            name=op.f("ck_entries_decided_by_id_decided_at"),
        ),
        sa.CheckConstraint("band BETWEEN 1 AND 10000", name=op.f("ck_entries_band_range")),
        sa.CheckConstraint("place BETWEEN 1 AND 10000", name=op.f("ck_entries_place_range")),
        sa.CheckConstraint(
            "ranked_place BETWEEN 1 AND 10000", name=op.f("ck_entries_ranked_place_range")
        ),
        sa.CheckConstraint(
            "ranked_place IS NULL OR place = ranked_place OR move_reason IS NOT NULL",
            name=op.f("ck_entries_move_explained"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["users.id"],
            name=op.f("fk_entries_decided_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["shortlist_id"],
            ["shortlists.id"],
            name=op.f("fk_entries_shortlist_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
        sa.UniqueConstraint("shortlist_id", "id", name=op.f("uq_entries_shortlist_id_id")),
        sa.UniqueConstraint("shortlist_id", "place", name=op.f("uq_entries_shortlist_id_place")),
    )
    op.create_index(op.f("ix_entries_decided_by_id"), "entries", ["decided_by_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_entries_decided_by_id"), table_name="entries")
    op.drop_table("entries")
    op.drop_index(
        "uq_shortlists_version_id",
        table_name="shortlists",
        sqlite_where=sa.text("state <> 'withdrawn'"),
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )
    op.drop_index(op.f("ix_shortlists_version_id_state"), table_name="shortlists")
    op.drop_index(op.f("ix_shortlists_state_created_at"), table_name="shortlists")
    op.drop_index(op.f("ix_shortlists_reviewer_id"), table_name="shortlists")
    op.drop_index(op.f("ix_shortlists_released_by_id"), table_name="shortlists")
    op.drop_index(op.f("ix_shortlists_ranking_id"), table_name="shortlists")
    op.drop_table("shortlists")
    op.drop_index(op.f("ix_rankings_version_id"), table_name="rankings")
    op.drop_index(op.f("ix_rankings_made_at"), table_name="rankings")
    op.drop_table("rankings")
