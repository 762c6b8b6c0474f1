"""The coach's gate: what a coach sees, decides, moves and adds; and what is needed to release."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlmodel import func, select

from models import AuditOpening, DuplicateFlag, Entry
from service.audit.verify import verify
from service.words import AuditKind, ConsentKind, ConsentState
from tests.service.alliances import Hands
from tests.service.api.people import Alliance, found
from tests.service.gate.scene import Scene, audited, put, staged


def test_a_coach_knows_own_candidates_and_no_others(scene: Scene, review: str) -> None:
    entries = scene.review(review)["entries"]
    mine = {str(each) for each in scene.candidates[::2]}
    shown = [each for each in entries if each["subject"]]
    assert {each["subject"]["candidate_id"] for each in shown} == mine
    assert len(entries) == 12
    foreign = next(each for each in entries if not each["subject"])
    path = f"/api/shortlists/{review}/entries/{foreign['id']}"
    coach = scene.coaches[0]
    assert put(coach, f"{path}/decision", {"decision": "approved"}, 1).status_code == 404
    assert put(coach, f"{path}/place", {"place": 1, "reason": "other"}, 1).status_code == 404
    assert coach.client.get(f"{path}/reasons").status_code == 404


def test_the_parts_of_a_score_add_up_to_it(scene: Scene, review: str) -> None:
    for entry in scene.own(review):
        parts = entry["subject"]["contributions"]
        assert sum(each["points"] for each in parts) == entry["subject"]["score"]


def test_one_coach_reviews_until_another_takes_over(scene: Scene, review: str) -> None:
    other = scene.coaches[1].client
    path = f"/api/shortlists/{review}"
    assert other.post(f"{path}/review", json={}).status_code == 409
    assert scene.start(review)["is_reviewer"]
    scene.approve_all(review)
    assert scene.release(review, scene.coaches[1]).status_code == 409
    assert scene.start(review, scene.coaches[1], take_over=True)["is_reviewer"]
    assert scene.release(review).status_code == 409
    found(scene.release(review, scene.coaches[1]))
    assert other.post(f"{path}/review", json={"take_over": True}).status_code == 409
    taken = [x for x in audited(scene.alliance, AuditKind.OVERRIDE) if "before" in x.content]
    assert [each.content["before"] for each in taken] == [str(scene.coaches[0].id)]


def test_nothing_is_decided_before_the_review(scene: Scene) -> None:
    list_id = scene.request()
    entry = scene.own(list_id)[0]
    path = f"/api/shortlists/{list_id}/entries/{entry['id']}/decision"
    assert put(scene.coaches[0], path, {"decision": "approved"}, 1).status_code == 409
    assert scene.release(list_id).status_code == 409


def test_a_decision_is_taken_back_until_release(scene: Scene, review: str) -> None:
    entry, coach = scene.own(review)[0], scene.coaches[0]
    body = {"decision": "excluded", "reason": "not_available", "note": "Op reis"}
    after = scene.decide(review, coach, entry, **body)
    assert (after["decision"], after["reason"]) == ("excluded", "not_available")
    assert scene.own(review)[0]["subject"]["note"] == "Op reis"
    after = scene.decide(review, coach, after, decision="pending")
    assert (after["decision"], after["reason"]) == ("pending", None)
    scene.approve_all(review)
    found(scene.release(review))
    path = f"/api/shortlists/{review}/entries/{entry['id']}/decision"
    assert put(coach, path, {"decision": "pending"}, 4).status_code == 409
    kinds = {
        kind: [each.subject for each in audited(scene.alliance, kind)].count(UUID(entry["id"]))
        for kind in (AuditKind.OVERRIDE, AuditKind.CHANGE, AuditKind.APPROVAL)
    }
    assert list(kinds.values()) == [1, 1, 1]


def test_a_decision_names_the_revision_that_it_is_about(scene: Scene, review: str) -> None:
    entry, coach = scene.own(review)[0], scene.coaches[0]
    path = f"/api/shortlists/{review}/entries/{entry['id']}/decision"
    assert put(coach, path, {"decision": "approved"}, None).status_code == 428
    scene.decide(review, coach, entry)
    assert put(coach, path, {"decision": "approved"}, entry["revision"]).status_code == 412


@pytest.mark.parametrize(
    "body", [{"decision": "excluded"}, {"decision": "approved", "reason": "other"}]
)
def test_a_reason_stands_with_exclusion_and_only_there(
    scene: Scene, review: str, body: dict[str, str]
) -> None:
    entry = scene.own(review)[0]
    path = f"/api/shortlists/{review}/entries/{entry['id']}/decision"
    answer = put(scene.coaches[0], path, body, entry["revision"])
    assert [each["pointer"] for each in found(answer, 422)["fields"]] == ["/reason"]


def test_every_entry_is_decided_before_release(scene: Scene, review: str) -> None:
    assert found(scene.release(review), 409)["rule"] == "undecided"
    for entry in scene.own(review):
        scene.decide(review, scene.coaches[0], entry)
    refused = found(scene.release(review), 409)
    assert (refused["rule"], "6 without" in refused["detail"]) == ("undecided", True)
    assert scene.read(review)["entries"] is None


def test_a_list_of_nobody_is_not_released(scene: Scene, review: str) -> None:
    for coach in scene.coaches:
        for entry in scene.own(review, coach):
            body = {"decision": "excluded", "reason": "not_interested"}
            scene.decide(review, coach, entry, **body)
    assert found(scene.release(review), 409)["rule"] == "nothing_to_release"
    assert scene.review(review)["state"] == "in_review"


def test_who_left_need_not_be_decided(scene: Scene, review: str) -> None:
    first, second, *_ = scene.own(review)
    for entry in scene.own(review)[2:]:
        scene.decide(review, scene.coaches[0], entry)
    for entry in scene.own(review, scene.coaches[1]):
        scene.decide(review, scene.coaches[1], entry)
    scene.erase(UUID(first["subject"]["candidate_id"]))
    withdrawn = UUID(second["subject"]["candidate_id"])
    scene.answer(withdrawn, ConsentKind.POOL, ConsentState.WITHDRAWN)
    left = scene.review(review)
    assert left["undecided"] == 0
    assert [x["id"] for x in left["entries"] if not x["is_present"]] == [first["id"], second["id"]]
    (item,) = found(scene.coaches[0].client.get("/api/shortlists"))["items"]
    assert (item["review"]["own"], item["review"]["own_undecided"]) == (5, 0)
    found(scene.release(review))
    assert len(scene.read(review)["entries"]) == 10


def test_release_is_recorded_for_the_list_and_for_each(scene: Scene) -> None:
    list_id = scene.released()
    whole, *each = audited(scene.alliance, AuditKind.RELEASE)
    shown = scene.read(list_id)["entries"]
    assert (whole.subject, whole.candidate) == (UUID(list_id), None)
    assert whole.content["entries"] == [entry["id"] for entry in shown]
    assert {event.candidate for event in each} == set(scene.candidates)
    assert {event.content["organisation"] for event in each} == {str(scene.organisation)}
    said = {event.content["shown"]["alias"] for event in each}
    assert said == {entry["alias"] for entry in shown}


def test_each_look_at_a_candidate_is_recorded(scene: Scene, review: str) -> None:
    seen = audited(scene.alliance, AuditKind.VIEW)
    assert {each.candidate for each in seen} == set(scene.candidates[::2])
    assert {each.content["what"] for each in seen} == {"review"}
    assert {(each.subject, each.content["shortlist"]) for each in seen} == {(UUID(review), review)}


def test_who_looks_at_a_list_again_writes_one_row(scene: Scene, review: str) -> None:
    coach = scene.coaches[0]
    scene.start(review)
    entries = scene.own(review)
    path = f"/api/shortlists/{review}/entries/{entries[0]['id']}/reasons"
    found(coach.client.get(path))
    scene.decide(review, coach, entries[0], decision="approved")
    seen = audited(scene.alliance, AuditKind.VIEW)
    with scene.alliance.services.database.reading() as session:
        opened = select(func.count()).select_from(AuditOpening)
        before = verify(session).events, session.exec(opened).one()
    scene.own(review)
    with scene.alliance.services.database.reading() as session:
        after = verify(session)
        assert (after.events, session.exec(opened).one()) == (before[0] + 1, before[1])
    assert after.problems == ()
    assert len(audited(scene.alliance, AuditKind.VIEW)) == len(seen) + len(scene.candidates[::2])


def test_why_not_higher_compares_with_the_one_above(scene: Scene, review: str) -> None:
    entries = scene.own(review)
    coach = scene.coaches[0].client
    path = f"/api/shortlists/{review}/entries"
    top = found(coach.get(f"{path}/{entries[0]['id']}/reasons"))
    assert top["above"] is None
    last = found(coach.get(f"{path}/{entries[-1]['id']}/reasons"))
    above = last["above"]
    assert above["id"] == entries[-2]["id"]
    scores = [entries[-2]["subject"]["score"], entries[-1]["subject"]["score"]]
    assert above["points"] == scores[0] - scores[1]
    assert sum(each["points_above"] - each["points"] for each in above["gaps"]) == above["points"]
    assert all(each["points"] < each["most"] for each in last["lost"])


def test_a_reviewer_is_warned(alliance: Alliance, clock: Hands) -> None:
    scene = staged(
        alliance, place="Rotterdam", hours_min=32, hours_max=40, start_by=date(2027, 3, 1)
    )
    someone = alliance.candidate(
        scene.programmes[0],
        skills=["java"],
        place="Delft",
        max_travel_km=14,
        available_from=date(2027, 2, 20),
    )
    double = alliance.candidate(scene.programmes[0], skills=["java"])
    pair = sorted((someone, double))
    with alliance.services.database.writing() as session:
        session.add(DuplicateFlag(first_id=pair[0], second_id=pair[1], reason="same_phone"))
    list_id = scene.request()

    def warnings() -> list[tuple[str, str | None]]:
        entries = scene.own(list_id)
        entry = next(x for x in entries if x["subject"]["candidate_id"] == str(someone))
        return [(each["code"], each["about"]) for each in entry["subject"]["warnings"]]

    expected = [
        ("thin_evidence", None),
        ("near_limit", "place"),
        ("unknown", "hours"),
        ("near_limit", "start"),
        ("possible_duplicate", None),
    ]
    assert warnings() == expected
    clock.move(days=200)
    assert ("stale_profile", None) in warnings()


def test_an_entry_of_an_erased_candidate_is_about_nobody(scene: Scene, review: str) -> None:
    entry = scene.own(review)[0]
    scene.erase(UUID(entry["subject"]["candidate_id"]))
    left = next(x for x in scene.review(review)["entries"] if x["id"] == entry["id"])
    assert left["subject"] is None
    with scene.alliance.services.database.reading() as session:
        assert session.get_one(Entry, UUID(entry["id"])).place == entry["place"]


def test_partners_cannot_review(scene: Scene, review: str) -> None:
    partner = scene.partner.client
    path = f"/api/shortlists/{review}"
    assert partner.get(f"{path}/review").status_code == 403
    assert partner.post(f"{path}/release").status_code == 403
    assert partner.post(f"{path}/review", json={"take_over": True}).status_code == 403


def test_a_coach_finds_no_list_that_is_not_there(scene: Scene) -> None:
    coach = scene.coaches[0].client
    assert coach.get(f"/api/shortlists/{uuid4()}/review").status_code == 404
    assert coach.post(f"/api/shortlists/{uuid4()}/release").status_code == 404
