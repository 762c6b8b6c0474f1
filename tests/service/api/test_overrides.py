"""Where coaches know better: entries moved within a band, and candidates added."""

from collections.abc import Mapping
from random import Random
from typing import Any
from uuid import UUID, uuid4

from service.words import AuditKind, CandidateState
from tests.service.api.people import Alliance, found
from tests.service.gate.scene import Scene, audited, put, staged


def move(scene: Scene, list_id: str, entry: Mapping[str, Any], place: int) -> Any:
    coach = scene.coach_of(entry["subject"]["candidate_id"])
    path = f"/api/shortlists/{list_id}/entries/{entry['id']}/place"
    return put(coach, path, {"place": place, "reason": "stronger_than_shown"}, entry["revision"])


def band_of(scene: Scene, list_id: str, band: int) -> list[Mapping[str, Any]]:
    """The entries of a band, each as its own coach reads it."""
    entries = [each for coach in scene.coaches for each in scene.own(list_id, coach)]
    inside = [each for each in entries if each["band"] == band]
    return sorted(inside, key=lambda each: int(each["place"]))


def widest(scene: Scene, list_id: str) -> int:
    """The band with the most entries."""
    bands = [int(each["band"]) for each in scene.review(list_id)["entries"]]
    return max(set(bands), key=bands.count)


def test_an_entry_moves_within_its_band(scene: Scene, alliance: Alliance) -> None:
    for _ in range(3):
        scene.candidates.append(alliance.candidate(scene.programmes[0], skills=["java"]))
        scene.candidates.append(alliance.candidate(scene.programmes[1], skills=["java"]))
    list_id = scene.request()
    scene.start(list_id)
    band = widest(scene, list_id)
    before = [each["id"] for each in band_of(scene, list_id, band)]
    assert len(before) >= 3
    last = band_of(scene, list_id, band)[-1]
    first_place = last["place"] - len(before) + 1
    assert found(move(scene, list_id, last, first_place))["place"] == first_place
    moved = band_of(scene, list_id, band)
    assert [each["id"] for each in moved] == [before[-1], *before[:-1]]
    assert {each["move_reason"] for each in moved} == {"stronger_than_shown"}
    found(move(scene, list_id, moved[0], moved[-1]["place"]))
    back = band_of(scene, list_id, band)
    assert [each["id"] for each in back] == before
    assert {each["move_reason"] for each in back} == {None}


def test_moves_are_those_of_a_list(alliance: Alliance) -> None:
    scene = staged(alliance, people=0)
    for number in range(10):
        programme = scene.programmes[number % 2]
        scene.candidates.append(alliance.candidate(programme, skills=["java"]))
    list_id = scene.request()
    scene.start(list_id)
    band = widest(scene, list_id)
    order = [each["id"] for each in band_of(scene, list_id, band)]
    draw = Random(7)
    for _ in range(8):
        entries = band_of(scene, list_id, band)
        entry, to = draw.choice(entries), draw.choice(entries)["place"]
        found(move(scene, list_id, entry, to))
        order.remove(entry["id"])
        order.insert(to - entries[0]["place"], entry["id"])
        assert [each["id"] for each in band_of(scene, list_id, band)] == order


def test_no_entry_moves_to_another_band(scene: Scene, review: str) -> None:
    entry = scene.own(review)[-1]
    problem = found(move(scene, review, entry, 1), 422)
    assert [each["pointer"] for each in problem["fields"]] == ["/place"]


def test_a_coach_adds_somebody_of_their_own(scene: Scene, alliance: Alliance) -> None:
    list_id = scene.request()
    scene.start(list_id)
    late = alliance.candidate(scene.programmes[0], skills=["java", "sql", "git"])
    coach, path = scene.coaches[0].client, f"/api/shortlists/{list_id}/entries"
    body = {"candidate_id": str(late), "reason": "stronger_than_shown", "note": "Net geslaagd"}
    made = found(coach.post(path, json=body), 201)
    assert (made["band"], made["decision"]) == (1, "approved")
    assert coach.post(path, json=body).status_code == 409
    entry = next(each for each in scene.own(list_id) if each["id"] == made["id"])
    assert entry["ranked_place"] is None
    best = scene.own(list_id)[0]
    assert entry["subject"]["score"] == best["subject"]["score"]
    scene.approve_all(list_id)
    found(scene.release(list_id))
    assert made["id"] in [each["id"] for each in scene.read(list_id)["entries"]]
    (event,) = [x for x in audited(alliance, AuditKind.OVERRIDE) if x.content["what"] == "added"]
    with alliance.services.database.reading() as session:
        version = alliance.services.pool.current(session).version
    assert (event.candidate, event.content["data_version"]) == (late, version)


def test_an_added_entry_keeps_saying_why(scene: Scene, review: str, alliance: Alliance) -> None:
    late = alliance.candidate(scene.programmes[0], skills=["sql"])
    coach, path = scene.coaches[0], f"/api/shortlists/{review}/entries"
    body = {"candidate_id": str(late), "reason": "other"}
    made = found(coach.client.post(path, json=body), 201)
    decision = f"{path}/{made['id']}/decision"
    assert put(coach, decision, {"decision": "pending"}, made["revision"]).status_code == 422
    scene.decide(review, coach, made, decision="excluded", reason="not_interested")


def test_who_is_added_must_be_eligible_and_ones_own(alliance: Alliance) -> None:
    scene = staged(alliance, hours_min=32, hours_max=40)
    list_id = scene.request()
    scene.start(list_id)
    coach, path = scene.coaches[0].client, f"/api/shortlists/{list_id}/entries"

    def add(candidate: UUID) -> Any:
        return coach.post(path, json={"candidate_id": str(candidate), "reason": "other"})

    few = alliance.candidate(scene.programmes[0], skills=["java"], hours_min=8, hours_max=12)
    gone = alliance.candidate(scene.programmes[0], state=CandidateState.LEFT)
    unasked = alliance.candidate(scene.programmes[0], agrees=False)
    for each in (few, gone, unasked):
        assert found(add(each), 409)["rule"] == "not_eligible"
    foreign = add(alliance.candidate(scene.programmes[1], skills=["java"]))
    missing = add(uuid4())
    assert foreign.status_code == missing.status_code == 404
    assert foreign.json() == missing.json()
