"""Programmes, and the candidates who follow them."""

from datetime import date

from tests.models.world.names import (
    CANARY,
    CANDIDATE,
    CLAIM,
    COACH,
    MODULE,
    NEIGHBOUR,
    ORGANISATION,
    PERSON,
    PROGRAMME,
    TRACKED,
    VACANCY,
    Row,
    Rows,
    moment,
    uid,
)

_CANDIDATE: Row = {
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
_NEIGHBOUR: Row = {
    "id": NEIGHBOUR,
    "external_id": "C002",
    "user_id": None,
    "cv_text": "",
    "place": "Delft",
}

PEOPLE: Rows = {
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
    "candidates": [_CANDIDATE, {**_CANDIDATE, **_NEIGHBOUR}],
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
    "candidate_occupations": [{"candidate_id": CANDIDATE, "occupation": CANARY, "position": 1}],
    "duplicate_flags": [
        {
            "id": uid(37),
            "first_id": CANDIDATE,
            "second_id": NEIGHBOUR,
            "reason": f"{CANARY}: phone",
            "state": "same",
            "found_at": moment(2),
            "decided_by_id": COACH,
            "decided_at": moment(3),
        }
    ],
    "candidate_profiles": [
        {"candidate_id": CANDIDATE, "version": 1, "in_pool": True, "profile": {"id": CANARY}}
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
    "survey_answers": [
        {
            "candidate_id": CANDIDATE,
            "question": "age_group",
            "answer": CANARY,
            "answered_at": moment(2),
        }
    ],
}
