"""What a partner sees: nothing before release, blind profiles after it, names after consent."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from models import AuditOpening, Candidate, Contact
from service.access.principal import Principal
from service.audit.verify import verify
from service.released import blind, service
from service.released.aliases import new_alias
from service.words import AuditKind, CandidateState, ConsentKind, ConsentState, Role
from service.work import Visit
from tests.service.api.people import Alliance, found
from tests.service.gate.scene import Scene, audited, staged


def leaves(value: Any) -> Iterator[str]:
    """All names and values of a JSON answer, as text."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield key
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield str(value)


def test_nothing_is_shown_before_release(scene: Scene) -> None:
    list_id = scene.request()
    states = [scene.read(list_id)]
    scene.start(list_id)
    scene.approve_all(list_id)
    states.append(scene.read(list_id))
    assert [each["state"] for each in states] == ["draft", "in_review"]
    assert [each["entries"] for each in states] == [None, None]
    assert audited(scene.alliance, AuditKind.RELEASE) == []


def test_a_blind_profile_tells_no_score_name_or_candidate(scene: Scene) -> None:
    list_id = scene.released()
    answer = scene.read(list_id)
    said = list(leaves(answer))
    with scene.alliance.services.database.reading() as session:
        names = [session.get_one(Contact, each).name for each in scene.candidates]
    for secret in (*map(str, scene.candidates), *names):
        assert not any(secret in each for each in said)
    review = [x["subject"] for x in scene.review(list_id)["entries"] if x["subject"]]
    scores = {str(each["score"]) for each in review}
    assert scores.isdisjoint(said)
    assert not {"score", "points", "place", "candidate_id", "is_control"} & set(said)


def test_what_is_asked_is_matched_near_or_missing(alliance: Alliance) -> None:
    scene = staged(alliance, skills=["sql", "git", "java"])
    near = alliance.candidate(scene.programmes[0], skills=["pl-sql"])
    list_id = scene.request()
    scene.start(list_id)
    scene.approve_all(list_id)
    found(scene.release(list_id))
    alias = next(
        entry["id"]
        for entry in scene.read(list_id)["entries"]
        if scene.subject_of(list_id, entry["id"]) == near
    )
    shown = next(entry for entry in scene.read(list_id)["entries"] if entry["id"] == alias)
    by_skill = {each["skill"]: each for each in shown["requirements"]}
    assert by_skill["sql"]["match"] == "nearby"
    assert by_skill["sql"]["through"] == "PL/SQL"
    assert by_skill["sql"]["evidence"] == "self"
    assert by_skill["git"]["match"] == "missing"
    assert (by_skill["git"]["evidence"], by_skill["git"]["level_held"]) == (None, None)
    full = next(
        x for x in scene.read(list_id)["entries"] if x["requirements"][0]["match"] == "matched"
    )
    assert full["requirements"][0]["level_held"] == "guided"


@pytest.mark.parametrize(
    ("start", "shown"),
    [
        (None, "unknown"),
        (date(2026, 11, 1), "now"),
        (date(2026, 11, 28), "now"),
        (date(2027, 2, 1), "within_3_months"),
        (date(2027, 9, 1), "later"),
    ],
)
def test_no_date_is_shown(start: date | None, shown: str) -> None:
    assert blind.availability(start, date(2026, 11, 28)) == shown


@pytest.mark.parametrize(
    ("level", "shown"), [(None, "unknown"), (4, "eqf_1_4"), (6, "eqf_5_6"), (7, "eqf_7_8")]
)
def test_education_is_shown_coarsely(level: int | None, shown: str) -> None:
    assert blind.education(level) == shown


