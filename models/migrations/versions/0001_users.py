"""Organisations, users and what they log in with."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "organisations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_employer", sa.Boolean(), nullable=False),
        sa.Column("is_school", sa.Boolean(), nullable=False),
        sa.Column("is_public_body", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("lists_per_day", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "is_employer OR is_school OR is_public_body", name=op.f("ck_organisations_kind_any")
        ),
        sa.CheckConstraint(
            "length(trim(external_id)) BETWEEN 1 AND 200",
            name=op.f("ck_organisations_external_id_length"),
        ),
        sa.CheckConstraint(
            "length(trim(name)) BETWEEN 1 AND 200", name=op.f("ck_organisations_name_length")
        ),
        sa.CheckConstraint(
            "lists_per_day BETWEEN 0 AND 1000", name=op.f("ck_organisations_lists_per_day_range")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("external_id", name=op.f("uq_organisations_external_id")),
        sa.UniqueConstraint("name", name=op.f("uq_organisations_name")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(email IS NOT NULL) = (state <> 'erased')", name=op.f("ck_users_email_erased")
        ),
        sa.CheckConstraint("language IN ('nl', 'en')", name=op.f("ck_users_language_known")),
        sa.CheckConstraint(
            "name IS NULL OR (state <> 'erased')", name=op.f("ck_users_name_erased")
        ),
        sa.CheckConstraint(
            "password_hash IS NULL OR (state <> 'erased')", name=op.f("ck_users_password_erased")
        ),
        sa.CheckConstraint(
            "state IN ('invited', 'active', 'disabled', 'erased')",
            name=op.f("ck_users_state_known"),
        ),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_users_email_lower")),
        sa.CheckConstraint(
            "length(trim(email)) BETWEEN 1 AND 254", name=op.f("ck_users_email_length")
        ),
        sa.CheckConstraint(
            "length(trim(name)) BETWEEN 1 AND 200", name=op.f("ck_users_name_length")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
    )
    op.create_table(
        "api_tokens",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "created_at <= last_used_at", name=op.f("ck_api_tokens_last_used_at_order")
        ),
        sa.CheckConstraint("created_at <= revoked_at", name=op.f("ck_api_tokens_revoked_at_order")),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_api_tokens_expires_later")),
        sa.CheckConstraint(
            "length(token_hash) = 64 AND token_hash = lower(token_hash)",
            name=op.f("ck_api_tokens_token_hash_digest"),
        ),
        sa.CheckConstraint(
            "length(trim(hint)) BETWEEN 1 AND 12", name=op.f("ck_api_tokens_hint_length")
        ),
        sa.CheckConstraint(
            "length(trim(name)) BETWEEN 1 AND 100", name=op.f("ck_api_tokens_name_length")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_api_tokens_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_tokens_token_hash")),
        sa.UniqueConstraint("user_id", "name", name=op.f("uq_api_tokens_user_id_name")),
    )
    op.create_index(op.f("ix_api_tokens_expires_at"), "api_tokens", ["expires_at"], unique=False)
    op.create_table(
        "idempotency_keys",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("operation", sa.String(), nullable=False),
        sa.Column("request_hash", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("resource_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(status IS NULL) = (completed_at IS NULL)",
            name=op.f("ck_idempotency_keys_status_completed_at"),
        ),
        sa.CheckConstraint(
            "created_at <= completed_at", name=op.f("ck_idempotency_keys_completed_at_order")
        ),
        sa.CheckConstraint(
            "expires_at > created_at", name=op.f("ck_idempotency_keys_expires_later")
        ),
        sa.CheckConstraint(
            "length(request_hash) = 64 AND request_hash = lower(request_hash)",
            name=op.f("ck_idempotency_keys_request_hash_digest"),
        ),
        sa.CheckConstraint(
            "length(trim(key)) BETWEEN 1 AND 200", name=op.f("ck_idempotency_keys_key_length")
        ),
        sa.CheckConstraint(
            "length(trim(operation)) BETWEEN 1 AND 200",
            name=op.f("ck_idempotency_keys_operation_length"),
        ),
        sa.CheckConstraint(
            "status BETWEEN 200 AND 599", name=op.f("ck_idempotency_keys_status_range")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_idempotency_keys_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "key", name=op.f("pk_idempotency_keys")),
    )
    op.create_index(
        op.f("ix_idempotency_keys_expires_at"), "idempotency_keys", ["expires_at"], unique=False
    )
    op.create_table(
        "login_sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "created_at <= last_seen_at", name=op.f("ck_login_sessions_last_seen_at_order")
        ),
        sa.CheckConstraint(
            "created_at <= revoked_at", name=op.f("ck_login_sessions_revoked_at_order")
        ),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_login_sessions_expires_later")),
        sa.CheckConstraint(
            "length(token_hash) = 64 AND token_hash = lower(token_hash)",
            name=op.f("ck_login_sessions_token_hash_digest"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_login_sessions_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_login_sessions_token_hash")),
    )
    op.create_index(
        op.f("ix_login_sessions_expires_at"), "login_sessions", ["expires_at"], unique=False
    )
    op.create_index(op.f("ix_login_sessions_user_id"), "login_sessions", ["user_id"], unique=False)
    op.create_table(
        "user_roles",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(organisation_id IS NOT NULL) = (role = 'partner')",
            name=op.f("ck_user_roles_organisation_of_partner"),
        ),
        sa.CheckConstraint(
            "role IN ('partner', 'coach', 'evaluator', 'programme_manager', 'candidate', 'admin')",
            name=op.f("ck_user_roles_role_known"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_user_roles_organisation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_user_roles_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_roles")),
        sa.UniqueConstraint(
            "user_id",
            "organisation_id",
            "role",
            name=op.f("uq_user_roles_user_id_organisation_id_role"),
        ),
    )
    op.create_index(
        op.f("ix_user_roles_organisation_id"), "user_roles", ["organisation_id"], unique=False
    )
    op.create_index(
        "uq_user_roles_user_id_role",
        "user_roles",
        ["user_id", "role"],
        unique=True,
        sqlite_where=sa.text("organisation_id IS NULL"),
        postgresql_where=sa.text("organisation_id IS NULL"),
    )
    op.create_table(
        "api_token_scopes",
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.CheckConstraint(
            "length(trim(scope)) BETWEEN 1 AND 60", name=op.f("ck_api_token_scopes_scope_length")
        ),
        sa.CheckConstraint("scope = lower(scope)", name=op.f("ck_api_token_scopes_scope_lower")),
        sa.ForeignKeyConstraint(
            ["token_id"],
            ["api_tokens.id"],
            name=op.f("fk_api_token_scopes_token_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token_id", "scope", name=op.f("pk_api_token_scopes")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("api_token_scopes")
    op.drop_index(
        "uq_user_roles_user_id_role",
        table_name="user_roles",
        sqlite_where=sa.text("organisation_id IS NULL"),
        postgresql_where=sa.text("organisation_id IS NULL"),
    )
    op.drop_index(op.f("ix_user_roles_organisation_id"), table_name="user_roles")
    op.drop_table("user_roles")
    op.drop_index(op.f("ix_login_sessions_user_id"), table_name="login_sessions")
    op.drop_index(op.f("ix_login_sessions_expires_at"), table_name="login_sessions")
    op.drop_table("login_sessions")
    op.drop_index(op.f("ix_idempotency_keys_expires_at"), table_name="idempotency_keys")
    op.drop_table("idempotency_keys")
    op.drop_index(op.f("ix_api_tokens_expires_at"), table_name="api_tokens")
    op.drop_table("api_tokens")
    op.drop_table("users")
    op.drop_table("organisations")
