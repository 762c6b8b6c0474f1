"""The gate as a whole: random sequences, races, and partners who try to see each other's lists."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col, select

from matching.matcher import Matcher
from models import AuditEvent, Contact, Organisation, Shortlist
from service.access.policy import POLICY
from service.app import create_app
from service.audit.hashes import hash_of
from service.services import open_services
from service.settings import Settings
from service.words import ConsentKind, ConsentState, Role
from tests.databases import Backend
from tests.service.alliances import Hands
from tests.service.api.people import Alliance, Person, found
from tests.service.gate.scene import Scene
from tests.service.gate.sequences import stage, walk

SEQUENCES = 12


@pytest.fixture
def walked(backend: Backend, matcher: Matcher, clock: Hands) -> Iterator[Alliance]:
    """An alliance with short lists, of which many have a control."""
    settings = Settings(database_url=backend.migrated(), control_share=0.3, list_length=4)
    with open_services(settings, matcher=matcher, clock=clock) as services:
        made = Alliance(services, create_app(services))
        yield made
        made.close()


def test_no_sequence_of_deeds_shows_what_is_not_released(walked: Alliance) -> None:
    """Run many more with `python -m tests.service.gate 2000`."""
    scene = stage(walked)
    done: Counter[str] = Counter()
    for number in range(SEQUENCES):
        done += walk(scene, Random(number))
    assert done["release"] > SEQUENCES // 2


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What comes of deeds that begin together, in threads."""
    gate = threading.Barrier(len(deeds))
    came: list[Any] = [None] * len(deeds)

    def run(number: int) -> None:
        gate.wait()
        came[number] = deeds[number]()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def test_two_requests_at_once_make_one_list(scene: Scene) -> None:
    clients = [scene.alliance.partner(scene.organisation).client for _ in range(4)]
    path = f"/api/vacancies/{scene.vacancy}/shortlists"
    answers = at_once(*(lambda c=client: c.post(path) for client in clients))
    assert sorted(each.status_code for each in answers) == [200, 200, 200, 201]
    assert len({each.json()["id"] for each in answers}) == 1


def test_requests_at_once_spend_no_more_than_the_budget(scene: Scene) -> None:
    with scene.alliance.services.database.writing() as session:
        session.get_one(Organisation, scene.organisation).lists_per_day = 2
    approver = scene.coaches[0].id
    vacancies = [scene.alliance.vacancy(scene.organisation, approver=approver)[0] for _ in range(4)]
    client = [scene.alliance.partner(scene.organisation).client for _ in vacancies]
    answers = at_once(
        *(
            lambda c=c, v=vacancy: c.post(f"/api/vacancies/{v}/shortlists")
            for c, vacancy in zip(client, vacancies, strict=True)
        )
    )
    assert sorted(each.status_code for each in answers) == [201, 201, 409, 409]


def test_two_releases_at_once_are_one(scene: Scene, review: str) -> None:
    scene.approve_all(review)
    coach = scene.coaches[0].id
    twice = [scene.alliance.client(coach) for _ in range(2)]
    path = f"/api/shortlists/{review}/release"
    answers = at_once(*(lambda c=client: c.post(path) for client in twice))
    assert sorted(each.status_code for each in answers) == [200, 409]
    assert len(scene.read(review)["entries"]) == 12


def test_a_decision_and_a_release_at_once_agree(scene: Scene, review: str) -> None:
    scene.approve_all(review)
    entry = scene.own(review, scene.coaches[1])[0]
    path = f"/api/shortlists/{review}/entries/{entry['id']}/decision"
    body = {"decision": "excluded", "reason": "not_interested"}
    headers = {"If-Match": f'"{entry["revision"]}"'}
    decided, released = at_once(
        lambda: scene.coaches[1].client.put(path, json=body, headers=headers),
        lambda: scene.release(review),
    )
    assert released.status_code == 200
    shown = [each["id"] for each in scene.read(review)["entries"]]
    assert (entry["id"] in shown) == (decided.status_code == 409)