def test_conditions_are_those_of_the_candidate(alliance: Alliance) -> None:
    scene = staged(alliance, place="Rotterdam")
    near, far = (
        alliance.candidate(
            scene.programmes[0], place=place, available_from=start, education_level=level
        )
        for place, start, level in (
            ("Delft", date(2026, 11, 1), 6),
            ("Groningen", date(2027, 9, 1), 4),
        )
    )
    list_id = scene.released()
    shown = {
        scene.subject_of(list_id, each["id"]): (
            each["travel"],
            each["availability"],
            each["education"],
        )
        for each in scene.read(list_id)["entries"]
    }
    assert shown[near] == ("within_reach", "now", "eqf_5_6")
    assert shown[far] == ("far", "later", "eqf_1_4")
    assert shown[scene.candidates[0]] == ("unknown", "unknown", "unknown")


def test_only_a_programme_with_ten_in_the_pool_is_named(scene: Scene, alliance: Alliance) -> None:
    for _ in range(4):
        last = alliance.candidate(scene.programmes[0], skills=["java"])
    list_id = scene.request()
    scene.start(list_id)
    scene.approve_all(list_id)
    found(scene.release(list_id))

    def named() -> set[str]:
        return {name for each in scene.read(list_id)["entries"] for name in each["programmes"]}

    assert named() == {"Java developer"}
    scene.answer(last, ConsentKind.POOL, ConsentState.WITHDRAWN)
    assert named() == set()


def _withdraw(scene: Scene, who: UUID) -> None:
    scene.answer(who, ConsentKind.POOL, ConsentState.WITHDRAWN)


def _place(scene: Scene, who: UUID) -> None:
    with scene.alliance.services.database.writing() as session:
        session.get_one(Candidate, who).state = CandidateState.PLACED


def _leave(scene: Scene, who: UUID) -> None:
    with scene.alliance.services.database.writing() as session:
        session.get_one(Candidate, who).state = CandidateState.LEFT


@pytest.mark.parametrize("go", [_withdraw, _place, _leave, Scene.erase])
def test_who_goes_is_gone_at_once(scene: Scene, go: Callable[[Scene, UUID], None]) -> None:
    list_id = scene.released()
    entry = scene.read(list_id)["entries"][3]
    go(scene, scene.subject_of(list_id, entry["id"]))
    left = scene.read(list_id)["entries"]
    assert len(left) == 11
    assert entry["id"] not in [each["id"] for each in left]
    assert scene.say(list_id, entry["id"], "interest").status_code == 404


def test_a_name_is_shown_while_its_candidate_agrees(scene: Scene) -> None:
    list_id = scene.released()
    entry_id = scene.read(list_id)["entries"][0]["id"]
    who = scene.subject_of(list_id, entry_id)
    found(scene.say(list_id, entry_id, "interest"), 201)

    def seen() -> tuple[str, bool]:
        entry = next(x for x in scene.read(list_id)["entries"] if x["id"] == entry_id)
        return entry["reveal"], entry["person"] is not None

    assert seen() == ("asked", False)
    scene.answer(who, ConsentKind.REVEAL, ConsentState.GIVEN)
    assert seen() == ("given", True)
    scene.answer(who, ConsentKind.REVEAL, ConsentState.WITHDRAWN)
    assert seen() == ("refused", False)


def test_a_name_for_one_vacancy_is_none_for_another(scene: Scene, alliance: Alliance) -> None:
    first = scene.released()
    entry_id = scene.read(first)["entries"][0]["id"]
    who = scene.subject_of(first, entry_id)
    found(scene.say(first, entry_id, "interest"), 201)
    scene.answer(who, ConsentKind.REVEAL, ConsentState.GIVEN)
    aliases = {each["alias"] for each in scene.read(first)["entries"]}
    scene.vacancy, _ = alliance.vacancy(scene.organisation, approver=scene.coaches[0].id)
    second = scene.read(scene.released())["entries"]
    assert [each["person"] for each in second] == [None] * 12
    assert aliases.isdisjoint(each["alias"] for each in second)


def test_a_coach_knows_whom_an_alias_means(scene: Scene, review: str) -> None:
    assert {each["subject"]["alias"] for each in scene.own(review)} == {None}
    scene.approve_all(review)
    found(scene.release(review))
    aliases = {each["id"]: each["alias"] for each in scene.read(review)["entries"]}
    for coach in scene.coaches:
        for each in scene.own(review, coach):
            assert each["subject"]["alias"] == aliases[each["id"]]


