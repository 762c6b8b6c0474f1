"""Rows to the objects of the interchange, as an import reads them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from models import Candidate, Claim, Organisation, Programme, Vacancy, VacancyVersion
from service.engine.profiles import TEXT
from service.engine.rows import CandidateRows, ProgrammeRows, VersionRows, read_candidate_rows
from service.engine.versions import read_version_rows
from service.imports.repository import consents, contacts
from service.programmes.repository import modules
from service.words import ConsentState

__all__ = ["Record", "candidates", "organisations", "programmes", "vacancies"]

Record = dict[str, Any]
"""One line of an interchange file."""

_NO = (ConsentState.REFUSED, ConsentState.WITHDRAWN)
_KINDS = {"is_employer": "employer", "is_school": "school", "is_public_body": "public body"}


def organisations(session: Session) -> list[Record]:
    """All organisations, by name."""
    rows = session.exec(select(Organisation).order_by(col(Organisation.name)))
    return [
        {
            "id": _number(each),
            "name": each.name,
            "kind": [kind for column, kind in _KINDS.items() if getattr(each, column)],
        }
        for each in rows
    ]


def programmes(session: Session) -> list[Record]:
    """All programmes with their modules, by name."""
    question = (
        select(Programme, Organisation.name)
        .join(Organisation, col(Organisation.id) == col(Programme.provider_id))
        .order_by(col(Programme.name))
    )
    found = []
    for row, provider in session.exec(question):
        rows = ProgrammeRows(programme=row, modules=modules(session, row.id))
        said = rows.record().model_dump(mode="json", exclude_none=True)
        found.append({**said, "id": _number(row), "provider": provider})
    return found


def vacancies(session: Session) -> list[Record]:
    """All vacancies as their newest version asks, the oldest first."""
    question = (
        select(Vacancy, Organisation)
        .join(Organisation, col(Organisation.id) == col(Vacancy.organisation_id))
        .order_by(col(Vacancy.created_at), col(Vacancy.external_id), col(Vacancy.id))
    )
    newest: dict[UUID, UUID] = {}
    for version in session.exec(select(VacancyVersion).order_by(col(VacancyVersion.number))):
        newest[version.vacancy_id] = version.id
    versions = read_version_rows(session, [*newest.values()])
    return [
        _vacancy(row, employer, versions[newest[row.id]])
        for row, employer in session.exec(question)
    ]


def candidates(session: Session, *, with_contact: bool) -> Iterator[tuple[UUID, Record]]:
    """All candidates by id, by number."""
    numbers = dict(session.exec(select(Programme.id, Programme.external_id)).all())
    order = select(Candidate.id).order_by(col(Candidate.external_id), col(Candidate.id))
    ids = session.exec(order).all()
    answers = consents(session, ids)
    people = contacts(session, ids) if with_contact else {}
    found = {rows.candidate.id: rows for rows in read_candidate_rows(session, ids)}
    for id_ in ids:
        record = _candidate(found[id_], numbers)
        if id_ in people:
            who = people[id_]
            record |= _known({"name": who.name, "email": who.email, "phone": who.phone})
        if id_ in answers and answers[id_].state is not ConsentState.ASKED:
            record["consent"] = answers[id_].state not in _NO
        yield id_, record


def _candidate(rows: CandidateRows, numbers: Mapping[UUID, str | None]) -> Record:
    who = rows.candidate
    last = max(
        rows.enrolments,
        key=lambda each: (each.completed_on or date.max, each.programme_id),
        default=None,
    )
    return {"id": _number(who)} | _known(
        {
            "text": who.cv_text,
            "programme": (numbers[last.programme_id] or str(last.programme_id)) if last else None,
            "completed_on": last.completed_on if last else None,
            "skills": [_skill(each) for each in _given(rows.claims)],
            "education_level": who.education_level,
            "languages": [{"code": x.code, "cefr": x.cefr.value} for x in rows.languages],
            "place": who.place,
            "max_travel_km": who.max_travel_km,
            "work_mode": [each.mode.value for each in rows.work_modes],
            "hours": _hours(who),
            "licence_to_work": who.licence_to_work,
            "available_from": who.available_from,
            "wants": [each.occupation for each in rows.wishes],
        }
    )


def _vacancy(row: Vacancy, employer: Organisation, rows: VersionRows) -> Record:
    version = rows.version
    always = {
        "id": _number(row),
        "title": version.title,
        "text": version.description,
        "partner": _number(employer),
        "positions": version.positions,
    }
    return always | _known(
        {
            "requirements": [
                {"skill": x.skill, "importance": x.importance.value} | _known({"level": x.level})
                for x in rows.requirements
            ],
            "education_level": version.education_level,
            "languages": [{"code": x.code, "cefr": x.cefr.value} for x in rows.languages],
            "place": version.place,
            "work_mode": [each.mode.value for each in rows.work_modes],
            "hours": _hours(version),
            "licence_to_work": version.licence_to_work,
            "start_by": version.start_by,
        }
    )


def _given(claims: Iterable[Claim]) -> Sequence[Claim]:
    """Those that the text does not say by itself."""
    given = [each for each in claims if each.source != TEXT]
    return sorted(given, key=lambda each: (each.skill, each.kind, each.source))


def _skill(claim: Claim) -> Record:
    said = {"skill": claim.skill, "evidence": claim.kind.value, "source": claim.source}
    return said | _known({"level": claim.level})


def _hours(row: Candidate | VacancyVersion) -> list[float] | None:
    """Both ends; where one is not known the interchange has none."""
    least, most = row.hours_min, row.hours_max
    return None if least is None or most is None else [least, most]


def _number(row: Organisation | Programme | Vacancy | Candidate) -> str:
    return row.external_id or str(row.id)


def _known(said: Record) -> Record:
    """Without what is unknown."""
    return {name: value for name, value in said.items() if value not in (None, "", [])}
