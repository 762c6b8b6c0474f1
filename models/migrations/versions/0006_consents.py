"""Who is on a list, consents and feedback."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "consents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("vacancy_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(answered_at IS NOT NULL) = (state <> 'asked')",
            name=op.f("ck_consents_answered_state"),
        ),
        sa.CheckConstraint(
            "(vacancy_id IS NOT NULL) = (kind = 'reveal')",
            name=op.f("ck_consents_vacancy_of_reveal"),
        ),
        sa.CheckConstraint(
            "(withdrawn_at IS NOT NULL) = (state = 'withdrawn')",
            name=op.f("ck_consents_withdrawn_state"),
        ),
        sa.CheckConstraint(
            "kind IN ('pool', 'reveal', 'bias_survey', 'retention')",
            name=op.f("ck_consents_kind_known"),
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'given', 'refused', 'withdrawn')",
            name=op.f("ck_consents_state_known"),
        ),
        sa.CheckConstraint(
            "answered_at <= withdrawn_at", name=op.f("ck_consents_withdrawn_at_order")
        ),
        sa.CheckConstraint("asked_at <= answered_at", name=op.f("ck_consents_answered_at_order")),
        sa.CheckConstraint(
            "length(trim(wording)) BETWEEN 1 AND 100", name=op.f("ck_consents_wording_length")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_consents_candidate_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["users.id"],
            name=op.f("fk_consents_recorded_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"],
            ["vacancies.id"],
            name=op.f("fk_consents_vacancy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(
        op.f("ix_consents_candidate_id_kind"), "consents", ["candidate_id", "kind"], unique=False
    )
    op.create_index(
        op.f("ix_consents_recorded_by_id"), "consents", ["recorded_by_id"], unique=False
    )
    op.create_index(op.f("ix_consents_vacancy_id"), "consents", ["vacancy_id"], unique=False)
    op.create_index(
        "uq_consents_general",
        "consents",
        ["candidate_id", "kind"],
        unique=True,
        sqlite_where=sa.text("state IN ('asked', 'given') AND vacancy_id IS NULL"),
        postgresql_where=sa.text("state IN ('asked', 'given') AND vacancy_id IS NULL"),
    )
    op.create_index(
        "uq_consents_reveal",
        "consents",
        ["vacancy_id", "candidate_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('asked', 'given')"),
        postgresql_where=sa.text("state IN ('asked', 'given')"),
    )
    op.create_table(
        "pseudonyms",
        sa.Column("vacancy_id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "length(trim(alias)) BETWEEN 1 AND 40", name=op.f("ck_pseudonyms_alias_length")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_pseudonyms_candidate_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"],
            ["vacancies.id"],
            name=op.f("fk_pseudonyms_vacancy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("vacancy_id", "candidate_id", name=op.f("pk_pseudonyms")),
        sa.UniqueConstraint("alias", name=op.f("uq_pseudonyms_alias")),
    )
    op.create_index(
        op.f("ix_pseudonyms_candidate_id"), "pseudonyms", ["candidate_id"], unique=False
    )
    op.create_table(
        "entry_subjects",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("shortlist_id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("explanation", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "length(trim(note)) BETWEEN 1 AND 2000", name=op.f("ck_entry_subjects_note_length")
        ),
        sa.CheckConstraint("score BETWEEN 0 AND 10000", name=op.f("ck_entry_subjects_score_range")),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_entry_subjects_candidate_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["shortlist_id", "entry_id"],
            ["entries.shortlist_id", "entries.id"],
            name=op.f("fk_entry_subjects_shortlist_id_entry_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_entry_subjects")),
        sa.UniqueConstraint(
            "shortlist_id", "candidate_id", name=op.f("uq_entry_subjects_shortlist_id_candidate_id")
        ),
    )
    op.create_index(
        op.f("ix_entry_subjects_candidate_id"), "entry_subjects", ["candidate_id"], unique=False
    )
    op.create_index(
        op.f("ix_entry_subjects_shortlist_id_entry_id"),
        "entry_subjects",
        ["shortlist_id", "entry_id"],
        unique=False,
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("given_by_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(reason IS NOT NULL) = (kind = 'declined')", name=op.f("ck_feedback_reason_of_decline")
        ),
        sa.CheckConstraint(
            "kind IN ('interest', 'interview', 'hired', 'declined')",
            name=op.f("ck_feedback_kind_known"),
        ),
        sa.CheckConstraint(
            "reason IN ('skills', 'experience', 'language', 'conditions', 'candidate_withdrew', 'position_filled', 'other')",
            name=op.f("ck_feedback_reason_known"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name=op.f("fk_feedback_entry_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["users.id"], name=op.f("fk_feedback_given_by_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("entry_id", "kind", name=op.f("uq_feedback_entry_id_kind")),
    )
    op.create_index(op.f("ix_feedback_given_by_id"), "feedback", ["given_by_id"], unique=False)
    op.create_index(
        op.f("ix_feedback_kind_given_at"), "feedback", ["kind", "given_at"], unique=False
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_feedback_kind_given_at"), table_name="feedback")
    op.drop_index(op.f("ix_feedback_given_by_id"), table_name="feedback")
    op.drop_table("feedback")
    op.drop_index(op.f("ix_entry_subjects_shortlist_id_entry_id"), table_name="entry_subjects")
    op.drop_index(op.f("ix_entry_subjects_candidate_id"), table_name="entry_subjects")
    op.drop_table("entry_subjects")
    op.drop_index(op.f("ix_pseudonyms_candidate_id"), table_name="pseudonyms")
    op.drop_table("pseudonyms")
    op.drop_index(
        "uq_consents_reveal",
        table_name="consents",
        sqlite_where=sa.text("state IN ('asked', 'given')"),
        postgresql_where=sa.text("state IN ('asked', 'given')"),
    )
    op.drop_index(
        "uq_consents_general",
        table_name="consents",
        sqlite_where=sa.text("state IN ('asked', 'given') AND vacancy_id IS NULL"),
        postgresql_where=sa.text("state IN ('asked', 'given') AND vacancy_id IS NULL"),
    )
    op.drop_index(op.f("ix_consents_vacancy_id"), table_name="consents")
    op.drop_index(op.f("ix_consents_recorded_by_id"), table_name="consents")
    op.drop_index(op.f("ix_consents_candidate_id_kind"), table_name="consents")
    op.drop_table("consents")