def test_an_alias_stays_for_a_vacancy(scene: Scene) -> None:
    first = scene.released()
    aliases = {each["alias"] for each in scene.read(first)["entries"]}
    found(scene.partner.client.post(f"/api/shortlists/{first}/withdraw"))
    again = scene.read(scene.released())["entries"]
    assert {each["alias"] for each in again} == aliases


def test_aliases_are_drawn_from_many() -> None:
    drawn = {new_alias() for _ in range(1000)}
    assert len(drawn) >= 999
    assert all(len(each) == 7 and not set("AEIOUY01L") & set(each) for each in drawn)


def test_every_read_is_recorded_for_each_candidate(scene: Scene) -> None:
    list_id = scene.released()
    before = len(audited(scene.alliance, AuditKind.VIEW))
    entry = scene.read(list_id)["entries"][0]
    seen = audited(scene.alliance, AuditKind.VIEW)[before:]
    assert {each.candidate for each in seen} == set(scene.candidates)
    assert {(each.subject_type, each.subject) for each in seen} == {("shortlist", UUID(list_id))}
    assert {each.content["organisation"] for each in seen} == {str(scene.organisation)}
    assert not any("name" in each.content["fields"] for each in seen)
    who = scene.subject_of(list_id, entry["id"])
    found(scene.say(list_id, entry["id"], "interest"), 201)
    scene.answer(who, ConsentKind.REVEAL, ConsentState.GIVEN)
    scene.read(list_id)
    last = [x for x in audited(scene.alliance, AuditKind.VIEW) if x.candidate == who][-1]
    assert {"name", "contact"} <= set(last.content["fields"])


def test_a_read_is_one_event_which_each_candidate_finds(scene: Scene) -> None:
    list_id = scene.released()
    with scene.alliance.services.database.reading() as session:
        before = verify(session).events
    scene.read(list_id)
    with scene.alliance.services.database.reading() as session:
        assert verify(session).events == before + 1

    def views(who: UUID) -> list[str]:
        receipt = scene.coach_of(str(who)).client.get(f"/api/candidates/{who}/receipt")
        items = found(receipt)["items"]
        return [x["what"] for x in items if (x["kind"], x["role"]) == ("view", "partner")]

    first, *others = scene.candidates
    assert [views(each) for each in scene.candidates] == [["released_list"]] * 12
    client = scene.coach_of(str(first)).client
    kept = {
        x["table"]: x["rows"]
        for x in found(client.get(f"/api/candidates/{first}/export"))["tables"]
    }
    (told,) = [
        x
        for x in kept["audit_openings"]
        if x["content"].get("what") == "released_list" and "shown" not in x["content"]
    ]
    assert told["content"]["shortlist"] == list_id
    assert told["sequence"] in [x["sequence"] for x in kept["audit_events"]]
    scene.erase(first)
    with scene.alliance.services.database.reading() as session:
        verdict = verify(session)
    assert verdict.problems == ()
    assert verdict.erased > 0
    assert [views(each) for each in others] == [["released_list"]] * 11


