"""Programmes and what they teach."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "programmes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("education_level", sa.Integer(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "education_level BETWEEN 1 AND 8", name=op.f("ck_programmes_education_level_range")
        ),
        sa.CheckConstraint(
            "length(trim(external_id)) BETWEEN 1 AND 200",
            name=op.f("ck_programmes_external_id_length"),
        ),
        sa.CheckConstraint(
            "length(trim(name)) BETWEEN 1 AND 200", name=op.f("ck_programmes_name_length")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"],
            ["organisations.id"],
            name=op.f("fk_programmes_provider_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
        sa.UniqueConstraint("external_id", name=op.f("uq_programmes_external_id")),
        sa.UniqueConstraint("provider_id", "name", name=op.f("uq_programmes_provider_id_name")),
    )
    op.create_table(
        "modules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("hours", sa.Float(), nullable=True),
        sa.CheckConstraint("hours > 0", name=op.f("ck_modules_hours_positive")),
        sa.CheckConstraint(
            "length(trim(name)) BETWEEN 1 AND 200", name=op.f("ck_modules_name_length")
        ),
        sa.CheckConstraint("position BETWEEN 1 AND 1000", name=op.f("ck_modules_position_range")),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programmes.id"],
            name=op.f("fk_modules_programme_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_modules")),
        sa.UniqueConstraint("programme_id", "name", name=op.f("uq_modules_programme_id_name")),
        sa.UniqueConstraint(
            "programme_id", "position", name=op.f("uq_modules_programme_id_position")
        ),
    )
    op.create_table(
        "programme_coaches",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programmes.id"],
            name=op.f("fk_programme_coaches_programme_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_programme_coaches_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("programme_id", "user_id", name=op.f("pk_programme_coaches")),
    )
    op.create_index(
        op.f("ix_programme_coaches_user_id"), "programme_coaches", ["user_id"], unique=False
    )
    op.create_table(
        "module_skills",
        sa.Column("module_id", sa.Uuid(), nullable=False),
        sa.Column("skill", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "length(trim(skill)) BETWEEN 1 AND 200", name=op.f("ck_module_skills_skill_length")
        ),
        sa.CheckConstraint("level BETWEEN 1 AND 4", name=op.f("ck_module_skills_level_range")),
        sa.ForeignKeyConstraint(
            ["module_id"],
            ["modules.id"],
            name=op.f("fk_module_skills_module_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("module_id", "skill", name=op.f("pk_module_skills")),
    )
    op.create_index(op.f("ix_module_skills_skill"), "module_skills", ["skill"], unique=False)
    op.create_table(
        "outcomes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("module_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.CheckConstraint(
            "length(trim(wording)) BETWEEN 1 AND 2000", name=op.f("ck_outcomes_wording_length")
        ),
        sa.CheckConstraint("position BETWEEN 1 AND 1000", name=op.f("ck_outcomes_position_range")),
        sa.ForeignKeyConstraint(
            ["module_id"], ["modules.id"], name=op.f("fk_outcomes_module_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcomes")),
        sa.UniqueConstraint("module_id", "position", name=op.f("uq_outcomes_module_id_position")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("outcomes")
    op.drop_index(op.f("ix_module_skills_skill"), table_name="module_skills")
    op.drop_table("module_skills")
    op.drop_index(op.f("ix_programme_coaches_user_id"), table_name="programme_coaches")
    op.drop_table("programme_coaches")
    op.drop_table("modules")
    op.drop_table("programmes")
