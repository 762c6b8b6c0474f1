"""Control entries: planted often enough, clearly unsuitable, never released, and measured."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select

from matching.matcher import Matcher
from models import Entry, EntrySubject
from service.app import create_app
from service.oversight.intervals import wilson
from service.services import open_services
from service.settings import Settings
from service.words import Role
from tests.databases import Backend
from tests.service.alliances import Hands
from tests.service.api.people import Alliance, found
from tests.service.gate.scene import Scene, staged


@pytest.fixture
def planting(backend: Backend, matcher: Matcher, clock: Hands) -> Iterator[Alliance]:
    """An alliance in which every second list has a control."""
    settings = Settings(database_url=backend.migrated(), control_share=0.5, list_length=11)
    with open_services(settings, matcher=matcher, clock=clock) as services:
        made = Alliance(services, create_app(services))
        yield made
        made.close()


def controls(alliance: Alliance) -> list[tuple[Entry, EntrySubject]]:
    """All controls with who they are about."""
    question = (
        select(Entry, EntrySubject)
        .join(EntrySubject, col(EntrySubject.entry_id) == col(Entry.id))
        .where(col(Entry.is_control))
    )
    with alliance.services.database.reading() as session:
        return list(session.exec(question))


def with_control(scene: Scene) -> tuple[str, Entry, EntrySubject]:
    """A list in which a control was planted."""
    for _ in range(2):
        list_id = scene.request()
        planted = [x for x in controls(scene.alliance) if str(x[0].shortlist_id) == list_id]
        if planted:
            return list_id, *planted[0]
        found(scene.partner.client.post(f"/api/shortlists/{list_id}/withdraw"))
    raise AssertionError("expected a control in one of two lists")


def crowd(alliance: Alliance) -> Scene:
    """A scene with more candidates than a list holds, of whom some have nothing that is asked."""
    scene = staged(alliance)
    for number in range(4):
        scene.candidates.append(alliance.candidate(scene.programmes[number % 2], skills=["figma"]))
    return scene


def test_a_control_stands_at_the_top_and_looks_like_the_rest(planting: Alliance) -> None:
    scene = crowd(planting)
    list_id, entry, subject = with_control(scene)
    assert entry.place <= 5
    assert subject.candidate_id in scene.candidates[12:]
    review = scene.review(list_id)["entries"]
    assert [each["place"] for each in review] == list(range(1, 13))
    assert [each["ranked_place"] for each in review] == list(range(1, 13))
    assert not any("control" in key for each in review for key in each)
    beside = {each["band"] for each in review if abs(each["place"] - entry.place) == 1}
    assert entry.band in beside


def test_a_control_is_never_released(planting: Alliance) -> None:
    scene = crowd(planting)
    list_id, entry, _ = with_control(scene)
    scene.start(list_id)
    scene.approve_all(list_id)
    found(scene.release(list_id))
    shown = [each["id"] for each in scene.read(list_id)["entries"]]
    assert len(shown) == 11
    assert str(entry.id) not in shown


def test_where_all_are_listed_a_control_does_not_meet_a_condition(planting: Alliance) -> None:
    scene = staged(planting, people=11, hours_min=32, hours_max=40)
    few = planting.candidate(scene.programmes[0], skills=["java"], hours_min=8, hours_max=12)
    planting.candidate(scene.programmes[0], hours_min=8, hours_max=12, agrees=False)
    scene.candidates.append(few)
    list_id, entry, subject = with_control(scene)
    assert subject.candidate_id == few
    coach = scene.coaches[0]
    shown = next(x for x in scene.review(list_id, coach)["entries"] if x["id"] == str(entry.id))
    assert ("hours", "not_met") in [(x["name"], x["verdict"]) for x in shown["subject"]["checks"]]


def test_a_list_without_anybody_unsuitable_has_no_control(planting: Alliance) -> None:
    scene = staged(planting, people=11)
    for _ in range(2):
        list_id = scene.request()
        found(scene.partner.client.post(f"/api/shortlists/{list_id}/withdraw"))
    assert controls(planting) == []


def overseen(alliance: Alliance) -> Mapping[str, Mapping[str, Any]]:
    """What oversight says of each coach."""
    client = alliance.person(Role.ADMIN).client
    answer = found(client.get("/api/oversight"))
    return {each["coach_id"]: each for each in answer["coaches"]}


def test_oversight_counts_what_coaches_did(planting: Alliance, clock: Hands) -> None:
    scene = crowd(planting)
    list_id, entry, subject = with_control(scene)
    first, second = scene.coaches
    scene.start(list_id)
    clock.move(minutes=30)
    keeper = scene.coach_of(str(subject.candidate_id))
    review = scene.review(list_id, keeper)["entries"]
    planted = next(each for each in review if each["id"] == str(entry.id))
    scene.decide(list_id, keeper, planted, decision="excluded", reason="requirement_missed")
    real = next(
        x
        for x in scene.review(list_id, second)["entries"]
        if x["subject"] and x["id"] != str(entry.id)
    )
    scene.decide(list_id, second, real, decision="excluded", reason="not_available")
    late = planting.candidate(scene.programmes[0], skills=["java"])
    body = {"candidate_id": str(late), "reason": "stronger_than_shown"}
    found(first.client.post(f"/api/shortlists/{list_id}/entries", json=body), 201)
    scene.approve_all(list_id)
    found(scene.release(list_id))
    said = overseen(planting)
    one, other = said[str(first.id)], said[str(second.id)]
    assert (one["lists"], one["median_review_minutes"]) == (1, 30.0)
    assert (other["lists"], other["median_review_minutes"]) == (0, None)
    assert one["overrides"]["added"] == {"stronger_than_shown": 1}
    assert other["overrides"]["excluded"] == {"not_available": 1}
    tested = said[str(keeper.id)]["controls"]
    assert (tested["found"], tested["missed"]) == (1, 0)
    assert one["entries"] + other["entries"] == 13
    assert one["is_little"]


def test_oversight_counts_moves_and_missed_controls(planting: Alliance, clock: Hands) -> None:
    scene = crowd(planting)
    list_id, _, subject = with_control(scene)
    scene.start(list_id)
    moved = next(
        each
        for each in scene.review(list_id)["entries"]
        if each["subject"] and _neighbour(scene, list_id, each) is not None
    )
    path = f"/api/shortlists/{list_id}/entries/{moved['id']}/place"
    body = {"place": _neighbour(scene, list_id, moved), "reason": "stronger_than_shown"}
    headers = {"If-Match": f'"{moved["revision"]}"'}
    found(scene.coaches[0].client.put(path, json=body, headers=headers))
    scene.approve_all(list_id)
    found(scene.release(list_id))
    said = overseen(planting)
    overrides = said[str(scene.coaches[0].id)]["overrides"]
    assert (overrides["moved"], overrides["moved_by_reason"]) == (1, {"stronger_than_shown": 1})
    keeper = scene.coach_of(str(subject.candidate_id))
    assert said[str(keeper.id)]["controls"]["missed"] == 1
    clock.move(days=400)
    assert overseen(planting) == {}


def _neighbour(scene: Scene, list_id: str, entry: Mapping[str, Any]) -> int | None:
    """Another place in the band of an entry, if there is one."""
    places = [
        each["place"]
        for each in scene.review(list_id)["entries"]
        if each["band"] == entry["band"] and each["place"] != entry["place"]
    ]
    return places[0] if places else None


def test_only_administrators_oversee_by_exact_counts(alliance: Alliance) -> None:
    for role in (Role.COACH, Role.EVALUATOR):
        other = alliance.person(role).client
        assert other.get("/api/oversight").status_code == 403
        assert other.get("/api/oversight/alarms").status_code == 403
    admin = alliance.person(Role.ADMIN).client
    assert found(admin.get("/api/oversight"))["coaches"] == []
    assert found(admin.get("/api/oversight/alarms"))["items"] == []


@given(tries=st.integers(0, 500), data=st.data())
def test_an_interval_holds_its_share_and_narrows(tries: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, tries))
    low, high = wilson(hits, tries)
    assert 0 <= low <= high <= 1
    if tries:
        assert low <= hits / tries <= high
        wider = wilson(hits, tries)[1] - wilson(hits, tries)[0]
        narrower = wilson(4 * hits, 4 * tries)[1] - wilson(4 * hits, 4 * tries)[0]
        assert narrower < wider
