"""What the service keeps about itself, links, profiles as they were, duplicates and surveys."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

RETURNS = {
    "return_reason_length": "length(trim(return_reason)) BETWEEN 1 AND 1000",
    "returned_by_id_returned_at": "(returned_by_id IS NULL) = (returned_at IS NULL)",
    "return_reason_returned_at": "(return_reason IS NULL) = (returned_at IS NULL)",
    "approved_or_returned": "approved_at IS NULL OR returned_at IS NULL",
    "returned_at_order": "created_at <= returned_at",
}


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "data_state",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_data_state_single")),
        sa.CheckConstraint(
            "version BETWEEN 0 AND 9007199254740992", name=op.f("ck_data_state_version_range")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_state")),
    )
    op.create_table(
        "login_attempts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email_hash", sa.String(), nullable=False),
        sa.Column("address_hash", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "length(address_hash) = 64 AND address_hash = lower(address_hash)",
            name=op.f("ck_login_attempts_address_hash_digest"),
        ),
        sa.CheckConstraint(
            "length(email_hash) = 64 AND email_hash = lower(email_hash)",
            name=op.f("ck_login_attempts_email_hash_digest"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempts")),
    )
    with op.batch_alter_table("login_attempts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_login_attempts_address_hash_at"), ["address_hash", "at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_login_attempts_at"), ["at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_login_attempts_email_hash_at"), ["email_hash", "at"], unique=False
        )

    op.create_table(
        "import_runs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("problems", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('organisations', 'programmes', 'candidates', 'vacancies')",
            name=op.f("ck_import_runs_kind_known"),
        ),
        sa.CheckConstraint(
            "state = 'done' OR added + updated + unchanged = 0",
            name=op.f("ck_import_runs_refused_nothing"),
        ),
        sa.CheckConstraint("state IN ('done', 'refused')", name=op.f("ck_import_runs_state_known")),
        sa.CheckConstraint("added BETWEEN 0 AND 10000000", name=op.f("ck_import_runs_added_range")),
        sa.CheckConstraint(
            "length(file_hash) = 64 AND file_hash = lower(file_hash)",
            name=op.f("ck_import_runs_file_hash_digest"),
        ),
        sa.CheckConstraint(
            "unchanged BETWEEN 0 AND 10000000", name=op.f("ck_import_runs_unchanged_range")
        ),
        sa.CheckConstraint(
            "updated BETWEEN 0 AND 10000000", name=op.f("ck_import_runs_updated_range")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_import_runs_by_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_runs")),
    )
    with op.batch_alter_table("import_runs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_runs_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_import_runs_by_id"), ["by_id"], unique=False)

    op.create_table(
        "personal_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('password', 'profile')", name=op.f("ck_personal_links_purpose_known")
        ),
        sa.CheckConstraint(
            "created_at <= revoked_at", name=op.f("ck_personal_links_revoked_at_order")
        ),
        sa.CheckConstraint("created_at <= used_at", name=op.f("ck_personal_links_used_at_order")),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_personal_links_expires_later")),
        sa.CheckConstraint(
            "length(token_hash) = 64 AND token_hash = lower(token_hash)",
            name=op.f("ck_personal_links_token_hash_digest"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_personal_links_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_personal_links_token_hash")),
    )
    with op.batch_alter_table("personal_links", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_personal_links_expires_at"), ["expires_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_personal_links_user_id"), ["user_id"], unique=False)

    op.create_table(
        "stops",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(ended_at IS NOT NULL) = (NOT is_active)", name=op.f("ck_stops_ended_active")
        ),
        sa.CheckConstraint(
            "(ended_by_id IS NULL) = (ended_at IS NULL)", name=op.f("ck_stops_ended_by_id_ended_at")
        ),
        sa.CheckConstraint(
            "length(trim(reason)) BETWEEN 1 AND 1000", name=op.f("ck_stops_reason_length")
        ),
        sa.CheckConstraint("started_at <= ended_at", name=op.f("ck_stops_ended_at_order")),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["users.id"], name=op.f("fk_stops_ended_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"],
            ["users.id"],
            name=op.f("fk_stops_started_by_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stops")),
    )
    with op.batch_alter_table("stops", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stops_ended_by_id"), ["ended_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stops_started_by_id"), ["started_by_id"], unique=False)
        batch_op.create_index(
            "uq_stops_active",
            ["is_active"],
            unique=True,
            sqlite_where=sa.text("is_active"),
            postgresql_where=sa.text("is_active"),
        )

    op.create_table(
        "candidate_occupations",
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("occupation", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "length(trim(occupation)) BETWEEN 1 AND 200",
            name=op.f("ck_candidate_occupations_occupation_length"),
        ),
        sa.CheckConstraint(
            "position BETWEEN 1 AND 1000", name=op.f("ck_candidate_occupations_position_range")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_candidate_occupations_candidate_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "candidate_id", "occupation", name=op.f("pk_candidate_occupations")
        ),
    )
    op.create_table(
        "candidate_profiles",
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("in_pool", sa.Boolean(), nullable=False),
        sa.Column("profile", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint(
            "version BETWEEN 1 AND 9007199254740992",
            name=op.f("ck_candidate_profiles_version_range"),
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_candidate_profiles_candidate_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("candidate_id", "version", name=op.f("pk_candidate_profiles")),
    )
    with op.batch_alter_table("candidate_profiles", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_candidate_profiles_version"), ["version"], unique=False
        )

    op.create_table(
        "duplicate_flags",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(decided_at IS NOT NULL) = (state <> 'open')",
            name=op.f("ck_duplicate_flags_decided_state"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'same', 'different')", name=op.f("ck_duplicate_flags_state_known")
        ),
        sa.CheckConstraint(
            "(decided_by_id IS NULL) = (decided_at IS NULL)",
            name=op.f("ck_duplicate_flags_decided_by_id_decided_at"),
        ),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_duplicate_flags_pair_order")),
        sa.CheckConstraint(
            "found_at <= decided_at", name=op.f("ck_duplicate_flags_decided_at_order")
        ),
        sa.CheckConstraint(
            "length(trim(reason)) BETWEEN 1 AND 100", name=op.f("ck_duplicate_flags_reason_length")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["users.id"],
            name=op.f("fk_duplicate_flags_decided_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["first_id"],
            ["candidates.id"],
            name=op.f("fk_duplicate_flags_first_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["second_id"],
            ["candidates.id"],
            name=op.f("fk_duplicate_flags_second_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_flags")),
        sa.UniqueConstraint(
            "first_id", "second_id", name=op.f("uq_duplicate_flags_first_id_second_id")
        ),
    )
    with op.batch_alter_table("duplicate_flags", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_duplicate_flags_decided_by_id"), ["decided_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_duplicate_flags_second_id"), ["second_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_duplicate_flags_state_found_at"), ["state", "found_at"], unique=False
        )

    op.create_table(
        "survey_answers",
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "length(trim(answer)) BETWEEN 1 AND 60", name=op.f("ck_survey_answers_answer_length")
        ),
        sa.CheckConstraint(
            "length(trim(question)) BETWEEN 1 AND 60",
            name=op.f("ck_survey_answers_question_length"),
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_survey_answers_candidate_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("candidate_id", "question", name=op.f("pk_survey_answers")),
    )
    # Rankings made before have no record of what they were made for, and say so: an empty one.
    with op.batch_alter_table("rankings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("vacancy", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("k", sa.Integer(), nullable=True))
    op.execute("UPDATE rankings SET vacancy = '{}', k = 1")
    with op.batch_alter_table("rankings", schema=None) as batch_op:
        batch_op.alter_column("vacancy", existing_type=sa.JSON(none_as_null=True), nullable=False)
        batch_op.alter_column("k", existing_type=sa.Integer(), nullable=False)
        batch_op.create_check_constraint(batch_op.f("ck_rankings_k_range"), "k BETWEEN 1 AND 10000")

    op.create_index(
        "ix_entries_controls",
        "entries",
        ["shortlist_id"],
        sqlite_where=sa.text("is_control"),
        postgresql_where=sa.text("is_control"),
    )

    with op.batch_alter_table("vacancy_versions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("returned_by_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("return_reason", sa.String(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_vacancy_versions_returned_by_id"), ["returned_by_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_vacancy_versions_returned_by_id"),
            "users",
            ["returned_by_id"],
            ["id"],
            ondelete="RESTRICT",
        )
        for name, condition in RETURNS.items():
            batch_op.create_check_constraint(batch_op.f(f"ck_vacancy_versions_{name}"), condition)


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_entries_controls", "entries")
    with op.batch_alter_table("vacancy_versions", schema=None) as batch_op:
        for name in RETURNS:
            batch_op.drop_constraint(batch_op.f(f"ck_vacancy_versions_{name}"), type_="check")
        batch_op.drop_constraint(
            batch_op.f("fk_vacancy_versions_returned_by_id"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_vacancy_versions_returned_by_id"))
        batch_op.drop_column("return_reason")
        batch_op.drop_column("returned_by_id")
        batch_op.drop_column("returned_at")

    with op.batch_alter_table("rankings", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_rankings_k_range"), type_="check")
        batch_op.drop_column("k")
        batch_op.drop_column("vacancy")

    op.drop_table("survey_answers")
    with op.batch_alter_table("duplicate_flags", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duplicate_flags_state_found_at"))
        batch_op.drop_index(batch_op.f("ix_duplicate_flags_second_id"))
        batch_op.drop_index(batch_op.f("ix_duplicate_flags_decided_by_id"))

    op.drop_table("duplicate_flags")
    with op.batch_alter_table("candidate_profiles", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_candidate_profiles_version"))

    op.drop_table("candidate_profiles")
    op.drop_table("candidate_occupations")
    with op.batch_alter_table("stops", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_stops_active",
            sqlite_where=sa.text("is_active"),
            postgresql_where=sa.text("is_active"),
        )
        batch_op.drop_index(batch_op.f("ix_stops_started_by_id"))
        batch_op.drop_index(batch_op.f("ix_stops_ended_by_id"))

    op.drop_table("stops")
    with op.batch_alter_table("personal_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_personal_links_user_id"))
        batch_op.drop_index(batch_op.f("ix_personal_links_expires_at"))

    op.drop_table("personal_links")
    with op.batch_alter_table("import_runs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_runs_by_id"))
        batch_op.drop_index(batch_op.f("ix_import_runs_at"))

    op.drop_table("import_runs")
    with op.batch_alter_table("login_attempts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_attempts_email_hash_at"))
        batch_op.drop_index(batch_op.f("ix_login_attempts_at"))
        batch_op.drop_index(batch_op.f("ix_login_attempts_address_hash_at"))

    op.drop_table("login_attempts")
    op.drop_table("data_state")
