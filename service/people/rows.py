"""The rows that hang on a candidate: those that are wanted, in place of those that are there."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session

from models import (
    Candidate,
    CandidateLanguage,
    CandidateWish,
    CandidateWorkMode,
    Contact,
    Enrolment,
)
from models.base import Row
from service.engine.rows import CandidateRows
from service.people import repository
from service.people.schemas import CandidateFields

__all__ = ["touch", "write_fields"]

RowT = TypeVar("RowT", bound=Row)

_OWN = {
    "external_id",
    "place",
    "max_travel_km",
    "hours_min",
    "hours_max",
    "education_level",
    "licence_to_work",
    "available_from",
}


def touch(row: Candidate, now: datetime) -> None:
    """Count an edit of a candidate, also where all that changed stands in other tables."""
    row.updated_at = now
    flag_modified(row, "updated_at")


def write_fields(session: Session, rows: CandidateRows, fields: CandidateFields) -> None:
    """Have a candidate's rows say what was asked; those that say it already are not touched.

    Args:
        session: One that writes.
        rows: The candidate, who is in the session, with the rows that are there.
        fields: All of them; what they leave out is unknown from now on.
    """
    id_ = rows.candidate.id
    _copy(fields.model_dump(include=_OWN), rows.candidate)
    contacts = repository.contacts_of(session, [id_]).values()
    contact = Contact(candidate_id=id_, **fields.contact.model_dump())
    enrolments = [Enrolment(candidate_id=id_, **x.model_dump()) for x in fields.enrolments]
    languages = [CandidateLanguage(candidate_id=id_, **x.model_dump()) for x in fields.languages]
    modes = [CandidateWorkMode(candidate_id=id_, mode=each) for each in fields.work_modes]
    wishes = [
        CandidateWish(candidate_id=id_, position=position, occupation=each)
        for position, each in enumerate(fields.wishes, start=1)
    ]
    _replace(session, contacts, [contact], lambda row: row.candidate_id)
    _replace(session, rows.enrolments, enrolments, lambda row: row.programme_id)
    _replace(session, rows.languages, languages, lambda row: row.code)
    _replace(session, rows.work_modes, modes, lambda row: row.mode)
    _replace(session, rows.wishes, wishes, lambda row: row.position)


def _replace(
    session: Session,
    held: Iterable[RowT],
    wanted: Iterable[RowT],
    key: Callable[[RowT], Hashable],
) -> None:
    there = {key(row): row for row in held}
    new = []
    for row in wanted:
        known = there.pop(key(row), None)
        if known is None:
            new.append(row)
        else:
            _copy(row.model_dump(), known)
    for row in there.values():
        session.delete(row)
    session.flush()
    session.add_all(new)
    session.flush()


def _copy(values: Mapping[str, object], onto: Row) -> None:
    for name, value in values.items():
        if getattr(onto, name) != value:
            setattr(onto, name, value)
