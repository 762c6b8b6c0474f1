"""The funnel to the goal, and demand against what is taught and had."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import select

from models import (
    Candidate,
    Claim,
    Consent,
    Enrolment,
    Entry,
    EntrySubject,
    Feedback,
    Module,
    ModuleSkill,
    RankingRecord,
    Requirement,
    Shortlist,
    Vacancy,
    VacancyVersion,
)
from service.words import (
    ConsentKind,
    ConsentState,
    Decision,
    EvidenceKind,
    FeedbackKind,
    Importance,
    RequirementOrigin,
    Role,
    ShortlistState,
    VacancyState,
)
from tests.service.api.people import Alliance, found

HIDDEN = {"count": None, "suppressed": True}


def _people(
    alliance: Alliance,
    programme: UUID,
    number: int,
    *,
    skills: Sequence[str] = (),
    agrees: bool = True,
    completed_on: date | None = None,
) -> list[UUID]:
    """Many candidates at once."""
    now = alliance.services.clock()
    rows = [Candidate() for _ in range(number)]
    with alliance.services.database.writing() as session:
        session.add_all(rows)
        session.flush()
        for who in rows:
            session.add(
                Enrolment(candidate_id=who.id, programme_id=programme, completed_on=completed_on)
            )
            for skill in skills:
                session.add(
                    Claim(
                        candidate_id=who.id,
                        skill=skill,
                        kind=EvidenceKind.SELF,
                        source="interview",
                        strength=8000,
                    )
                )
            if agrees:
                session.add(
                    Consent(
                        candidate_id=who.id,
                        kind=ConsentKind.POOL,
                        state=ConsentState.GIVEN,
                        wording="pool-1",
                        asked_at=now,
                        answered_at=now,
                    )
                )
    return [each.id for each in rows]


def _list(alliance: Alliance, people: Sequence[UUID], *, released: bool = True) -> list[UUID]:
    """Put people on a list that a coach released; gives its entries."""
    coach, now = alliance.coach().id, alliance.services.clock()
    _, version = alliance.vacancy(alliance.organisation(uuid4().hex), approver=coach)
    with alliance.services.database.writing() as session:
        ranking = RankingRecord(
            version_id=version,
            data_version=1,
            vacancy={},
            k=1,
            taxonomy="0" * 64,
            config={},
            code_version="1",
            seed=0,
            pool=0,
            eligible=0,
            result="0" * 64,
        )
        session.add(ranking)
        session.flush()
        listed = Shortlist(
            version_id=version,
            ranking_id=ranking.id,
            state=ShortlistState.IN_REVIEW,
            reviewer_id=coach,
            review_started_at=now,
            created_at=now,
        )
        if released:
            listed.state = ShortlistState.RELEASED
            listed.released_by_id, listed.released_at = coach, now
        session.add(listed)
        session.flush()
        entries = [
            Entry(
                shortlist_id=listed.id,
                place=place,
                ranked_place=place,
                band=1,
                decision=Decision.APPROVED,
                decided_by_id=coach,
                decided_at=now,
            )
            for place in range(1, len(people) + 1)
        ]
        session.add_all(entries)
        session.flush()
        for entry, who in zip(entries, people, strict=True):
            session.add(
                EntrySubject(
                    entry_id=entry.id,
                    shortlist_id=listed.id,
                    candidate_id=who,
                    score=1,
                    explanation={},
                )
            )
    return [each.id for each in entries]


def _feedback(alliance: Alliance, entries: Sequence[UUID], kind: FeedbackKind) -> None:
    by = alliance.user(Role.PARTNER, organisation=alliance.organisation(uuid4().hex))
    with alliance.services.database.writing() as session:
        for entry in entries:
            session.add(Feedback(entry_id=entry, kind=kind, given_by_id=by))


def _funnel(alliance: Alliance) -> Mapping[str, Any]:
    return found(alliance.person(Role.PROGRAMME_MANAGER).client.get("/api/statistics/funnel"))


def _counts(row: Mapping[str, Any]) -> list[int | None]:
    steps = ("enrolled", "completed", "in_pool", "released", "interviewed", "hired")
    return [row[step]["count"] for step in steps]


def test_the_funnel_counts_steps_and_hides_small_groups(alliance: Alliance) -> None:
    java, data = alliance.programme("Java developer"), alliance.programme("Data engineer")
    done, ahead = date(2026, 6, 1), date(2027, 6, 1)
    graduates = _people(alliance, java, 14, completed_on=done)
    _people(alliance, java, 3, completed_on=ahead, agrees=False)
    students = _people(alliance, data, 10, completed_on=ahead)
    entries = _list(alliance, [*graduates, *students[:1]])
    _list(alliance, students[:5], released=False)
    _feedback(alliance, entries[:12], FeedbackKind.INTERVIEW)
    _feedback(alliance, entries[3:13], FeedbackKind.HIRED)
    funnel = _funnel(alliance)
    assert (funnel["goal"], funnel["least"]) == (3000, 10)
    second, first = funnel["programmes"]
    assert (first["name"], _counts(first)) == ("Java developer", [17, 14, 14, 14, 13, 10])
    assert (second["name"], _counts(second)) == ("Data engineer", [10, None, 10, None, None, None])
    assert second["completed"] == HIDDEN
    assert _counts(funnel["total"]) == [27, None, 24, None, None, None]
    assert funnel["total"]["released"] == {**HIDDEN, "at_least": 14}


def test_each_person_counts_once_at_the_programme_that_ends_last(alliance: Alliance) -> None:
    first, second = alliance.programme("A"), alliance.programme("B")
    both = _people(alliance, first, 10, completed_on=date(2026, 1, 1))
    _people(alliance, first, 10, completed_on=date(2026, 1, 1))
    with alliance.services.database.writing() as session:
        for who in both:
            session.add(Enrolment(candidate_id=who, programme_id=second))
    funnel = _funnel(alliance)
    assert [_counts(each)[:2] for each in funnel["programmes"]] == [[10, 10], [10, None]]
    assert funnel["total"]["enrolled"]["count"] == 20


def test_a_hire_stays_counted_when_the_person_is_erased(alliance: Alliance) -> None:
    people = _people(alliance, alliance.programme(), 21)
    _feedback(alliance, _list(alliance, people), FeedbackKind.HIRED)
    assert _counts(_funnel(alliance)["total"])[-1] == 21
    with alliance.services.database.writing() as session:
        for who in people[:11]:
            session.delete(session.get_one(Candidate, who))
    funnel = _funnel(alliance)
    assert _counts(funnel["programmes"][0])[-1] == 10
    assert _counts(funnel["total"])[-1] == 21
    assert _counts(funnel["total"])[0] == 10


def test_who_was_left_off_a_list_or_planted_on_it_was_not_released(alliance: Alliance) -> None:
    people = _people(alliance, alliance.programme(), 12)
    entries = _list(alliance, people)
    with alliance.services.database.writing() as session:
        session.get_one(Entry, entries[0]).is_control = True
        session.get_one(Entry, entries[1]).decision = Decision.PENDING
        session.get_one(Entry, entries[1]).decided_by_id = None
        session.get_one(Entry, entries[1]).decided_at = None
    assert _counts(_funnel(alliance)["total"])[3] == 10


def test_only_managers_and_administrators_see_statistics(alliance: Alliance) -> None:
    for person in (alliance.coach(), alliance.partner(alliance.organisation())):
        for what in ("funnel", "demand"):
            assert person.client.get(f"/api/statistics/{what}").status_code == 403
    admin = alliance.person(Role.ADMIN).client
    assert found(admin.get("/api/statistics/funnel"))["programmes"] == []
    assert found(admin.get("/api/statistics/demand"))["items"] == []
    assert admin.get("/api/statistics/demand", params={"limit": 1001}).status_code == 422


def _teaching(alliance: Alliance, *skills: str, **fields: Any) -> UUID:
    programme = alliance.programme(uuid4().hex, **fields)
    module = Module(programme_id=programme, position=1, name="Alles")
    with alliance.services.database.writing() as session:
        session.add(module)
        session.flush()
        for skill in skills:
            session.add(ModuleSkill(module_id=module.id, skill=skill))
    return programme


def test_demand_that_no_programme_covers_comes_first(alliance: Alliance) -> None:
    programme = _teaching(alliance, "t-sql")
    _teaching(alliance, "git", is_active=False)
    _people(alliance, programme, 9, skills=["git"])
    _people(alliance, programme, 1, skills=["git"], agrees=False)
    employer, other = alliance.organisation("A"), alliance.organisation("B")
    alliance.vacancy(employer, skills=("sql", "git"))
    alliance.vacancy(employer, skills=("sql",))
    alliance.vacancy(other, skills=("sql", "kubernetes", "git"))
    alliance.vacancy(other, skills=("docker",), title="Gesloten")
    _close_last(alliance)
    manager = alliance.person(Role.PROGRAMME_MANAGER).client
    answer = found(manager.get("/api/statistics/demand"))
    assert [each["skill"] for each in answer["items"]] == ["git", "kubernetes", "sql"]
    assert (answer["vacancies"], answer["skills"], answer["uncovered"]) == (3, 3, 2)
    git, _, sql = answer["items"]
    assert (git["vacancies"], git["organisations"], git["programmes"]) == (2, 2, 0)
    assert git["candidates"] == HIDDEN
    assert (sql["must"], sql["nice"], sql["programmes"]) == (3, 0, 1)
    assert sql["candidates"] == HIDDEN
    _people(alliance, programme, 1, skills=["git"])
    asked = {"only_uncovered": True, "limit": 1}
    after = found(manager.get("/api/statistics/demand", params=asked))
    assert [each["candidates"]["count"] for each in after["items"]] == [10]
    assert after["uncovered"] == 2


def test_counts_that_hold_each_other_do_not_tell_of_a_few_by_their_difference(
    alliance: Alliance,
) -> None:
    programme = alliance.programme()
    _people(alliance, programme, 14, skills=["t-sql"])
    _people(alliance, programme, 5, skills=["sql"])
    _people(alliance, programme, 3, skills=["git"])
    alliance.vacancy(alliance.organisation("A"), skills=("sql", "t-sql"))
    manager = alliance.person(Role.PROGRAMME_MANAGER).client
    answer = found(manager.get("/api/statistics/demand"))
    shown = {each["skill"]: each["candidates"]["count"] for each in answer["items"]}
    assert shown == {"sql": 10, "t-sql": 10}


def _close_last(alliance: Alliance) -> None:
    with alliance.services.database.writing() as session:
        closed = select(VacancyVersion).where(VacancyVersion.title == "Gesloten")
        version = session.exec(closed).one()
        vacancy = session.get_one(Vacancy, version.vacancy_id)
        vacancy.state, vacancy.ended_at = VacancyState.CLOSED, alliance.services.clock()


def test_demand_counts_the_newest_version_that_was_not_returned(alliance: Alliance) -> None:
    coach, now = alliance.coach().id, alliance.services.clock()
    vacancy, _ = alliance.vacancy(alliance.organisation(), skills=("sql",))
    newer = VacancyVersion(vacancy_id=vacancy, number=2, title="x", created_at=now)
    returned = VacancyVersion(vacancy_id=vacancy, number=3, title="x", created_at=now)
    returned.returned_by_id, returned.returned_at, returned.return_reason = (
        coach,
        now,
        "onduidelijk",
    )
    with alliance.services.database.writing() as session:
        session.add_all([newer, returned])
        session.flush()
        for version, skill in ((newer, "python"), (returned, "cobol")):
            session.add(
                Requirement(
                    version_id=version.id,
                    skill=skill,
                    importance=Importance.NICE,
                    origin=RequirementOrigin.PERSON,
                )
            )
    manager = alliance.person(Role.PROGRAMME_MANAGER).client
    items = found(manager.get("/api/statistics/demand"))["items"]
    assert [(each["skill"], each["must"], each["nice"]) for each in items] == [("python", 0, 1)]
