"""Questions about what is due."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, true
from sqlmodel import Session, col, delete, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from models import (
    ApiToken,
    AuditEvent,
    AuditOpening,
    Candidate,
    Claim,
    Consent,
    DataState,
    Enrolment,
    EntrySubject,
    IdempotencyKey,
    LoginAttempt,
    LoginSession,
    PersonalLink,
    Pseudonym,
    RankingRecord,
    Shortlist,
    StoredProfile,
    Vacancy,
    VacancyVersion,
)
from models.base import Row
from service.audit.repository import OPENS
from service.retention.rules import FOUR_WEEKS, MONTH, RECENT, YEAR, Standing, superseded
from service.words import AuditKind, ConsentKind, ConsentState

__all__ = ["Rows", "delete_profiles", "expired", "old_profiles", "standings"]


class Rows(NamedTuple):
    """Rows of a table that are due together."""

    table: type[Row]
    condition: ColumnElement[bool]


def standings(
    session: Session, today: date, only: UUID | None = None
) -> Iterator[tuple[UUID, Standing]]:
    """How candidates stand, all of them or one."""
    active = _last_active(session, only)
    consents = _given(session, only)
    training = _in_training(session, today, only)
    lists = _procedures(session, only)
    question = select(
        Candidate.id, col(Candidate.state), Candidate.state_since, Candidate.updated_at
    )
    for id_, state, since, updated in session.exec(question.where(_among(Candidate.id, only))):
        ends = lists.get(id_, [])
        yield (
            id_,
            Standing(
                state=state,
                state_since=since,
                last_active=max(since, updated, *active.get(id_, ())),
                agrees=(id_, ConsentKind.POOL) in consents,
                keeps=(id_, ConsentKind.RETENTION) in consents,
                in_training=id_ in training,
                in_procedure=None in ends,
                procedure_ended=max((each for each in ends if each), default=None),
            ),
        )


def expired(now: datetime) -> dict[str, Rows]:
    """What is due besides candidates, by name: what to delete, and where."""
    past = now - MONTH
    reveal = col(Consent.kind) == ConsentKind.REVEAL
    is_open = col(Consent.state) == ConsentState.ASKED
    return {
        "places_on_lists": Rows(
            EntrySubject, _over(now, _lists, EntrySubject.shortlist_id, EntrySubject.candidate_id)
        ),
        "pseudonyms": Rows(
            Pseudonym, _over(now, _vacancies, Pseudonym.vacancy_id, Pseudonym.candidate_id)
        ),
        "reveals": Rows(
            Consent, reveal & _over(now, _vacancies, Consent.vacancy_id, Consent.candidate_id)
        ),
        "questions": Rows(Consent, is_open & (col(Consent.asked_at) <= now - FOUR_WEEKS)),
        "login_attempts": Rows(LoginAttempt, col(LoginAttempt.at) <= past),
        "login_sessions": Rows(
            LoginSession,
            or_(col(LoginSession.expires_at) <= past, col(LoginSession.revoked_at) <= past),
        ),
        "personal_links": Rows(
            PersonalLink,
            or_(col(PersonalLink.expires_at) <= past, col(PersonalLink.revoked_at) <= past),
        ),
        "api_tokens": Rows(
            ApiToken, or_(col(ApiToken.expires_at) <= past, col(ApiToken.revoked_at) <= past)
        ),
        "idempotency_keys": Rows(IdempotencyKey, col(IdempotencyKey.expires_at) <= past),
    }


def old_profiles(session: Session) -> dict[UUID, list[int]]:
    """Profiles as they were, which no recorded ranking needs: versions by candidate."""
    ranked = session.exec(select(RankingRecord.data_version).distinct()).all()
    newest = session.exec(select(DataState.version)).first() or 0
    stored = session.exec(
        select(StoredProfile.candidate_id, StoredProfile.version).order_by(
            col(StoredProfile.candidate_id), col(StoredProfile.version)
        )
    )
    found = {
        id_: superseded([version for _, version in rows], sorted(ranked), newest - RECENT)
        for id_, rows in groupby(stored, key=lambda row: row[0])
    }
    return {id_: versions for id_, versions in found.items() if versions}


def delete_profiles(session: Session, profiles: Mapping[UUID, Iterable[int]]) -> None:
    """Delete these versions."""
    for id_, versions in profiles.items():
        of, version = col(StoredProfile.candidate_id), col(StoredProfile.version)
        session.exec(delete(StoredProfile).where(of == id_, version.in_(list(versions))))


def _among(owner: UUID | None, only: UUID | None) -> ColumnElement[bool]:
    """A condition on rows of one candidate, or of all."""
    return true() if only is None else col(owner) == only


def _last_active(session: Session, only: UUID | None) -> dict[UUID, list[datetime]]:
    """Signs of life that the row of a candidate does not show."""
    found: dict[UUID, list[datetime]] = {}
    for question in (_claims_changed, _consents_answered, _lists_released):
        for id_, moment in session.exec(question(only)):
            found.setdefault(id_, []).append(moment)
    return found


def _claims_changed(only: UUID | None) -> "Select[UUID, datetime]":
    owner = col(Claim.candidate_id)
    question = select(Claim.candidate_id, func.max(Claim.updated_at))
    return question.where(_among(Claim.candidate_id, only)).group_by(owner)


def _consents_answered(only: UUID | None) -> "Select[UUID, datetime]":
    """A question that is open is no sign of life, nor one for a name: it goes with its vacancy."""
    answered = func.max(func.coalesce(Consent.withdrawn_at, Consent.answered_at))
    return (
        select(Consent.candidate_id, answered)
        .where(col(Consent.answered_at).is_not(None), col(Consent.vacancy_id).is_(None))
        .where(_among(Consent.candidate_id, only))
        .group_by(col(Consent.candidate_id))
    )


def _lists_released(only: UUID | None) -> "Select[UUID, datetime]":
    """The log tells it for longer than the list, which goes four weeks after its procedure."""
    return (
        select(Candidate.id, func.max(AuditEvent.at))
        .join(AuditOpening, col(AuditOpening.candidate_id) == col(Candidate.id))
        .join(AuditEvent, OPENS)
        .where(col(AuditEvent.kind).in_((AuditKind.RELEASE, AuditKind.FEEDBACK)))
        .where(_among(Candidate.id, only))
        .group_by(col(Candidate.id))
    )


def _given(session: Session, only: UUID | None) -> set[tuple[UUID, ConsentKind]]:
    question = select(Consent.candidate_id, col(Consent.kind)).where(
        Consent.state == ConsentState.GIVEN, _among(Consent.candidate_id, only)
    )
    return set(session.exec(question))


def _in_training(session: Session, today: date, only: UUID | None) -> set[UUID]:
    question = select(Enrolment.candidate_id).where(
        col(Enrolment.completed_on) > today, _among(Enrolment.candidate_id, only)
    )
    return set(session.exec(question))


def _procedures(session: Session, only: UUID | None) -> dict[UUID, list[datetime | None]]:
    """For each list that a candidate is on, when its procedure ended; None while it runs."""
    question = (
        select(
            EntrySubject.candidate_id,
            Vacancy.ended_at,
            Shortlist.closed_at,
            Shortlist.withdrawn_at,
        )
        .join(Shortlist, col(Shortlist.id) == col(EntrySubject.shortlist_id))
        .join(VacancyVersion, col(VacancyVersion.id) == col(Shortlist.version_id))
        .join(Vacancy, col(Vacancy.id) == col(VacancyVersion.vacancy_id))
        .where(_among(EntrySubject.candidate_id, only))
    )
    found: dict[UUID, list[datetime | None]] = {}
    for id_, *ends in session.exec(question):
        found.setdefault(id_, []).append(min((each for each in ends if each), default=None))
    return found


def _lists(moment: datetime) -> SelectOfScalar[UUID]:
    """Lists whose procedure ended by then: they did, or their vacancy."""
    ends = (Vacancy.ended_at, Shortlist.closed_at, Shortlist.withdrawn_at)
    return (
        select(Shortlist.id)
        .join(VacancyVersion, col(VacancyVersion.id) == col(Shortlist.version_id))
        .join(Vacancy, col(Vacancy.id) == col(VacancyVersion.vacancy_id))
        .where(or_(*(col(each) <= moment for each in ends)))
    )


def _vacancies(moment: datetime) -> SelectOfScalar[UUID]:
    """Vacancies that ended by then."""
    return select(Vacancy.id).where(col(Vacancy.ended_at) <= moment)


def _over(
    now: datetime,
    ended_by: Callable[[datetime], SelectOfScalar[UUID]],
    procedure: UUID | None,
    candidate: UUID,
) -> ColumnElement[bool]:
    """Rows of procedures that ended four weeks ago; a year for who agreed to be kept.

    Args:
        now: This moment.
        ended_by: Selects the procedures that ended by a moment.
        procedure: The column that names one.
        candidate: The column that names a candidate.
    """
    keeps = select(Consent.candidate_id).where(
        Consent.kind == ConsentKind.RETENTION, Consent.state == ConsentState.GIVEN
    )
    soon = col(procedure).in_(ended_by(now - FOUR_WEEKS)) & col(candidate).not_in(keeps)
    return or_(soon, col(procedure).in_(ended_by(now - YEAR)))
