"""Feedback: its order, what interest and hiring set going, and who may give it."""

from uuid import UUID

import pytest

from models import Candidate
from service.words import AuditKind, CandidateState, ConsentKind, ConsentState
from tests.service.api.people import found
from tests.service.gate.scene import Scene, audited


@pytest.fixture
def list_id(scene: Scene) -> str:
    """A released list."""
    return scene.released()


def first(scene: Scene, list_id: str) -> tuple[str, UUID]:
    """The first entry, and who it is about."""
    entry_id: str = scene.read(list_id)["entries"][0]["id"]
    return entry_id, scene.subject_of(list_id, entry_id)


def test_interest_asks_and_hiring_places(scene: Scene, list_id: str) -> None:
    entry_id, who = first(scene, list_id)
    for early in ("interview", "hired"):
        assert scene.say(list_id, entry_id, early).status_code == 409
    said = found(scene.say(list_id, entry_id, "interest"), 201)
    assert (said["entry"]["reveal"], said["entry"]["feedback"]) == ("asked", ["interest"])
    assert scene.say(list_id, entry_id, "interview").status_code == 409
    scene.answer(who, ConsentKind.REVEAL, ConsentState.GIVEN)
    found(scene.say(list_id, entry_id, "interview"), 201)
    hired = found(scene.say(list_id, entry_id, "hired"), 201)
    assert hired["entry"]["person"]
    with scene.alliance.services.database.reading() as session:
        row = session.get_one(Candidate, who)
        assert (row.state, row.state_since) == (
            CandidateState.PLACED,
            scene.alliance.services.clock(),
        )
    assert entry_id in [each["id"] for each in scene.read(list_id)["entries"]]
    for late in ("interest", "hired"):
        assert scene.say(list_id, entry_id, late).status_code == 409
    given = audited(scene.alliance, AuditKind.FEEDBACK)
    assert [each.content["what"] for each in given] == ["interest", "interview", "hired"]
    assert {each.candidate for each in given} == {who}


def test_who_is_hired_is_on_no_other_list(scene: Scene, list_id: str) -> None:
    entry_id, who = first(scene, list_id)
    alliance = scene.alliance
    scene.vacancy, _ = alliance.vacancy(scene.organisation, approver=scene.coaches[0].id)
    other = scene.released()
    found(scene.say(list_id, entry_id, "interest"), 201)
    scene.answer(who, ConsentKind.REVEAL, ConsentState.GIVEN)
    found(scene.say(list_id, entry_id, "interview"), 201)
    assert len(scene.read(other)["entries"]) == 12
    found(scene.say(list_id, entry_id, "hired"), 201)
    assert len(scene.read(other)["entries"]) == 11


def test_declining_has_a_reason_and_ends(scene: Scene, list_id: str) -> None:
    entry_id, _ = first(scene, list_id)
    assert scene.say(list_id, entry_id, "declined").status_code == 422
    assert scene.say(list_id, entry_id, "interest", reason="skills").status_code == 422
    said = found(scene.say(list_id, entry_id, "declined", reason="skills"), 201)
    assert (said["kind"], said["reason"]) == ("declined", "skills")
    assert scene.say(list_id, entry_id, "interest").status_code == 409


def test_who_refused_is_not_asked_again(scene: Scene, list_id: str) -> None:
    entry_id, who = first(scene, list_id)
    found(scene.say(list_id, entry_id, "interest"), 201)
    scene.answer(who, ConsentKind.REVEAL, ConsentState.REFUSED)
    found(scene.partner.client.post(f"/api/shortlists/{list_id}/withdraw"))
    again = scene.released()
    entry_id = next(
        each["id"]
        for each in scene.read(again)["entries"]
        if scene.subject_of(again, each["id"]) == who
    )
    said = found(scene.say(again, entry_id, "interest"), 201)
    assert said["entry"]["reveal"] == "refused"
    asked = [x for x in audited(scene.alliance, AuditKind.CONSENT) if x.candidate == who]
    assert len(asked) == 1


def test_a_repeated_step_is_said_once(scene: Scene, list_id: str) -> None:
    entry_id, _ = first(scene, list_id)
    path = f"/api/shortlists/{list_id}/entries/{entry_id}/feedback"
    headers = {"Idempotency-Key": "k1"}
    body = {"kind": "interest"}
    once = scene.partner.client.post(path, json=body, headers=headers)
    again = scene.partner.client.post(path, json=body, headers=headers)
    assert found(once, 201)["id"] == found(again, 201)["id"]


def test_nobody_speaks_of_what_they_do_not_see(scene: Scene) -> None:
    list_id = scene.request()
    entry_id = scene.review(list_id)["entries"][0]["id"]
    assert scene.say(list_id, entry_id, "interest").status_code == 404
    coach = scene.coaches[0].client
    path = f"/api/shortlists/{list_id}/entries/{entry_id}/feedback"
    assert coach.post(path, json={"kind": "interest"}).status_code == 403