def test_who_reads_the_same_again_writes_one_row_which_each_candidate_finds(scene: Scene) -> None:
    list_id = scene.released()
    first, second, *others = scene.candidates
    at_release = 1  # each is told that they are shown

    def told() -> tuple[int, int]:
        with scene.alliance.services.database.reading() as session:
            assert not verify(session).problems
            return verify(session).events, len(session.exec(select(AuditOpening.part)).all())

    def views(who: UUID) -> int:
        receipt = scene.coach_of(str(who)).client.get(f"/api/candidates/{who}/receipt")
        seen = [x for x in found(receipt)["items"] if x["what"] == "released_list"]
        return len(seen) - at_release

    scene.read(list_id)
    events, openings = told()
    assert scene.read(list_id) == scene.read(list_id)
    assert told() == (events + 2, openings)
    admin = scene.alliance.person(Role.ADMIN).client
    newest = found(admin.get("/api/audit/events", params={"limit": 3}))["items"]
    read = newest[-1]["sequence"]
    assert [each["repeats"] for each in newest] == [read, read, None]
    assert {views(each) for each in scene.candidates} == {3}
    export = scene.coach_of(str(first)).client.get(f"/api/candidates/{first}/export")
    (kept,) = [x["rows"] for x in found(export)["tables"] if x["table"] == "audit_events"]
    again = [x for x in kept if x["repeats"] and x["actor_role"] == "partner"]
    assert len(again) == 2
    assert {x["repeats"] for x in again} < {x["sequence"] for x in kept}

    scene.answer(second, ConsentKind.POOL, ConsentState.WITHDRAWN)
    scene.erase(first)
    events, openings = told()
    scene.read(list_id)
    assert told() == (events + 1, openings + len(others))
    assert {views(each) for each in others} == {4}
    assert views(second) == 3


def test_bands_are_numbered_without_gaps(scene: Scene) -> None:
    list_id = scene.request()
    scene.start(list_id)
    for coach in scene.coaches:
        for entry in scene.review(list_id, coach)["entries"]:
            if entry["subject"] and entry["band"] in (1, 3):
                scene.decide(list_id, coach, entry, decision="excluded", reason="other")
    scene.approve_all(list_id)
    found(scene.release(list_id))
    bands = [each["band"] for each in scene.read(list_id)["entries"]]
    assert sorted(set(bands)) == list(range(1, max(bands) + 1))
    assert bands == sorted(bands)


def test_a_foreign_list_is_a_missing_one(scene: Scene, alliance: Alliance) -> None:
    list_id = scene.released()
    stranger = alliance.partner(alliance.organisation("Other")).client
    foreign = stranger.get(f"/api/shortlists/{list_id}")
    missing = stranger.get(f"/api/shortlists/{uuid4()}")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.json() == missing.json()
    assert scene.coaches[0].client.get(f"/api/shortlists/{list_id}").status_code == 403


def test_who_may_not_ask_or_asks_nonsense_is_answered_as_everywhere(scene: Scene) -> None:
    alliance, own = scene.alliance, scene.partner.client
    bad, elsewhere = (own.get(f"/api/{each}/nonsense") for each in ("shortlists", "vacancies"))
    assert (bad.status_code, elsewhere.status_code) == (422, 422)
    assert bad.json()["fields"][0]["detail"] == elsewhere.json()["fields"][0]["detail"]
    assert bad.json()["fields"][0]["pointer"] == "/shortlist_id"
    path = f"/api/shortlists/{uuid4()}"
    assert alliance.client().get(path).status_code == 401
    assert alliance.client().get("/api/shortlists/nonsense").status_code == 401
    assert scene.coaches[0].client.get(path).status_code == 403
    (denied,) = audited(alliance, AuditKind.DENIAL)
    assert denied.content == {"operation": "read_shortlist"}


def test_bytes_are_made_once_and_anew_for_all_that_they_say(scene: Scene) -> None:
    list_id = UUID(scene.released())
    services = scene.alliance.services

    def answered(language: str = "nl") -> bytes:
        who = Principal(
            user_id=scene.partner.id,
            roles=frozenset({Role.PARTNER}),
            organisations=frozenset({scene.organisation}),
            language=language,
        )
        with Visit(services=services, who=who).reading() as work:
            return service.answer(work, list_id)

    first = answered()
    assert answered() is first
    assert json.loads(first) == scene.read(str(list_id))
    assert answered("en") is not first
    entry = json.loads(first)["entries"][2]["id"]
    found(scene.say(str(list_id), entry, "interest"), 201)
    said = answered()
    assert [each["feedback"] for each in json.loads(said)["entries"]][1:4] == [[], ["interest"], []]
    scene.answer(scene.subject_of(str(list_id), entry), ConsentKind.POOL, ConsentState.WITHDRAWN)
    assert entry not in [each["id"] for each in json.loads(answered())["entries"]]
