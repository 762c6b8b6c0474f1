"""Organisations, users, and all by which they get in."""

from tests.models.world.names import (
    COACH,
    DIGEST,
    ORGANISATION,
    PARTNER,
    PERSON,
    TOKEN,
    TRACKED,
    VACANCY,
    Rows,
    moment,
    uid,
)

ACCESS: Rows = {
    "organisations": [
        {
            **TRACKED,
            "id": ORGANISATION,
            "external_id": "O1",
            "name": "Gemeente Waalmonde",
            "is_employer": True,
            "is_school": False,
            "is_public_body": False,
            "is_active": True,
            "lists_per_day": 5,
        }
    ],
    "users": [
        {
            **TRACKED,
            "id": who,
            "email": f"{name}@example.org",
            "name": name,
            "password_hash": "$argon2id$",
            "state": "active",
            "language": "nl",
        }
        for who, name in ((PARTNER, "partner"), (COACH, "coach"), (PERSON, "person"))
    ],
    "user_roles": [
        {"id": uid(30), "user_id": COACH, "role": "coach", "organisation_id": None},
        {"id": uid(31), "user_id": PARTNER, "role": "partner", "organisation_id": ORGANISATION},
    ],
    "login_sessions": [
        {
            "id": uid(32),
            "user_id": PARTNER,
            "token_hash": DIGEST,
            "created_at": moment(1),
            "last_seen_at": moment(2),
            "expires_at": moment(3),
            "revoked_at": None,
        }
    ],
    "api_tokens": [
        {
            "id": TOKEN,
            "user_id": PARTNER,
            "name": "our HR system",
            "hint": "sk_ab",
            "token_hash": DIGEST,
            "created_at": moment(1),
            "last_used_at": None,
            "expires_at": moment(3),
            "revoked_at": None,
        }
    ],
    "api_token_scopes": [{"token_id": TOKEN, "scope": "vacancies:write"}],
    "personal_links": [
        {
            "id": uid(33),
            "user_id": PARTNER,
            "purpose": "password",
            "token_hash": DIGEST,
            "created_at": moment(1),
            "expires_at": moment(3),
            "used_at": None,
            "revoked_at": None,
        }
    ],
    "login_attempts": [
        {
            "id": uid(34),
            "email_hash": DIGEST,
            "address_hash": DIGEST,
            "at": moment(1),
            "succeeded": True,
        }
    ],
    "idempotency_keys": [
        {
            "user_id": PARTNER,
            "key": "k1",
            "operation": "POST /api/vacancies",
            "request_hash": DIGEST,
            "status": 201,
            "resource_id": VACANCY,
            "created_at": moment(1),
            "completed_at": moment(1),
            "expires_at": moment(2),
        }
    ],
}
