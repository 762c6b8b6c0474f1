"""Role × operation × (own, foreign, missing object), for every operation of the OpenAPI document.

Nobody gets 401, a role without a line in the policy 403, and what is foreign or missing the same
404. That somebody may do an operation shows in any other answer: one that is done, or one that
says what is wrong with the request.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func
from sqlmodel import Session, select

from models import AuditEvent, LoginAttempt, metadata
from service.access.policy import POLICY
from service.words import Role
from tests.service.api.belongings import Ids, Side, make_side
from tests.service.api.openapi import Operation, operations, turn
from tests.service.api.people import Alliance, found

NOT_THERE: Mapping[str, object] = {"number": 99, "skill_id": "no-skill", "kind": "nothing"}
NAMES_NO_OBJECT = frozenset({"skill_id", "kind", "number"})
"""Parameters that name nothing of anybody."""

SEES_ALL: Mapping[Role, frozenset[str]] = {
    Role.ADMIN: frozenset(
        {
            *("organisation_id", "programme_id", "candidate_id", "claim_id", "consent_id"),
            *("duplicate_id", "vacancy_id", "shortlist_id", "entry_id", "user_id", "role_id"),
            "import_id",
        }
    ),
    Role.COACH: frozenset(
        {"organisation_id", "programme_id", "vacancy_id", "shortlist_id", "user_id", "import_id"}
    ),
    Role.PROGRAMME_MANAGER: frozenset({"organisation_id", "programme_id", "import_id"}),
    Role.EVALUATOR: frozenset({"programme_id", "run_id", "other_id", "query_id"}),
}
"""Whose objects of a kind are never foreign to a role."""

GONE: Mapping[tuple[str, Role], int] = {
    ("give_feedback", Role.PARTNER): 404,  # the list is not released, so nothing on it is there
    ("erase_candidate", Role.COACH): 404,  # an administrator was first
    ("erase_own_data", Role.CANDIDATE): 401,
    ("log_out", Role.CANDIDATE): 401,
}
"""What somebody may do, but is not there (any more) when it is their turn."""


def ask(client: TestClient, operation: Operation, ids: Ids) -> Any:
    """Send the example of an operation."""
    options: dict[str, Any] = {"params": operation.query, "headers": {"If-Match": '"1"'}}
    if operation.is_upload:
        options["files"] = {"file": ("cv.txt", b"Ik werk met Java en SQL.", "text/plain")}
    elif operation.body is not None:
        theirs = {"candidate_id": str(ids["candidate_id"])} if operation.id == "add_entry" else {}
        options["json"] = {**operation.body, **theirs}
    return client.request(operation.method, operation.url(ids), **options)


def lines(alliance: Alliance) -> Sequence[Operation]:
    """All operations, those that take something away last."""
    document = found(alliance.client().get("/api/openapi.json"))
    return sorted(operations(document), key=lambda each: turn(each.id))


def refusals(
    operations: Sequence[Operation], side: Side, other: Side
) -> Iterator[tuple[str, Any, Any]]:
    """What must be refused: a name, the answer, and the one that it must equal."""
    nobody = side.scene.alliance.client()
    for operation in operations:
        rule = POLICY[operation.id]
        if rule.is_public:
            continue
        yield f"nobody {operation.id}", ask(nobody, operation, side.ids(Role.ADMIN)), 401
        for role, person in side.people.items():
            own = side.ids(role)
            if role not in rule.roles:
                yield f"{role} {operation.id}", ask(person.client, operation, own), 403
                continue
            for name in operation.parameters:
                gone = {**own, name: NOT_THERE.get(name, UUID(int=0x5C4A))}
                missing = ask(person.client, operation, gone)
                yield f"{role} {operation.id}: no {name}", missing, 404
                if name in NAMES_NO_OBJECT or name in SEES_ALL.get(role, ()):
                    continue
                foreign = ask(person.client, operation, {**own, name: other.ids(role)[name]})
                yield f"{role} {operation.id}: foreign {name}", foreign, missing


def is_as_expected(answer: Any, expected: Any) -> bool:
    if isinstance(expected, int):
        fits = (expected, 422) if expected == 404 else (expected,)  # no such kind of file: 422
        return answer.status_code in fits
    return (answer.status_code, answer.json()) == (expected.status_code, expected.json())


def counts(session: Session) -> Mapping[str, int]:
    """How many rows each table has, but those that tell of refusals."""
    telling = {AuditEvent.__tablename__, "audit_openings", LoginAttempt.__tablename__}
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0
        for table in metadata.sorted_tables
        if table.name not in telling
    }


def test_every_operation_by_every_role(alliance: Alliance) -> None:
    side, other = make_side(alliance), make_side(alliance)
    all_operations = lines(alliance)
    with alliance.services.database.reading() as session:
        before = counts(session)
    wrong = [
        f"{name}: {answer.status_code} {answer.text[:200]}"
        for name, answer, expected in refusals(all_operations, side, other)
        if not is_as_expected(answer, expected)
    ]
    with alliance.services.database.reading() as session:
        assert counts(session) == before
    for operation in all_operations:
        for role in sorted(POLICY[operation.id].roles):
            ids = side.ids(role)
            if operation.id.endswith("programme_coach"):
                ids = {**ids, "user_id": ids["coach_id"]}
            answer = ask(side.people[role].client, operation, ids)
            expected = GONE.get((operation.id, role))
            refused = answer.status_code in (401, 403, 404) or answer.status_code >= 500
            if answer.status_code != expected if expected else refused:
                wrong.append(f"{role} {operation.id}: {answer.status_code} {answer.text[:200]}")
    assert not wrong, "\n".join(wrong)


def test_every_line_of_the_policy_has_an_operation(alliance: Alliance) -> None:
    assert {each.id for each in lines(alliance)} == set(POLICY)


@pytest.mark.parametrize("operation", POLICY)
def test_a_line_is_public_or_for_somebody(operation: str) -> None:
    assert POLICY[operation].is_public != bool(POLICY[operation].roles)