def test_a_withdrawal_during_release_is_kept(scene: Scene, review: str) -> None:
    scene.approve_all(review)
    entry = scene.own(review)[0]
    who = UUID(entry["subject"]["candidate_id"])
    released, _ = at_once(
        lambda: scene.release(review),
        lambda: scene.answer(who, ConsentKind.POOL, ConsentState.WITHDRAWN),
    )
    assert released.status_code == 200
    shown = [each["id"] for each in scene.read(review)["entries"]]
    assert (len(shown), entry["id"] in shown) == (11, False)


def test_two_hires_at_once_are_one(scene: Scene) -> None:
    list_id = scene.released()
    entry = scene.read(list_id)["entries"][0]["id"]
    who = scene.subject_of(list_id, entry)
    found(scene.say(list_id, entry, "interest"), 201)
    scene.answer(who, ConsentKind.REVEAL, ConsentState.GIVEN)
    found(scene.say(list_id, entry, "interview"), 201)
    path = f"/api/shortlists/{list_id}/entries/{entry}/feedback"
    clients = [scene.alliance.client(scene.partner.id) for _ in range(2)]
    answers = at_once(*(lambda c=c: c.post(path, json={"kind": "hired"}) for c in clients))
    assert sorted(each.status_code for each in answers) == [201, 409]


def test_the_chain_holds_after_all_of_it(scene: Scene) -> None:
    scene.released()
    with scene.alliance.services.database.reading() as session:
        events = session.exec(select(AuditEvent).order_by(col(AuditEvent.sequence))).all()
    for before, after in pairwise(events):
        assert after.previous_hash == before.hash == hash_of(before)


def tries(scene: Scene, list_id: str, entry: str) -> Iterator[tuple[str, str, Any]]:
    """Every request about a list that a partner can make."""
    path = f"/api/shortlists/{list_id}"
    yield "GET", path, None
    yield "POST", f"{path}/withdraw", None
    yield "POST", f"{path}/close", None
    yield "POST", f"{path}/entries/{entry}/feedback", {"kind": "interest"}
    yield "POST", f"/api/vacancies/{scene.vacancy}/shortlists", None


def test_another_partner_finds_nothing(scene: Scene, alliance: Alliance) -> None:
    list_id = scene.released()
    entry = scene.read(list_id)["entries"][0]
    found(scene.say(list_id, entry["id"], "interest"), 201)
    who = scene.subject_of(list_id, entry["id"])
    scene.answer(who, ConsentKind.REVEAL, ConsentState.GIVEN)
    stranger = alliance.partner(alliance.organisation("Other")).client
    canaries = _canaries(scene, list_id)
    for method, path, body in tries(scene, list_id, entry["id"]):
        answer = stranger.request(method, path, json=body)
        assert answer.status_code == 404
        assert not [each for each in canaries if each in answer.text]
    listed = stranger.get("/api/shortlists", params={"vacancy_id": str(scene.vacancy)})
    assert found(listed)["items"] == []
    assert scene.read(list_id)["state"] == "released"


def _canaries(scene: Scene, list_id: str) -> set[str]:
    """What only those of this list may read."""
    entries = scene.read(list_id)["entries"]
    with scene.alliance.services.database.reading() as session:
        names = {session.get_one(Contact, each).name for each in scene.candidates}
    aliases = {each["alias"] for each in entries}
    return names | aliases | {each["id"] for each in entries} | set(map(str, scene.candidates))


def test_no_role_but_partner_and_coach_touches_lists(scene: Scene, alliance: Alliance) -> None:
    list_id = scene.released()
    entry = scene.read(list_id)["entries"][0]["id"]
    roles = (Role.ADMIN, Role.EVALUATOR, Role.PROGRAMME_MANAGER, Role.CANDIDATE)
    others: list[Person] = [alliance.person(each) for each in roles]
    for other in others:
        for method, path, body in tries(scene, list_id, entry):
            assert other.client.request(method, path, json=body).status_code == 403
        assert other.client.get(f"/api/shortlists/{list_id}/review").status_code == 403
    with alliance.services.database.reading() as session:
        assert session.get_one(Shortlist, UUID(list_id)).state == "released"


def test_no_partner_may_do_what_coaches_do() -> None:
    reviews = ["read_review", "start_review", "decide_entry", "move_entry", "add_entry"]
    reviews += ["explain_entry", "release_shortlist"]
    assert {role for each in reviews for role in POLICY[each].roles} == {Role.COACH}
