"""Vacancies with their versions and requirements."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "vacancies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(ended_at IS NOT NULL) = (state IN ('closed', 'withdrawn'))",
            name=op.f("ck_vacancies_ended_state"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'open', 'closed', 'withdrawn')",
            name=op.f("ck_vacancies_state_known"),
        ),
        sa.CheckConstraint("created_at <= ended_at", name=op.f("ck_vacancies_ended_at_order")),
        sa.CheckConstraint(
            "length(trim(external_id)) BETWEEN 1 AND 200",
            name=op.f("ck_vacancies_external_id_length"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_vacancies_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancies")),
        sa.UniqueConstraint(
            "organisation_id", "external_id", name=op.f("uq_vacancies_organisation_id_external_id")
        ),
    )
    op.create_index(
        op.f("ix_vacancies_organisation_id_state"),
        "vacancies",
        ["organisation_id", "state"],
        unique=False,
    )
    op.create_index(
        op.f("ix_vacancies_state_ended_at"), "vacancies", ["state", "ended_at"], unique=False
    )
    op.create_table(
        "vacancy_versions",
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("hours_min", sa.Float(), nullable=True),
        sa.Column("hours_max", sa.Float(), nullable=True),
        sa.Column("education_level", sa.Integer(), nullable=True),
        sa.Column("licence_to_work", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("vacancy_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("positions", sa.Integer(), nullable=False),
        sa.Column("start_by", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(approved_by_id IS NULL) = (approved_at IS NULL)",
            name=op.f("ck_vacancy_versions_approved_by_id_approved_at"),
        ),
        sa.CheckConstraint(
            "created_at <= approved_at", name=op.f("ck_vacancy_versions_approved_at_order")
        ),
        sa.CheckConstraint(
            "education_level BETWEEN 1 AND 8",
            name=op.f("ck_vacancy_versions_education_level_range"),
        ),
        sa.CheckConstraint(
            "hours_max BETWEEN 0 AND 168", name=op.f("ck_vacancy_versions_hours_max_range")
        ),
        sa.CheckConstraint(
            "hours_min <= hours_max", name=op.f("ck_vacancy_versions_hours_max_order")
        ),
        sa.CheckConstraint(
            "hours_min BETWEEN 0 AND 168", name=op.f("ck_vacancy_versions_hours_min_range")
        ),
        sa.CheckConstraint(
            "length(trim(place)) BETWEEN 1 AND 200", name=op.f("ck_vacancy_versions_place_length")
        ),
        sa.CheckConstraint(
            "length(trim(title)) BETWEEN 1 AND 300", name=op.f("ck_vacancy_versions_title_length")
        ),
        sa.CheckConstraint(
            "number BETWEEN 1 AND 100000", name=op.f("ck_vacancy_versions_number_range")
        ),
        sa.CheckConstraint(
            "positions BETWEEN 1 AND 1000", name=op.f("ck_vacancy_versions_positions_range")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"],
            ["users.id"],
            name=op.f("fk_vacancy_versions_approved_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["users.id"],
            name=op.f("fk_vacancy_versions_created_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"],
            ["vacancies.id"],
            name=op.f("fk_vacancy_versions_vacancy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy_versions")),
        sa.UniqueConstraint(
            "vacancy_id", "number", name=op.f("uq_vacancy_versions_vacancy_id_number")
        ),
    )
    op.create_index(
        op.f("ix_vacancy_versions_approved_by_id"),
        "vacancy_versions",
        ["approved_by_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_vacancy_versions_created_by_id"),
        "vacancy_versions",
        ["created_by_id"],
        unique=False,
    )
    op.create_table(
        "requirements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("skill", sa.String(), nullable=False),
        sa.Column("importance", sa.String(length=32), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("certainty", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "importance IN ('must', 'nice')", name=op.f("ck_requirements_importance_known")
        ),
        sa.CheckConstraint(
            "origin IN ('text', 'person')", name=op.f("ck_requirements_origin_known")
        ),
        sa.CheckConstraint(
            "(span_start IS NULL) = (span_end IS NULL)",
            name=op.f("ck_requirements_span_start_span_end"),
        ),
        sa.CheckConstraint(
            "certainty BETWEEN 1 AND 10000", name=op.f("ck_requirements_certainty_range")
        ),
        sa.CheckConstraint(
            "length(trim(skill)) BETWEEN 1 AND 200", name=op.f("ck_requirements_skill_length")
        ),
        sa.CheckConstraint("level BETWEEN 1 AND 4", name=op.f("ck_requirements_level_range")),
        sa.CheckConstraint(
            "span_start >= 0 AND span_start < span_end", name=op.f("ck_requirements_span_order")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["vacancy_versions.id"],
            name=op.f("fk_requirements_version_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirements")),
        sa.UniqueConstraint("version_id", "skill", name=op.f("uq_requirements_version_id_skill")),
    )
    op.create_index(op.f("ix_requirements_skill"), "requirements", ["skill"], unique=False)
    op.create_table(
        "version_languages",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("cefr", sa.String(length=32), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "cefr IN ('A1', 'A2', 'B1', 'B2', 'C1', 'C2')",
            name=op.f("ck_version_languages_cefr_known"),
        ),
        sa.CheckConstraint(
            "length(code) = 2 AND code = lower(code)", name=op.f("ck_version_languages_code_iso")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["vacancy_versions.id"],
            name=op.f("fk_version_languages_version_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("code", "version_id", name=op.f("pk_version_languages")),
    )
    op.create_index(
        op.f("ix_version_languages_version_id"), "version_languages", ["version_id"], unique=False
    )
    op.create_table(
        "version_work_modes",
        sa.Column("mode", sa.String(length=32), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "mode IN ('onsite', 'hybrid', 'remote')", name=op.f("ck_version_work_modes_mode_known")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["vacancy_versions.id"],
            name=op.f("fk_version_work_modes_version_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("mode", "version_id", name=op.f("pk_version_work_modes")),
    )
    op.create_index(
        op.f("ix_version_work_modes_version_id"), "version_work_modes", ["version_id"], unique=False
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_version_work_modes_version_id"), table_name="version_work_modes")
    op.drop_table("version_work_modes")
    op.drop_index(op.f("ix_version_languages_version_id"), table_name="version_languages")
    op.drop_table("version_languages")
    op.drop_index(op.f("ix_requirements_skill"), table_name="requirements")
    op.drop_table("requirements")
    op.drop_index(op.f("ix_vacancy_versions_created_by_id"), table_name="vacancy_versions")
    op.drop_index(op.f("ix_vacancy_versions_approved_by_id"), table_name="vacancy_versions")
    op.drop_table("vacancy_versions")
    op.drop_index(op.f("ix_vacancies_state_ended_at"), table_name="vacancies")
    op.drop_index(op.f("ix_vacancies_organisation_id_state"), table_name="vacancies")
    op.drop_table("vacancies")
