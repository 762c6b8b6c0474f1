"""One line of a candidate: within the limits of the service, and the rows that hang on them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from matching.reading.records import CandidateRecord
from models import (
    Candidate,
    CandidateLanguage,
    CandidateWish,
    CandidateWorkMode,
    Contact,
    Enrolment,
)
from service.engine.rows import CandidateRows
from service.imports.bringing import bring_columns
from service.people.schemas import CandidateCreate
from service.tables.records import CandidateRow
from service.tables.records import Contact as GivenContact
from service.words import WorkMode

__all__ = ["Line", "bring_rows", "line_of", "new_candidate"]

_OWN_COLUMNS = {
    "place",
    "max_travel_km",
    "hours_min",
    "hours_max",
    "education_level",
    "licence_to_work",
    "available_from",
}
_MOST_WISHES = 100


@dataclass(frozen=True, kw_only=True)
class Line:
    """A candidate of a file.

    Attributes:
        external_id: Their number in the file.
        record: The line.
        body: The line within the limits of the service.
        has_contact: Whether the line says who they are.
    """

    external_id: str
    record: CandidateRecord
    body: CandidateCreate
    has_contact: bool


def line_of(row: CandidateRow, programme_id: UUID | None) -> Line:
    """A line within the limits of the service; who has no name yet is called by their number.

    Raises:
        ValidationError: It does not fit these.
    """
    record = row.record
    said: dict[str, Any] = {
        "contact": _contact(row.contact, record.id),
        "external_id": record.id,
        "enrolments": _enrolments(programme_id, record.completed_on),
        "place": record.place,
        "max_travel_km": record.max_travel_km,
        "work_modes": [each.value for each in dict.fromkeys(record.work_mode)],
        "hours_min": record.hours[0] if record.hours else None,
        "hours_max": record.hours[1] if record.hours else None,
        "education_level": record.education_level,
        "licence_to_work": record.licence_to_work,
        "available_from": record.available_from,
        "languages": [{"code": each.code, "cefr": each.cefr} for each in record.languages],
        "wishes": [*dict.fromkeys(record.wants)],
        "cv_text": record.text,
        "skills": [
            each.model_dump(include=_GIVEN, exclude_none=True, mode="json")
            for each in record.skills
        ],
    }
    body = CandidateCreate.model_validate(said)
    return Line(
        external_id=record.id, record=record, body=body, has_contact=row.contact is not None
    )


_GIVEN = {"label", "skill", "level", "evidence", "source"}


def new_candidate(line: Line, now: datetime) -> Candidate:
    """The own row of somebody who is not there yet."""
    return Candidate(
        external_id=line.external_id,
        **line.body.model_dump(include=_OWN_COLUMNS),
        state_since=now,
        created_at=now,
        updated_at=now,
    )


def bring_rows(session: Session, rows: CandidateRows, contact: Contact | None, line: Line) -> None:
    """Have the rows of somebody say what a line says; what it leaves out stays."""
    who, body = rows.candidate, line.body
    bring_columns(who, body.model_dump(include=_OWN_COLUMNS))
    if contact is None:
        session.add(Contact(candidate_id=who.id, **body.contact.model_dump()))
    elif line.has_contact:
        bring_columns(contact, body.contact.model_dump())
    _bring_enrolments(session, rows.enrolments, who.id, line)
    _bring_languages(session, rows.languages, who.id, line)
    if body.work_modes:
        _bring_modes(session, rows.work_modes, who.id, body.work_modes)
    if body.wishes:
        _bring_wishes(session, rows.wishes, who.id, body.wishes)


def _contact(given: GivenContact | None, number: str) -> dict[str, str | None]:
    if given is None:
        return {"name": number}
    return {"name": given.name, "email": given.email, "phone": given.phone}


def _enrolments(programme_id: UUID | None, completed_on: date | None) -> list[dict[str, Any]]:
    if programme_id is None:
        return []
    return [{"programme_id": programme_id, "completed_on": completed_on}]


def _bring_enrolments(
    session: Session, standing: Iterable[Enrolment], candidate_id: UUID, line: Line
) -> None:
    there = {each.programme_id: each for each in standing}
    for said in line.body.enrolments:
        row = there.get(said.programme_id)
        if row is None:
            session.add(Enrolment(candidate_id=candidate_id, **said.model_dump()))
        else:
            bring_columns(row, {"completed_on": said.completed_on})


def _bring_languages(
    session: Session, standing: Iterable[CandidateLanguage], candidate_id: UUID, line: Line
) -> None:
    there = {each.code: each for each in standing}
    for said in line.body.languages:
        row = there.get(said.code)
        if row is None:
            session.add(CandidateLanguage(candidate_id=candidate_id, **said.model_dump()))
        else:
            bring_columns(row, {"cefr": said.cefr})


def _bring_modes(
    session: Session,
    standing: Iterable[CandidateWorkMode],
    candidate_id: UUID,
    modes: Collection[WorkMode],
) -> None:
    """Just those of the line: who works from home only no longer comes to an office."""
    there = {each.mode for each in standing}
    for row in standing:
        if row.mode not in modes:
            session.delete(row)
    session.add_all(
        CandidateWorkMode(candidate_id=candidate_id, mode=each)
        for each in modes
        if each not in there
    )


def _bring_wishes(
    session: Session, standing: Sequence[CandidateWish], candidate_id: UUID, wishes: Sequence[str]
) -> None:
    """The wishes of the line first, and after them those that stand there and it does not name."""
    named = {each.casefold() for each in wishes}
    others = [each.occupation for each in standing if each.occupation.casefold() not in named]
    there = {each.position: each for each in standing}
    for position, occupation in enumerate([*wishes, *others][:_MOST_WISHES], start=1):
        row = there.pop(position, None)
        if row is None:
            session.add(
                CandidateWish(candidate_id=candidate_id, position=position, occupation=occupation)
            )
        else:
            bring_columns(row, {"occupation": occupation})
    for row in there.values():
        session.delete(row)
