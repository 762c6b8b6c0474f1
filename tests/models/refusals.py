"""Rows that the database must refuse: (table, what is changed in its legal row, constraint).

Lengths, words, ranges and digests are found by the names of their checks; the rest stands here.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import CheckConstraint

from models import metadata
from models.audit import GENESIS
from tests.models.world import (
    CANDIDATE,
    COACH,
    MODULE,
    NEIGHBOUR,
    ORGANISATION,
    PARTNER,
    VACANCY,
    Row,
    moment,
)

Refusal = tuple[str, Row, str]

_BAD_VALUES: dict[str, tuple[Any, ...]] = {
    "_length": ("", "   ", "x" * 2001),
    "_known": ("nonsense", ""),
    "_digest": ("abc", "AB" * 32),
}
_TOO_LOW, _TOO_HIGH = -1, 10_000_001
_ONE_WAY = {"hours_min": (_TOO_LOW,), "hours_max": (_TOO_HIGH,)}
_WIDE = dict.fromkeys(("data_version", "seed", "version"), 2**53 + 1)

_ERASED: Row = {"state": "erased", "email": None, "name": None, "password_hash": None}
_LATER, _EARLIER = moment(28), moment(1).replace(year=2020)
_RETURNED: Row = {
    "approved_at": None,
    "approved_by_id": None,
    "returned_at": _LATER,
    "returned_by_id": COACH,
}

LISTED: list[Refusal] = [
    ("organisations", {"is_employer": False}, "kind_any"),
    ("users", {"email": "Partner@example.org"}, "email_lower"),
    ("users", {"email": None}, "email_erased"),
    ("users", {**_ERASED, "email": "x@example.org"}, "email_erased"),
    ("users", {**_ERASED, "name": "x"}, "name_erased"),
    ("users", {**_ERASED, "password_hash": "x"}, "password_erased"),
    ("user_roles", {"role": "partner"}, "organisation_of_partner"),
    ("user_roles", {"organisation_id": ORGANISATION}, "organisation_of_partner"),
    ("login_sessions", {"expires_at": _EARLIER}, "expires_later"),
    ("login_sessions", {"last_seen_at": _EARLIER}, "last_seen_at_order"),
    ("login_sessions", {"revoked_at": _EARLIER}, "revoked_at_order"),
    ("api_tokens", {"expires_at": moment(1)}, "expires_later"),
    ("api_tokens", {"last_used_at": _EARLIER}, "last_used_at_order"),
    ("api_tokens", {"revoked_at": _EARLIER}, "revoked_at_order"),
    ("api_token_scopes", {"scope": "Vacancies"}, "scope_lower"),
    ("personal_links", {"expires_at": moment(1)}, "expires_later"),
    ("personal_links", {"used_at": _EARLIER}, "used_at_order"),
    ("personal_links", {"revoked_at": _EARLIER}, "revoked_at_order"),
    ("idempotency_keys", {"expires_at": moment(1)}, "expires_later"),
    ("idempotency_keys", {"completed_at": _EARLIER}, "completed_at_order"),
    ("idempotency_keys", {"status": None}, "status_completed_at"),
    ("idempotency_keys", {"completed_at": None}, "status_completed_at"),
    ("data_state", {"id": 2}, "single"),
    ("stops", {"is_active": False}, "ended_active"),
    ("stops", {"ended_at": _LATER, "ended_by_id": COACH}, "ended_active"),
    ("stops", {"ended_by_id": COACH}, "ended_by_id_ended_at"),
    (
        "stops",
        {"ended_at": _EARLIER, "ended_by_id": COACH, "is_active": False},
        "ended_at_order",
    ),
    ("import_runs", {"state": "refused"}, "refused_nothing"),
    ("modules", {"hours": 0}, "hours_positive"),
    ("candidates", {"hours_min": 37}, "hours_max_order"),
    ("contacts", {"email": "A@example.org"}, "email_lower"),
    ("candidate_languages", {"code": "NL"}, "code_iso"),
    ("candidate_languages", {"code": "dut"}, "code_iso"),
    ("version_languages", {"code": "n"}, "code_iso"),
    ("duplicate_flags", {"second_id": CANDIDATE}, "pair_order"),
    ("duplicate_flags", {"first_id": NEIGHBOUR, "second_id": CANDIDATE}, "pair_order"),
    ("duplicate_flags", {"state": "open"}, "decided_state"),
    ("duplicate_flags", {"decided_by_id": None}, "decided_by_id_decided_at"),
    ("duplicate_flags", {"decided_at": _EARLIER}, "decided_at_order"),
    ("claims", {"span_end": None}, "span_start_span_end"),
    ("claims", {"span_start": 7}, "span_order"),
    ("claims", {"span_start": -1}, "span_order"),
    ("claims", {"verified_at": None}, "verified_by_id_verified_at"),
    ("claims", {"verified_by_id": None}, "verified_by_id_verified_at"),
    (
        "claims",
        {"kind": "coach", "module_id": None, "verified_at": None, "verified_by_id": None},
        "coach_verified",
    ),
    ("claims", {"kind": "work", "module_id": MODULE}, "module_kind"),
    ("consents", {"vacancy_id": VACANCY}, "vacancy_of_reveal"),
    ("consents", {"kind": "reveal"}, "vacancy_of_reveal"),
    ("consents", {"answered_at": None}, "answered_state"),
    ("consents", {"state": "asked"}, "answered_state"),
    ("consents", {"state": "withdrawn"}, "withdrawn_state"),
    ("consents", {"withdrawn_at": moment(3)}, "withdrawn_state"),
    ("consents", {"answered_at": _EARLIER}, "answered_at_order"),
    ("consents", {"state": "withdrawn", "withdrawn_at": _EARLIER}, "withdrawn_at_order"),
    ("vacancies", {"state": "closed"}, "ended_state"),
    ("vacancies", {"ended_at": _LATER}, "ended_state"),
    ("vacancies", {"state": "withdrawn", "ended_at": _EARLIER}, "ended_at_order"),
    ("vacancy_versions", {"approved_by_id": None}, "approved_by_id_approved_at"),
    ("vacancy_versions", {"approved_at": None}, "approved_by_id_approved_at"),
    ("vacancy_versions", {"approved_at": _EARLIER}, "approved_at_order"),
    ("vacancy_versions", _RETURNED, "return_reason_returned_at"),
    (
        "vacancy_versions",
        {**_RETURNED, "return_reason": "x", "returned_by_id": None},
        "returned_by_id_returned_at",
    ),
    (
        "vacancy_versions",
        {"returned_at": _LATER, "returned_by_id": COACH, "return_reason": "x"},
        "approved_or_returned",
    ),
    (
        "vacancy_versions",
        {**_RETURNED, "return_reason": "x", "returned_at": _EARLIER},
        "returned_at_order",
    ),
    ("vacancy_versions", {"hours_min": 41}, "hours_max_order"),
    ("requirements", {"span_start": None}, "span_start_span_end"),
    ("requirements", {"span_end": 0}, "span_order"),
    ("rankings", {"eligible": 21}, "pool_eligible"),
    ("rankings", {"eligible": -1}, "pool_eligible"),
    ("shortlists", {"reviewer_id": None}, "reviewer_id_review_started_at"),
    ("shortlists", {"released_by_id": None}, "released_by_id_released_at"),
    (
        "shortlists",
        {"state": "draft", "released_by_id": None, "released_at": None},
        "draft_untouched",
    ),
    ("shortlists", {"state": "in_review"}, "release_early"),
    ("shortlists", {"released_by_id": None, "released_at": None}, "release_needed"),
    ("shortlists", {"closed_at": _LATER}, "closed_state"),
    ("shortlists", {"state": "closed"}, "closed_state"),
    ("shortlists", {"withdrawn_at": _LATER}, "withdrawn_state"),
    ("shortlists", {"state": "withdrawn"}, "withdrawn_state"),
    ("shortlists", {"released_at": _EARLIER}, "released_at_order"),
    ("shortlists", {"state": "closed", "closed_at": _EARLIER}, "closed_at_order"),
    ("shortlists", {"state": "withdrawn", "withdrawn_at": _EARLIER}, "withdrawn_at_order"),
    (
        "shortlists",
        {
            "state": "in_review",
            "reviewer_id": None,
            "review_started_at": None,
            "released_by_id": None,
            "released_at": None,
        },
        "review_started",
    ),
    (
        "shortlists",
        {
            "state": "withdrawn",
            "withdrawn_at": _LATER,
            "reviewer_id": None,
            "review_started_at": None,
        },
        "release_reviewed",
    ),
    ("entries", {"decision": "pending", "reason": None}, "decided_at_decision"),
    ("entries", {"decided_by_id": None}, "decided_by_id_decided_at"),
    ("entries", {"reason": None}, "reason_given"),
    ("entries", {"decision": "approved", "reason": None, "ranked_place": None}, "reason_given"),
    ("entries", {"decision": "approved"}, "reason_needed"),
    ("entries", {"move_reason": None}, "move_explained"),
    ("feedback", {"reason": None}, "reason_of_decline"),
    ("feedback", {"kind": "hired"}, "reason_of_decline"),
    ("audit_events", {"sequence": 0}, "sequence_positive"),
    ("audit_events", {"previous_hash": GENESIS}, "genesis"),
    ("audit_events", {"parts": b""}, "parts_whole"),
    ("audit_events", {"parts": bytes(33)}, "parts_whole"),
    ("audit_events", {"repeats": 0}, "repeats_earlier"),
    ("audit_events", {"repeats": 2**40}, "repeats_earlier"),
    ("audit_events", {"sequence": 9, "repeats": 1, "parts": bytes(32)}, "repeats_earlier"),
    ("audit_openings", {"part": -1}, "part_from_zero"),
    ("audit_openings", {"salt": b"short"}, "salt_long"),
]


def check_names() -> set[tuple[str, str]]:
    """All checks, as table and name without the prefix of the table."""
    return {
        (table.name, str(each.name).removeprefix(f"ck_{table.name}_"))
        for table in metadata.tables.values()
        for each in table.constraints
        if isinstance(each, CheckConstraint)
    }


_ALONGSIDE: dict[tuple[str, str], Row] = {
    ("feedback", "kind_known"): {"reason": None},
    ("import_runs", "state_known"): {"added": 0},
    ("vacancy_versions", "return_reason_length"): _RETURNED,
}
"""What else must change so that only the check meant is broken."""


def refusals() -> Iterator[Refusal]:
    """All rows to refuse, those of the shared checks first."""
    for table, name in sorted(check_names()):
        for suffix, values in _BAD_VALUES.items():
            if name.endswith(suffix):
                for value in values:
                    changes = {
                        name.removesuffix(suffix): value,
                        **_ALONGSIDE.get((table, name), {}),
                    }
                    yield table, changes, name
        if name.endswith("_range"):
            column = name.removesuffix("_range")
            both = (_TOO_LOW, _WIDE.get(column, _TOO_HIGH))
            for number in _ONE_WAY.get(column, both):
                yield table, {column: number}, name
    yield from LISTED


_SPOKEN: Row = {
    "skill": "python",
    "kind": "self",
    "source": "interview",
    "module_id": None,
    "span_start": None,
    "span_end": None,
}

SECOND_ROWS: list[Refusal] = [
    ("organisations", {"external_id": None}, "name"),
    ("organisations", {"name": "Another"}, "external_id"),
    ("users", {}, "email"),
    ("user_roles", {}, "user_id_role"),
    (
        "user_roles",
        {"user_id": PARTNER, "role": "partner", "organisation_id": ORGANISATION},
        "user_id_organisation_id_role",
    ),
    ("login_sessions", {}, "token_hash"),
    ("api_tokens", {"name": "Another"}, "token_hash"),
    ("api_tokens", {"token_hash": "cd" * 32}, "user_id_name"),
    ("personal_links", {}, "token_hash"),
    ("stops", {}, "active"),
    ("programmes", {"name": "Another"}, "external_id"),
    ("programmes", {"external_id": None}, "provider_id_name"),
    ("modules", {"name": "Another"}, "programme_id_position"),
    ("modules", {"position": 2}, "programme_id_name"),
    ("outcomes", {}, "module_id_position"),
    ("candidates", {"user_id": None}, "external_id"),
    ("candidates", {"external_id": None}, "user_id"),
    ("duplicate_flags", {}, "first_id_second_id"),
    ("claims", {}, "cited"),
    ("claims", _SPOKEN, "spoken"),
    ("vacancies", {}, "organisation_id_external_id"),
    ("vacancy_versions", {}, "vacancy_id_number"),
    ("requirements", {}, "version_id_skill"),
    ("shortlists", {}, "version_id"),
    ("entries", {"place": 1}, "shortlist_id_place"),
    ("consents", {}, "general"),
    ("feedback", {}, "entry_id_kind"),
    ("audit_events", {"hash": "c1" * 32}, "hash"),
    ("audit_openings", {"part": 1}, "candidate_id_sequence"),
]
