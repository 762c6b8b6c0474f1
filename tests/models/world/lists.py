"""Vacancies, and the lists made for them."""

from tests.models.world.names import (
    CANARY,
    CANDIDATE,
    COACH,
    DIGEST,
    ENTRY,
    ORGANISATION,
    PARTNER,
    RANKING,
    SHORTLIST,
    TRACKED,
    VACANCY,
    VERSION,
    Row,
    Rows,
    moment,
    uid,
)

_APPROVED: Row = {
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
    "returned_at": None,
    "returned_by_id": None,
    "return_reason": None,
}
_RETURNED: Row = {
    "approved_at": None,
    "approved_by_id": None,
    "returned_at": moment(2),
    "returned_by_id": COACH,
    "return_reason": "De eisen spreken elkaar tegen.",
}

LISTS: Rows = {
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
    "vacancy_versions": [_APPROVED, {**_APPROVED, "id": uid(51), "number": 2, **_RETURNED}],
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
            "vacancy": {"id": "V001"},
            "k": 20,
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
}
