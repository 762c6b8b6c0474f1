"""Candidates and their claims."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "candidates",
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("hours_min", sa.Float(), nullable=True),
        sa.Column("hours_max", sa.Float(), nullable=True),
        sa.Column("education_level", sa.Integer(), nullable=True),
        sa.Column("licence_to_work", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cv_text", sa.String(), nullable=False),
        sa.Column("max_travel_km", sa.Float(), nullable=True),
        sa.Column("available_from", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "state IN ('looking', 'placed', 'left')", name=op.f("ck_candidates_state_known")
        ),
        sa.CheckConstraint(
            "education_level BETWEEN 1 AND 8", name=op.f("ck_candidates_education_level_range")
        ),
        sa.CheckConstraint(
            "hours_max BETWEEN 0 AND 168", name=op.f("ck_candidates_hours_max_range")
        ),
        sa.CheckConstraint("hours_min <= hours_max", name=op.f("ck_candidates_hours_max_order")),
        sa.CheckConstraint(
            "hours_min BETWEEN 0 AND 168", name=op.f("ck_candidates_hours_min_range")
        ),
        sa.CheckConstraint(
            "length(trim(external_id)) BETWEEN 1 AND 200",
            name=op.f("ck_candidates_external_id_length"),
        ),
        sa.CheckConstraint(
            "length(trim(place)) BETWEEN 1 AND 200", name=op.f("ck_candidates_place_length")
        ),
        sa.CheckConstraint(
            "max_travel_km BETWEEN 0 AND 1000", name=op.f("ck_candidates_max_travel_km_range")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_candidates_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidates")),
        sa.UniqueConstraint("external_id", name=op.f("uq_candidates_external_id")),
        sa.UniqueConstraint("user_id", name=op.f("uq_candidates_user_id")),
    )
    op.create_index(
        op.f("ix_candidates_state_state_since"),
        "candidates",
        ["state", "state_since"],
        unique=False,
    )
    op.create_table(
        "candidate_languages",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("cefr", sa.String(length=32), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "cefr IN ('A1', 'A2', 'B1', 'B2', 'C1', 'C2')",
            name=op.f("ck_candidate_languages_cefr_known"),
        ),
        sa.CheckConstraint(
            "length(code) = 2 AND code = lower(code)", name=op.f("ck_candidate_languages_code_iso")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_candidate_languages_candidate_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("code", "candidate_id", name=op.f("pk_candidate_languages")),
    )
    op.create_index(
        op.f("ix_candidate_languages_candidate_id"),
        "candidate_languages",
        ["candidate_id"],
        unique=False,
    )
    op.create_table(
        "candidate_wishes",
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("occupation", sa.String(), nullable=False),
        sa.CheckConstraint(
            "length(trim(occupation)) BETWEEN 1 AND 200",
            name=op.f("ck_candidate_wishes_occupation_length"),
        ),
        sa.CheckConstraint(
            "position BETWEEN 1 AND 100", name=op.f("ck_candidate_wishes_position_range")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_candidate_wishes_candidate_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("candidate_id", "position", name=op.f("pk_candidate_wishes")),
    )
    op.create_table(
        "candidate_work_modes",
        sa.Column("mode", sa.String(length=32), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "mode IN ('onsite', 'hybrid', 'remote')",
            name=op.f("ck_candidate_work_modes_mode_known"),
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_candidate_work_modes_candidate_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("mode", "candidate_id", name=op.f("pk_candidate_work_modes")),
    )
    op.create_index(
        op.f("ix_candidate_work_modes_candidate_id"),
        "candidate_work_modes",
        ["candidate_id"],
        unique=False,
    )
    op.create_table(
        "contacts",
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_contacts_email_lower")),
        sa.CheckConstraint(
            "length(trim(email)) BETWEEN 1 AND 254", name=op.f("ck_contacts_email_length")
        ),
        sa.CheckConstraint(
            "length(trim(name)) BETWEEN 1 AND 200", name=op.f("ck_contacts_name_length")
        ),
        sa.CheckConstraint(
            "length(trim(phone)) BETWEEN 1 AND 40", name=op.f("ck_contacts_phone_length")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_contacts_candidate_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("pk_contacts")),
    )
    op.create_index(op.f("ix_contacts_email"), "contacts", ["email"], unique=False)
    op.create_table(
        "enrolments",
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_enrolments_candidate_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programmes.id"],
            name=op.f("fk_enrolments_programme_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("candidate_id", "programme_id", name=op.f("pk_enrolments")),
    )
    op.create_index(
        op.f("ix_enrolments_programme_id"), "enrolments", ["programme_id"], unique=False
    )
    op.create_table(
        "claims",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("skill", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("module_id", sa.Uuid(), nullable=True),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("attester", sa.String(), nullable=True),
        sa.Column("strength", sa.Integer(), nullable=False),
        sa.Column("certainty", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("verified_by_id", sa.Uuid(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "NOT (kind = 'coach') OR verified_at IS NOT NULL", name=op.f("ck_claims_coach_verified")
        ),
        sa.CheckConstraint(
            "kind IN ('coach', 'certificate', 'module', 'work', 'project', 'self')",
            name=op.f("ck_claims_kind_known"),
        ),
        sa.CheckConstraint(
            "module_id IS NULL OR (kind = 'module')", name=op.f("ck_claims_module_kind")
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'confirmed', 'rejected')", name=op.f("ck_claims_state_known")
        ),
        sa.CheckConstraint(
            "(span_start IS NULL) = (span_end IS NULL)", name=op.f("ck_claims_span_start_span_end")
        ),
        sa.CheckConstraint(
            "(verified_by_id IS NULL) = (verified_at IS NULL)",
            name=op.f("ck_claims_verified_by_id_verified_at"),
        ),
        sa.CheckConstraint("certainty BETWEEN 1 AND 10000", name=op.f("ck_claims_certainty_range")),
        sa.CheckConstraint(
            "length(trim(attester)) BETWEEN 1 AND 200", name=op.f("ck_claims_attester_length")
        ),
        sa.CheckConstraint(
            "length(trim(skill)) BETWEEN 1 AND 200", name=op.f("ck_claims_skill_length")
        ),
        sa.CheckConstraint(
            "length(trim(source)) BETWEEN 1 AND 400", name=op.f("ck_claims_source_length")
        ),
        sa.CheckConstraint("level BETWEEN 1 AND 4", name=op.f("ck_claims_level_range")),
        sa.CheckConstraint(
            "span_start >= 0 AND span_start < span_end", name=op.f("ck_claims_span_order")
        ),
        sa.CheckConstraint("strength BETWEEN 0 AND 10000", name=op.f("ck_claims_strength_range")),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_claims_candidate_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["module_id"], ["modules.id"], name=op.f("fk_claims_module_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["verified_by_id"],
            ["users.id"],
            name=op.f("fk_claims_verified_by_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
    )
    op.create_index(
        op.f("ix_claims_candidate_id_state"), "claims", ["candidate_id", "state"], unique=False
    )
    op.create_index(op.f("ix_claims_module_id"), "claims", ["module_id"], unique=False)
    op.create_index(op.f("ix_claims_skill"), "claims", ["skill"], unique=False)
    op.create_index(op.f("ix_claims_verified_by_id"), "claims", ["verified_by_id"], unique=False)
    op.create_index(
        "uq_claims_cited",
        "claims",
        ["candidate_id", "skill", "kind", "source", "span_start"],
        unique=True,
        sqlite_where=sa.text("span_start IS NOT NULL"),
        postgresql_where=sa.text("span_start IS NOT NULL"),
    )
    op.create_index(
        "uq_claims_spoken",
        "claims",
        ["candidate_id", "skill", "kind", "source"],
        unique=True,
        sqlite_where=sa.text("span_start IS NULL"),
        postgresql_where=sa.text("span_start IS NULL"),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index(
        "uq_claims_spoken",
        table_name="claims",
        sqlite_where=sa.text("span_start IS NULL"),
        postgresql_where=sa.text("span_start IS NULL"),
    )
    op.drop_index(
        "uq_claims_cited",
        table_name="claims",
        sqlite_where=sa.text("span_start IS NOT NULL"),
        postgresql_where=sa.text("span_start IS NOT NULL"),
    )
    op.drop_index(op.f("ix_claims_verified_by_id"), table_name="claims")
    op.drop_index(op.f("ix_claims_skill"), table_name="claims")
    op.drop_index(op.f("ix_claims_module_id"), table_name="claims")
    op.drop_index(op.f("ix_claims_candidate_id_state"), table_name="claims")
    op.drop_table("claims")
    op.drop_index(op.f("ix_enrolments_programme_id"), table_name="enrolments")
    op.drop_table("enrolments")
    op.drop_index(op.f("ix_contacts_email"), table_name="contacts")
    op.drop_table("contacts")
    op.drop_index(op.f("ix_candidate_work_modes_candidate_id"), table_name="candidate_work_modes")
    op.drop_table("candidate_work_modes")
    op.drop_table("candidate_wishes")
    op.drop_index(op.f("ix_candidate_languages_candidate_id"), table_name="candidate_languages")
    op.drop_table("candidate_languages")
    op.drop_index(op.f("ix_candidates_state_state_since"), table_name="candidates")
    op.drop_table("candidates")
