"""One legal row for every table, which hang together: the ground of most tests here.

`CANARY` stands in every text about the candidate, so that a search shows what erasure left.
"""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Table

from models import metadata
from models.audit import GENESIS

CANARY = "KANARIE"
Row = dict[str, Any]


def uid(number: int) -> UUID:
    return UUID(int=0x5C4A_0000 + number)


def moment(day: int) -> datetime:
    return datetime(2026, 11, day, 12, tzinfo=UTC)


ORGANISATION, PARTNER, COACH, PERSON, PROGRAMME, MODULE, CANDIDATE, CLAIM = map(uid, range(1, 9))
VACANCY, VERSION, RANKING, SHORTLIST, ENTRY, TOKEN = map(uid, range(11, 17))
DIGEST = "ab" * 32
TRACKED: Row = {"created_at": moment(1), "updated_at": moment(1), "revision": 1}

WORLD: dict[str, list[Row]] = {
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
    "data_state": [{"id": 1, "version": 1, "as_of": date(2026, 11, 1)}],
    "stops": [
        {
            "id": uid(35),
            "is_active": True,
            "reason": "Fout in de bron.",
            "started_at": moment(2),
            "started_by_id": COACH,
            "ended_at": None,
            "ended_by_id": None,
        }
    ],
    "import_runs": [
        {
            "id": uid(36),
            "kind": "candidates",
            "state": "done",
            "file_hash": DIGEST,
            "at": moment(1),
            "by_id": COACH,
            "added": 1,
            "updated": 0,
            "unchanged": 0,
            "problems": {},
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
    "programmes": [
        {
            **TRACKED,
            "id": PROGRAMME,
            "external_id": "P01",
            "provider_id": ORGANISATION,
            "name": "Java developer",
            "description": "",
            "education_level": 6,
            "is_active": True,
        }
    ],
    "modules": [
        {"id": MODULE, "programme_id": PROGRAMME, "position": 1, "name": "SQL", "hours": 60.0}
    ],
    "outcomes": [{"id": uid(40), "module_id": MODULE, "position": 1, "wording": "Schrijft SQL."}],
    "module_skills": [{"module_id": MODULE, "skill": "sql", "level": 3}],
    "programme_coaches": [{"programme_id": PROGRAMME, "user_id": COACH}],
    "candidates": [
        {
            **TRACKED,
            "id": CANDIDATE,
            "external_id": f"C001-{CANARY}",
            "user_id": PERSON,
            "state": "looking",
            "state_since": moment(1),
            "cv_text": f"{CANARY} SQL",
            "place": f"{CANARY}dorp",
            "hours_min": 24.0,
            "hours_max": 36.0,
            "education_level": 6,
            "licence_to_work": True,
            "max_travel_km": 30.0,
            "available_from": date(2026, 12, 1),
        }
    ],
    "contacts": [
        {
            "candidate_id": CANDIDATE,
            "name": CANARY,
            "email": f"{CANARY.lower()}@example.org",
            "phone": CANARY,
        }
    ],
    "enrolments": [
        {
            "candidate_id": CANDIDATE,
            "programme_id": PROGRAMME,
            "completed_on": date(2026, 6, 1),
        }
    ],
    "candidate_languages": [{"candidate_id": CANDIDATE, "code": "nl", "cefr": "B2"}],
    "candidate_work_modes": [{"candidate_id": CANDIDATE, "mode": "hybrid"}],
    "candidate_wishes": [{"candidate_id": CANDIDATE, "position": 1, "occupation": CANARY}],
    "candidate_occupations": [
        {"candidate_id": CANDIDATE, "occupation": f"{CANARY}", "position": 1}
    ],
    "candidate_profiles": [
        {"candidate_id": CANDIDATE, "version": 1, "in_pool": True, "profile": {"id": CANARY}}
    ],
    "survey_answers": [
        {
            "candidate_id": CANDIDATE,
            "question": "age_group",
            "answer": CANARY,
            "answered_at": moment(2),
        }
    ],
    "claims": [
        {
            **TRACKED,
            "id": CLAIM,
            "candidate_id": CANDIDATE,
            "skill": "sql",
            "level": 3,
            "kind": "module",
            "source": CANARY,
            "quote": CANARY,
            "span_start": 0,
            "span_end": 7,
            "module_id": MODULE,
            "dated_on": date(2026, 6, 1),
            "attester": "Codehuis",
            "strength": 9000,
            "certainty": 10_000,
            "state": "confirmed",
            "verified_by_id": COACH,
            "verified_at": moment(2),
        },
        {
            **TRACKED,
            "id": uid(9),
            "candidate_id": CANDIDATE,
            "skill": "python",
            "level": None,
            "kind": "self",
            "source": "interview",
            "quote": "",
            "span_start": None,
            "span_end": None,
            "module_id": None,
            "dated_on": None,
            "attester": None,
            "strength": 3000,
            "certainty": 10_000,
            "state": "proposed",
            "verified_by_id": None,
            "verified_at": None,
        },
    ],
    "vacancies": [
        {
            **TRACKED,
            "id": VACANCY,
            "organisation_id": ORGANISATION,
            "external_id": "V001",
            "state": "open",
            "ended_at": None,
        }
    ],
    "vacancy_versions": [
        {
            "id": VERSION,
            "vacancy_id": VACANCY,
            "number": 1,
            "title": "Databasebeheerder",
            "description": "SQL",
            "positions": 1,
            "start_by": None,
            "place": "Rotterdam",
            "hours_min": 32.0,
            "hours_max": 40.0,
            "education_level": 6,
            "licence_to_work": None,
            "created_at": moment(1),
            "created_by_id": PARTNER,
            "approved_at": moment(2),
            "approved_by_id": COACH,
        }
    ],
    "requirements": [
        {
            "id": uid(50),
            "version_id": VERSION,
            "skill": "sql",
            "importance": "must",
            "level": 3,
            "certainty": 10_000,
            "origin": "text",
            "quote": "SQL",
            "span_start": 0,
            "span_end": 3,
        }
    ],
    "version_languages": [{"version_id": VERSION, "code": "nl", "cefr": "B1"}],
    "version_work_modes": [{"version_id": VERSION, "mode": "onsite"}],
    "rankings": [
        {
            "id": RANKING,
            "version_id": VERSION,
            "made_at": moment(2),
            "data_version": 7,
            "taxonomy": DIGEST,
            "config": {},
            "code_version": "0.1.0",
            "seed": 0,
            "pool": 20,
            "eligible": 10,
            "result": DIGEST,
        }
    ],
    "shortlists": [
        {
            **TRACKED,
            "id": SHORTLIST,
            "version_id": VERSION,
            "ranking_id": RANKING,
            "state": "released",
            "reviewer_id": COACH,
            "review_started_at": moment(3),
            "released_by_id": COACH,
            "released_at": moment(4),
            "closed_at": None,
            "withdrawn_at": None,
        }
    ],
    "entries": [
        {
            **TRACKED,
            "id": ENTRY,
            "shortlist_id": SHORTLIST,
            "place": 1,
            "ranked_place": 2,
            "band": 1,
            "is_control": False,
            "decision": "excluded",
            "reason": "evidence_wrong",
            "move_reason": "stronger_than_shown",
            "decided_by_id": COACH,
            "decided_at": moment(3),
        }
    ],
    "entry_subjects": [
        {
            "entry_id": ENTRY,
            "shortlist_id": SHORTLIST,
            "candidate_id": CANDIDATE,
            "score": 7037,
            "explanation": {"quote": CANARY},
            "note": CANARY,
        }
    ],
    "pseudonyms": [
        {
            "vacancy_id": VACANCY,
            "candidate_id": CANDIDATE,
            "alias": f"{CANARY}-7",
            "created_at": moment(3),
        }
    ],
    "consents": [
        {
            "id": uid(60),
            "candidate_id": CANDIDATE,
            "kind": "pool",
            "vacancy_id": None,
            "state": "given",
            "wording": "pool-1",
            "asked_at": moment(1),
            "answered_at": moment(2),
            "withdrawn_at": None,
            "recorded_by_id": PERSON,
        },
        {
            "id": uid(61),
            "candidate_id": CANDIDATE,
            "kind": "reveal",
            "vacancy_id": VACANCY,
            "state": "withdrawn",
            "wording": "reveal-1",
            "asked_at": moment(1),
            "answered_at": moment(2),
            "withdrawn_at": moment(3),
            "recorded_by_id": PERSON,
        },
    ],
    "feedback": [
        {
            "id": uid(62),
            "entry_id": ENTRY,
            "kind": "declined",
            "reason": "skills",
            "given_by_id": PARTNER,
            "given_at": moment(5),
        }
    ],
    "audit_events": [
        {
            "sequence": 1,
            "at": moment(1),
            "kind": "consent",
            "actor": PERSON,
            "actor_role": "candidate",
            "subject_type": "candidate",
            "subject": CANDIDATE,
            "commitment": DIGEST,
            "previous_hash": GENESIS,
            "hash": "c1" * 32,
        }
    ],
    "audit_openings": [
        {
            "sequence": 1,
            "candidate_id": CANDIDATE,
            "salt": b"0123456789abcdef",
            "content": {"what": CANARY},
        }
    ],
}

NEXT_EVENT: Row = {
    **WORLD["audit_events"][0],
    "sequence": 2,
    "previous_hash": "c1" * 32,
    "hash": "c2" * 32,
}
"""The event that may come after the one above."""


def settle(connection: Connection) -> None:
    """Insert the world."""
    for table in metadata.sorted_tables:
        connection.execute(table.insert(), WORLD[table.name])


def second_row(table: Table, changes: Row) -> Row:
    """The first legal row of a table under another id, with changes."""
    base = NEXT_EVENT if table.name == "audit_events" else WORLD[table.name][0]
    fresh = {"id": uuid4()} if "id" in table.columns else {}
    return {**base, **fresh, **changes}
