"""Lists of candidates: narrowed by what a coach looks for, such as who gets no chances."""

from datetime import date
from typing import Any
from uuid import UUID

from models import Entry, EntrySubject, Module, Outcome, RankingRecord, Shortlist
from service.words import Decision, DecisionReason, ShortlistState
from tests.service.alliances import Hands
from tests.service.api.people import Alliance, Person, found


def listed(person: Person, **params: Any) -> set[str]:
    page = found(person.client.get("/api/candidates", params=params))
    return {each["id"] for each in page["items"]}


def release(alliance: Alliance, coach: Person, **decisions: Decision) -> None:
    """Release a list on which these candidates stand, in hexadecimal, as was decided of each."""
    now = alliance.services.clock()
    _, version = alliance.vacancy(alliance.organisation("Werkgever"), approver=coach.id)
    ranking = RankingRecord(
        version_id=version,
        data_version=1,
        vacancy={},
        k=1,
        taxonomy="0" * 64,
        config={},
        code_version="1",
        seed=0,
        pool=1,
        eligible=1,
        result="0" * 64,
    )
    shortlist = Shortlist(
        version_id=version,
        ranking_id=ranking.id,
        state=ShortlistState.RELEASED,
        reviewer_id=coach.id,
        review_started_at=now,
        released_by_id=coach.id,
        released_at=now,
    )
    with alliance.services.database.writing() as session:
        for row in (ranking, shortlist):
            session.add(row)
            session.flush()
        for place, (candidate, decision) in enumerate(decisions.items(), start=1):
            entry = Entry(
                shortlist_id=shortlist.id,
                place=place,
                ranked_place=place,
                band=1,
                decision=decision,
                reason=DecisionReason.OTHER if decision is Decision.EXCLUDED else None,
                decided_by_id=coach.id,
                decided_at=now,
            )
            session.add(entry)
            session.flush()
            session.add(
                EntrySubject(
                    entry_id=entry.id,
                    shortlist_id=shortlist.id,
                    candidate_id=UUID(candidate),
                    score=1,
                    explanation={},
                )
            )


def test_who_stood_on_no_list_is_found(alliance: Alliance, clock: Hands) -> None:
    programme = alliance.programme()
    coach = alliance.coach(programme)
    shown, left_out, never = (alliance.candidate(programme) for _ in range(3))
    release(alliance, coach, **{shown.hex: Decision.APPROVED, left_out.hex: Decision.EXCLUDED})
    assert listed(coach, no_list_days=30) == {str(left_out), str(never)}
    items = found(coach.client.get("/api/candidates"))["items"]
    moments = {each["id"]: each["last_listed_at"] for each in items}
    assert moments[str(shown)].startswith("2026-11-28T12:00:00")
    assert moments[str(left_out)] is moments[str(never)] is None
    clock.move(days=31)
    assert len(listed(coach, no_list_days=30)) == 3


def test_a_list_of_candidates_has_pages(alliance: Alliance) -> None:
    programme = alliance.programme()
    coach = alliance.coach(programme)
    made = {str(alliance.candidate(programme)) for _ in range(5)}
    seen: list[str] = []
    after: dict[str, str] = {}
    for _ in range(3):
        params = {"limit": "2", **after}
        page = found(coach.client.get("/api/candidates", params=params))
        seen += [each["id"] for each in page["items"]]
        after = {"after": page["next"]}
    assert (set(seen), len(seen), page["next"]) == (made, 5, None)


def test_who_was_taught_a_skill_is_found_by_it(alliance: Alliance) -> None:
    programme = alliance.programme()
    module = Module(programme_id=programme, position=1, name="Databases", hours=60)
    with alliance.services.database.writing() as session:
        session.add(module)
        session.flush()
        told = "De student schrijft SQL-query's op PostgreSQL."
        session.add(Outcome(module_id=module.id, position=1, wording=told))
    who, coach = alliance.candidate(programme), alliance.coach(programme)
    assert listed(coach, skill="postgresql") == {str(who)}
    assert listed(coach, skill="java") == set()


def test_a_list_is_narrowed(alliance: Alliance) -> None:
    one, two = alliance.programme(), alliance.programme("Data engineer")
    coach = alliance.coach(one, two)
    body = {
        "contact": {"name": "Sam de Vries"},
        "enrolments": [{"programme_id": str(one)}],
        "cv_text": "WERKERVARING\nDrie jaar Java en SQL bij een bank.",
    }
    sam = found(coach.client.post("/api/candidates", json=body), 201)["id"]
    kim = str(alliance.candidate(two, skills=["sql"]))
    gone = str(alliance.candidate(one, agrees=True, state="left"))

    assert listed(coach) == {sam, kim, gone}
    assert listed(coach, name="DE vries") == {sam}
    assert listed(coach, name="%") == set()
    assert listed(coach, programme=str(two)) == {kim}
    assert listed(coach, state="left") == {gone}
    assert listed(coach, in_pool=True) == {kim}
    assert listed(coach, in_pool=False) == {sam, gone}
    assert listed(coach, skill="sql") == {sam, kim}
    assert listed(coach, skill="sql", programme=str(one)) == {sam}
    assert listed(coach, no_list_days=30) == {sam, kim, gone}
    answer = coach.client.get("/api/candidates", params={"skill": "no-such"})
    assert answer.json()["fields"][0]["pointer"] == "/skill"


def test_a_list_says_what_a_coach_should_look_at(alliance: Alliance) -> None:
    plain, taught = alliance.programme(), alliance.programme("Databases")
    module = Module(programme_id=taught, position=1, name="Databases", hours=60)
    with alliance.services.database.writing() as session:
        session.add(module)
        session.flush()
        told = "De student schrijft SQL-query's op PostgreSQL."
        session.add(Outcome(module_id=module.id, position=1, wording=told))
    coach = alliance.coach(plain, taught)
    told_alone = str(alliance.candidate(plain, skills=["java", "git"]))
    mixed = str(alliance.candidate(taught, skills=["java"], available_from=date(2027, 1, 4)))
    nothing = str(alliance.candidate(plain))
    items = {each["id"]: each for each in found(coach.client.get("/api/candidates"))["items"]}
    assert {id_: items[id_]["thin"] for id_ in items} == {
        told_alone: True,
        mixed: False,
        nothing: True,
    }
    assert [items[each]["unchecked"] for each in (told_alone, mixed, nothing)] == [2, 1, 0]
    assert items[mixed]["available_from"] == "2027-01-04"
