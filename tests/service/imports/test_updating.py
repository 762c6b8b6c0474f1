"""What a second file does to rows: it changes what it says, and never what people decided."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from matching.matcher import Matcher
from models import (
    Candidate,
    CandidateLanguage,
    CandidateWish,
    Claim,
    Consent,
    Contact,
    DuplicateFlag,
    Module,
    Requirement,
    StoredProfile,
    User,
    Vacancy,
    VacancyVersion,
)
from service.engine.readers import Readers
from service.imports.told import ImportRefusedError
from service.services import open_services
from service.settings import Settings
from service.words import ClaimState, ConsentState, ImportKind, VacancyState
from service.work import Services
from tests.databases import Backend
from tests.service.imports.bringing import (
    CANDIDATES,
    ORGANISATIONS,
    PROGRAMMES,
    VACANCIES,
    bring_all,
    bring_lines,
)

SAM = CANDIDATES[0]
VACANCY = VACANCIES[0]


@pytest.fixture
def services(backend: Backend, matcher: Matcher) -> Iterator[Services]:
    """The service on a database with the small files in it."""
    with backend.lent() as url, open_services(Settings(database_url=url), matcher=matcher) as made:
        bring_all(made)
        yield made


def candidate(session: Session, number: str) -> Candidate:
    return session.exec(select(Candidate).where(Candidate.external_id == number)).one()


def brought(services: Services, **changes: Any) -> tuple[int, int, int]:
    run = bring_lines(services, ImportKind.CANDIDATES, [{**SAM, **changes}])
    return run.added, run.updated, run.unchanged


def profiles(services: Services) -> int:
    with services.database.reading() as session:
        return len(session.exec(select(StoredProfile.version)).all())


def test_rows_that_say_the_same_are_not_touched(services: Services) -> None:
    with services.database.reading() as session:
        before = candidate(session, "C1").revision
    made = profiles(services)
    assert brought(services) == (0, 0, 1)
    assert profiles(services) == made
    with services.database.reading() as session:
        assert candidate(session, "C1").revision == before


@pytest.mark.parametrize(
    "changes",
    [
        {"place": "Delft"},
        {"name": "Sam de Vries"},
        {"text": "Vaardigheden\n- Python"},
        {"skills": [{"label": "Docker", "level": 3, "evidence": "work"}]},
        {"completed_on": "2026-07-01"},
        {"languages": [{"code": "nl", "cefr": "C2"}]},
        {"work_mode": ["remote"]},
        {"wants": ["tester"]},
        {"hours": [8, 16]},
    ],
)
def test_what_differs_is_changed_once(services: Services, changes: dict[str, Any]) -> None:
    made = profiles(services)
    assert brought(services, **changes) == (0, 1, 0)
    assert profiles(services) == made + ("name" not in changes or 1)
    assert brought(services, **changes) == (0, 0, 1)


def test_what_a_line_leaves_out_stays(services: Services) -> None:
    run = bring_lines(services, ImportKind.CANDIDATES, [{"id": "C1"}])
    assert run.unchanged == 1
    with services.database.reading() as session:
        row = candidate(session, "C1")
        assert (row.place, row.hours_min, row.cv_text) == ("Rotterdam", 24, SAM["text"])
        assert session.get_one(Contact, row.id).email == "sam@example.org"


def test_what_people_judged_stays(services: Services) -> None:
    with services.database.writing() as session:
        row = candidate(session, "C1")
        for claim in session.exec(select(Claim).where(Claim.candidate_id == row.id)):
            if claim.skill == "java":
                claim.state = ClaimState.REJECTED
    assert brought(services, text=f"{SAM['text']}\nJava") == (0, 1, 0)
    with services.database.reading() as session:
        states = {
            each.state
            for each in session.exec(select(Claim).where(Claim.candidate_id == row.id))
            if each.skill == "java"
        }
    assert states == {ClaimState.REJECTED}


def test_languages_and_wishes_that_were_read_stay(services: Services) -> None:
    brought(services, languages=[{"code": "nl", "cefr": "C2"}], wants=["tester"])
    with services.database.reading() as session:
        id_ = candidate(session, "C1").id
        spoken = select(CandidateLanguage).where(CandidateLanguage.candidate_id == id_)
        wanted = select(CandidateWish).where(CandidateWish.candidate_id == id_)
        assert {each.code for each in session.exec(spoken)} == {"nl", "en"}
        wishes = sorted(session.exec(wanted), key=lambda each: each.position)
        assert [each.occupation for each in wishes][:2] == ["tester", "data-analist"]


def consents(services: Services, number: str) -> list[ConsentState]:
    with services.database.reading() as session:
        mine = select(Consent).where(Consent.candidate_id == candidate(session, number).id)
        rows = sorted(session.exec(mine), key=lambda each: each.asked_at)
        assert {each.wording for each in rows} <= {"import-1"}
        return [each.state for each in rows]


def test_a_file_gives_and_takes_consent(services: Services) -> None:
    assert consents(services, "C1") == [ConsentState.GIVEN]
    assert consents(services, "C2") == [ConsentState.REFUSED]
    assert consents(services, "C3") == []
    bring_lines(
        services,
        ImportKind.CANDIDATES,
        [{"id": "C1", "consent": False}, {"id": "C2", "consent": True}],
    )
    assert consents(services, "C1") == [ConsentState.WITHDRAWN]
    assert consents(services, "C2") == [ConsentState.REFUSED, ConsentState.GIVEN]


def test_no_file_gives_consent_back_that_was_withdrawn(services: Services) -> None:
    with services.database.writing() as session:
        mine = select(Consent).where(Consent.candidate_id == candidate(session, "C1").id)
        row = session.exec(mine).one()
        row.state, row.withdrawn_at = ConsentState.WITHDRAWN, services.clock()
    assert brought(services) == (0, 0, 1)
    assert consents(services, "C1") == [ConsentState.WITHDRAWN]


def test_who_may_be_one_person_is_flagged(services: Services) -> None:
    twin = {"id": "C9", "name": "S. Voorbeeld", "email": "sam@example.org", "programme": "P1"}
    bring_lines(services, ImportKind.CANDIDATES, [twin])
    with services.database.reading() as session:
        (flag,) = session.exec(select(DuplicateFlag)).all()
        assert flag.reason == "email"


def test_a_module_that_stays_keeps_its_row(services: Services) -> None:
    with services.database.reading() as session:
        before = {each.name: each.id for each in session.exec(select(Module))}
    (programme,) = PROGRAMMES
    more = {**programme, "modules": [*programme["modules"], {"name": "Docker"}]}
    assert bring_lines(services, ImportKind.PROGRAMMES, [more]).updated == 1
    assert bring_lines(services, ImportKind.PROGRAMMES, [more]).unchanged == 1
    with services.database.reading() as session:
        after = {each.name: each.id for each in session.exec(select(Module))}
    assert before.items() < after.items()


def versions(services: Services) -> list[int]:
    with services.database.reading() as session:
        return sorted(session.exec(select(VacancyVersion.number)))


def test_a_vacancy_that_says_something_new_gets_a_version(services: Services) -> None:
    assert bring_lines(services, ImportKind.VACANCIES, [{**VACANCY, "hours": [24, 32]}]).updated
    assert versions(services) == [1, 2]
    must = {**VACANCY, "requirements": [{"label": "Docker", "level": 2}]}
    assert bring_lines(services, ImportKind.VACANCIES, [must]).updated == 1
    assert bring_lines(services, ImportKind.VACANCIES, [must]).unchanged == 1
    none = {**VACANCY, "requirements": []}
    assert bring_lines(services, ImportKind.VACANCIES, [none]).updated == 1
    assert bring_lines(services, ImportKind.VACANCIES, [none]).unchanged == 1
    assert versions(services) == [1, 2, 3, 4]


def test_what_people_corrected_of_a_vacancy_is_not_undone(services: Services) -> None:
    with services.database.writing() as session:
        user = User(email="coach@example.org")
        session.add(user)
        session.flush()
        of: UUID = session.exec(select(Vacancy.id)).one()
        session.add(
            VacancyVersion(vacancy_id=of, number=2, title="Java, senior", created_by_id=user.id)
        )
    assert bring_lines(services, ImportKind.VACANCIES, VACANCIES).unchanged == 1
    assert versions(services) == [1, 2]


def test_a_vacancy_that_ended_takes_nothing_new(services: Services) -> None:
    with services.database.writing() as session:
        row = session.exec(select(Vacancy)).one()
        row.state, row.ended_at = VacancyState.CLOSED, services.clock()
    assert bring_lines(services, ImportKind.VACANCIES, VACANCIES).unchanged == 1
    rows = [{**VACANCY, "title": "Tester"}, {**VACANCY, "id": "V2"}]
    with pytest.raises(ImportRefusedError, match="not ended"):
        bring_lines(services, ImportKind.VACANCIES, rows)
    assert versions(services) == [1]


def test_given_requirements_stand_beside_those_of_the_text(services: Services) -> None:
    with services.database.reading() as session:
        origins = {each.skill: each.origin.value for each in session.exec(select(Requirement))}
    assert origins == {"java": "text", "sql": "text", "git": "text", "docker": "person"}


@pytest.mark.parametrize(
    ("kind", "row", "column"),
    [
        (ImportKind.ORGANISATIONS, {"id": "O9", "name": "Codehuis", "kind": "school"}, "name"),
        (ImportKind.PROGRAMMES, {**PROGRAMMES[0], "id": "P9"}, "name"),
        (ImportKind.PROGRAMMES, {**PROGRAMMES[0], "provider": "O1"}, "provider"),
        (ImportKind.PROGRAMMES, {"id": "P9", "name": "Java"}, "provider"),
        (ImportKind.VACANCIES, {**VACANCY, "partner": "O2"}, "partner"),
        (ImportKind.VACANCIES, {**VACANCY, "text": "x" * 60_000}, "text"),
        (ImportKind.CANDIDATES, {"id": "C9", "programme": "P9"}, "programme"),
        (ImportKind.CANDIDATES, {"id": "C9", "place": "x" * 300}, "place"),
    ],
)
def test_what_does_not_fit_is_named(
    services: Services, kind: ImportKind, row: dict[str, Any], column: str
) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        bring_lines(services, kind, [row])
    assert [each.column for each in refused.value.problems] == [column]


def test_skills_that_the_taxonomy_lacks_are_left_out_and_told(services: Services) -> None:
    rows = [{"id": "C9", "skills": [{"label": "Java"}, {"label": "vliegeren in Zeeland"}]}]
    run = bring_lines(services, ImportKind.CANDIDATES, rows)
    assert (run.added, [each.column for each in run.notices]) == (1, ["skills"])
    assert "vliegeren" not in run.model_dump_json()


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.fixed_dictionaries(
            {"id": st.sampled_from(["C1", "C2", "C3", "C4"])},
            optional={
                "place": st.sampled_from(["Delft", "3011", ""]),
                "skills": st.lists(
                    st.fixed_dictionaries(
                        {"label": st.sampled_from(["Java", "SQL", "C#", "zzz"])},
                        optional={
                            "level": st.integers(1, 4),
                            "source": st.sampled_from(["text", "skills", "languages", "x"]),
                            "evidence": st.sampled_from(["self", "coach", "certificate"]),
                        },
                    ),
                    max_size=4,
                ),
                "text": st.sampled_from(["", "Java, SQL en Git", "Ik spreek Engels op B2"]),
                "wants": st.lists(st.sampled_from(["tester", "Tester", "analist"]), max_size=3),
                "consent": st.booleans(),
                "hours": st.just([24, 32]),
                "programme": st.just("P1"),
            },
        ),
        max_size=4,
        min_size=1,
        unique_by=lambda row: row["id"],
    )
)
def test_any_file_sent_twice_changes_nothing_the_second_time(
    services: Services, rows: list[dict[str, Any]]
) -> None:
    rows = [{**row, "place": row.get("place") or "Gouda"} for row in rows]
    bring_lines(services, ImportKind.CANDIDATES, rows)
    assert bring_lines(services, ImportKind.CANDIDATES, rows).unchanged == len(rows)


def test_organisations_are_changed_too(services: Services) -> None:
    rows = [{**ORGANISATIONS[0], "kind": "employer"}]
    assert bring_lines(services, ImportKind.ORGANISATIONS, rows).updated == 1
    assert bring_lines(services, ImportKind.ORGANISATIONS, rows).unchanged == 1


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are read from now on."""
    read: list[str] = []
    vacancies, cvs = Readers.vacancies, Readers.cvs

    def read_vacancies(self: Readers, records: Any, show: Any) -> Any:
        read.extend(each.title for each in records)
        return vacancies(self, records, show)

    def read_cvs(self: Readers, texts: Any, show: Any) -> Any:
        read.extend(texts)
        return cvs(self, texts, show)

    monkeypatch.setattr(Readers, "vacancies", read_vacancies)
    monkeypatch.setattr(Readers, "cvs", read_cvs)
    return read


def test_only_what_is_new_is_read_and_each_text_once(services: Services, asked: list[str]) -> None:
    bring_all(services)
    assert asked == []
    new = {**VACANCY, "id": "V2", "title": "Data engineer"}
    bring_lines(services, ImportKind.VACANCIES, [VACANCY, new])
    assert asked == ["Data engineer"]
    twice = [{"id": "C8", "text": "Ik werk met Go"}, {"id": "C9", "text": "Ik werk met Go"}]
    bring_lines(services, ImportKind.CANDIDATES, [*CANDIDATES, *twice])
    assert asked == ["Data engineer", "Ik werk met Go"]
