"""Questions about shortlists, and about what they are made for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import (
    AuditEvent,
    Candidate,
    Consent,
    Enrolment,
    Entry,
    EntrySubject,
    Organisation,
    ProgrammeCoach,
    Shortlist,
    Vacancy,
    VacancyVersion,
)
from service.access.principal import Principal
from service.paging import Slice
from service.words import (
    AuditKind,
    CandidateState,
    ConsentKind,
    ConsentState,
    Decision,
    Role,
    ShortlistState,
)
from service.work import GATE

__all__ = [
    "Listed",
    "OwnCount",
    "alarm_since",
    "asked_since",
    "find",
    "find_own",
    "lists_since_control",
    "lock_asker",
    "newest_version",
    "own_counts",
    "page",
    "present",
    "standing",
]


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A shortlist with the version and vacancy that it is for."""

    shortlist: Shortlist
    version: VacancyVersion
    vacancy: Vacancy


@dataclass(frozen=True, kw_only=True)
class OwnCount:
    """Entries of one list about a coach's own candidates."""

    all: int = 0
    undecided: int = 0


def find(session: Session, who: Principal, id_: UUID, *, lock: bool = False) -> Listed | None:
    """A list that somebody may know of: coaches all, partners their own."""
    found = _listed(session, id_, lock)
    if found is None or who.has(Role.COACH) or _is_own(who, found):
        return found
    return None


def find_own(session: Session, who: Principal, id_: UUID, *, lock: bool = False) -> Listed | None:
    """A list of an organisation for which somebody is a partner.

    Args:
        session: Where to look.
        who: The partner.
        id_: Of the list.
        lock: Have others who lock it wait until this transaction ends.
    """
    found = _listed(session, id_, lock)
    return found if found is not None and _is_own(who, found) else None


def page(
    session: Session,
    who: Principal,
    part: Slice,
    *,
    state: ShortlistState | None,
    vacancy_id: UUID | None,
) -> Sequence[Listed]:
    """Lists that somebody may know of, newest first, one more than the page holds."""
    moment, id_ = col(Shortlist.created_at), col(Shortlist.id)
    question = (
        select(Shortlist, VacancyVersion, Vacancy)
        .join(VacancyVersion, col(VacancyVersion.id) == col(Shortlist.version_id))
        .join(Vacancy, col(Vacancy.id) == col(VacancyVersion.vacancy_id))
        .where(part.past(moment, id_))
    )
    if not who.has(Role.COACH):
        question = question.where(col(Vacancy.organisation_id).in_(who.organisations))
    if state is not None:
        question = question.where(Shortlist.state == state)
    if vacancy_id is not None:
        question = question.where(Vacancy.id == vacancy_id)
    rows = session.exec(question.order_by(moment.desc(), id_.desc()).limit(part.limit + 1))
    return [
        Listed(shortlist=shortlist, version=version, vacancy=vacancy)
        for shortlist, version, vacancy in rows
    ]


def own_counts(
    session: Session, who: Principal, shortlist_ids: Sequence[UUID]
) -> Mapping[UUID, OwnCount]:
    """How many entries of these lists are about own candidates; lists without any are left out."""
    there = present(session, shortlist_ids)
    mine = (
        select(Entry.id, Entry.shortlist_id, Entry.decision)
        .join(EntrySubject, col(EntrySubject.entry_id) == col(Entry.id))
        .join(Enrolment, col(Enrolment.candidate_id) == col(EntrySubject.candidate_id))
        .join(ProgrammeCoach, col(ProgrammeCoach.programme_id) == col(Enrolment.programme_id))
        .where(ProgrammeCoach.user_id == who.known)
        .where(col(Entry.shortlist_id).in_(shortlist_ids))
        .distinct()
    )
    waits: dict[UUID, list[bool]] = {}
    for id_, shortlist_id, decision in session.exec(mine):
        is_open = decision == Decision.PENDING and id_ in there
        waits.setdefault(shortlist_id, []).append(is_open)
    return {id_: OwnCount(all=len(each), undecided=sum(each)) for id_, each in waits.items()}


def present(session: Session, shortlist_ids: Sequence[UUID]) -> set[UUID]:
    """Entries of lists whose candidates look for work, and agree to be on lists now."""
    question = (
        select(EntrySubject.entry_id)
        .join(Candidate, col(Candidate.id) == col(EntrySubject.candidate_id))
        .join(Consent, col(Consent.candidate_id) == col(Candidate.id))
        .where(col(EntrySubject.shortlist_id).in_(shortlist_ids))
        .where(Candidate.state == CandidateState.LOOKING)
        .where(Consent.kind == ConsentKind.POOL, Consent.state == ConsentState.GIVEN)
    )
    return set(session.exec(question))


def lock_asker(
    session: Session, who: Principal, vacancy_id: UUID
) -> tuple[Vacancy, Organisation] | None:
    """A partner's own vacancy with its organisation, both locked: requests wait for each other."""
    own = col(Vacancy.organisation_id).in_(who.organisations)
    asked = select(Vacancy).where(Vacancy.id == vacancy_id, own)
    vacancy = session.exec(asked.with_for_update()).first()
    if vacancy is None:
        return None
    asker = select(Organisation).where(Organisation.id == vacancy.organisation_id)
    return vacancy, session.exec(asker.with_for_update()).one()


def newest_version(session: Session, vacancy_id: UUID) -> VacancyVersion:
    """The version that a vacancy now has."""
    number = col(VacancyVersion.number)
    versions = select(VacancyVersion).where(VacancyVersion.vacancy_id == vacancy_id)
    return session.exec(versions.order_by(number.desc()).limit(1)).one()


def standing(session: Session, version_id: UUID) -> Shortlist | None:
    """The list of a version that is not withdrawn."""
    lists = select(Shortlist).where(
        Shortlist.version_id == version_id, Shortlist.state != ShortlistState.WITHDRAWN
    )
    return session.exec(lists).first()


def asked_since(session: Session, organisation_id: UUID, moment: datetime) -> int:
    """How many lists were made for an organisation after a moment."""
    made = (
        select(func.count(col(Shortlist.id)))
        .join(VacancyVersion, col(VacancyVersion.id) == col(Shortlist.version_id))
        .join(Vacancy, col(Vacancy.id) == col(VacancyVersion.vacancy_id))
        .where(Vacancy.organisation_id == organisation_id, Shortlist.created_at > moment)
    )
    return session.exec(made).one()


def alarm_since(session: Session, organisation_id: UUID, moment: datetime) -> bool:
    """Whether it was recorded after a moment that the budget of an organisation is nearly spent."""
    alarms = select(AuditEvent.sequence).where(
        AuditEvent.subject == organisation_id,
        AuditEvent.subject_type == GATE,
        AuditEvent.kind == AuditKind.CHANGE,
        AuditEvent.at > moment,
    )
    return session.exec(alarms).first() is not None


def lists_since_control(session: Session) -> int:
    """How many lists were made after the last one in which a control was planted."""
    with_control = select(Entry.shortlist_id).where(col(Entry.is_control))
    planted = select(func.max(Shortlist.created_at)).where(col(Shortlist.id).in_(with_control))
    last = session.exec(planted).one()
    question = select(func.count(col(Shortlist.id)))
    if last is not None:
        question = question.where(Shortlist.created_at > last)
    return session.exec(question).one()


def _listed(session: Session, id_: UUID, lock: bool) -> Listed | None:
    question = select(Shortlist).where(Shortlist.id == id_)
    shortlist = session.exec(question.with_for_update() if lock else question).first()
    if shortlist is None:
        return None
    version = session.get_one(VacancyVersion, shortlist.version_id)
    vacancy = session.get_one(Vacancy, version.vacancy_id)
    return Listed(shortlist=shortlist, version=version, vacancy=vacancy)


def _is_own(who: Principal, found: Listed) -> bool:
    return found.vacancy.organisation_id in who.organisations
