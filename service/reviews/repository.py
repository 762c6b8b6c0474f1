"""Questions of a coach who reviews. Who an entry is about is found for own candidates alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from models import (
    AuditEvent,
    AuditOpening,
    Candidate,
    Claim,
    Contact,
    DuplicateFlag,
    Enrolment,
    Entry,
    EntrySubject,
    Organisation,
    ProgrammeCoach,
    Pseudonym,
    RankingRecord,
    Shortlist,
    User,
    VacancyVersion,
)
from service.access.principal import Principal
from service.audit.repository import OPENS
from service.words import AuditKind, DuplicateState

__all__ = [
    "Reviewed",
    "entries",
    "happened",
    "names_of",
    "organisation_named",
    "own",
    "ranking_of",
    "reviewed",
    "scores_by_band",
    "stands_on",
]

_DECIDING = (AuditKind.APPROVAL, AuditKind.OVERRIDE, AuditKind.CHANGE)
_SEEING = (AuditKind.VIEW, AuditKind.EXPORT)


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """An entry with who it is about, and what a reviewer should know of them.

    Attributes:
        entry, subject: The rows.
        name: Of the candidate.
        alias: What the partner calls them, once the list is released.
        changed_at: When their data or claims last changed.
        may_be_double: Whether nobody decided yet that they are not somebody else too.
    """

    entry: Entry
    subject: EntrySubject
    name: str
    alias: str | None
    changed_at: datetime
    may_be_double: bool


def own(session: Session, who: Principal, candidate_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these candidates who are in programmes that somebody coaches."""
    enrolled = (
        select(Enrolment.candidate_id)
        .join(ProgrammeCoach, col(ProgrammeCoach.programme_id) == col(Enrolment.programme_id))
        .where(ProgrammeCoach.user_id == who.known)
        .where(col(Enrolment.candidate_id).in_(set(candidate_ids)))
    )
    return set(session.exec(enrolled))


def entries(session: Session, shortlist_id: UUID) -> Sequence[Entry]:
    """All entries of a list in the order in which they are shown."""
    rows = select(Entry).where(Entry.shortlist_id == shortlist_id)
    return session.exec(rows.order_by(col(Entry.band), col(Entry.place))).all()


def reviewed(
    session: Session, who: Principal, shortlist_id: UUID, *, entry_id: UUID | None = None
) -> dict[UUID, Reviewed]:
    """The entries of a list about own candidates, by id of the entry; or one of them."""
    question = (
        select(Entry, EntrySubject, Candidate, Contact.name)
        .join(EntrySubject, col(EntrySubject.entry_id) == col(Entry.id))
        .join(Candidate, col(Candidate.id) == col(EntrySubject.candidate_id))
        .outerjoin(Contact, col(Contact.candidate_id) == col(Candidate.id))
        .where(Entry.shortlist_id == shortlist_id)
    )
    if entry_id is not None:
        question = question.where(Entry.id == entry_id)
    rows = session.exec(question).all()
    ids = own(session, who, [subject.candidate_id for _, subject, _, _ in rows])
    claimed, doubles = _claims_changed(session, ids), _doubles(session, ids)
    called = _aliases(session, shortlist_id)
    return {
        entry.id: Reviewed(
            entry=entry,
            subject=subject,
            name=name or "",
            alias=called.get(candidate.id),
            changed_at=max(candidate.updated_at, claimed.get(candidate.id, candidate.updated_at)),
            may_be_double=candidate.id in doubles,
        )
        for entry, subject, candidate, name in rows
        if candidate.id in ids
    }


def scores_by_band(session: Session, shortlist_id: UUID) -> dict[int, list[int]]:
    """The scores that the ranking put in each band of a list, best band first."""
    ranked = (
        select(Entry.band, EntrySubject.score)
        .join(EntrySubject, col(EntrySubject.entry_id) == col(Entry.id))
        .where(Entry.shortlist_id == shortlist_id)
        .where(~col(Entry.is_control), col(Entry.ranked_place).is_not(None))
        .order_by(col(Entry.band))
    )
    bands: dict[int, list[int]] = {}
    for band, score in session.exec(ranked):
        bands.setdefault(band, []).append(score)
    return bands


def stands_on(session: Session, shortlist_id: UUID, candidate_id: UUID) -> bool:
    """Whether a list has an entry about somebody."""
    mine = select(EntrySubject.entry_id).where(
        EntrySubject.shortlist_id == shortlist_id, EntrySubject.candidate_id == candidate_id
    )
    return session.exec(mine).first() is not None


def ranking_of(session: Session, ranking_id: UUID) -> RankingRecord:
    """The ranking that a list was made from, with what was asked."""
    return session.get_one(RankingRecord, ranking_id)


def happened(
    session: Session, shortlist_id: UUID, entry_ids: Iterable[UUID], *, limit: int
) -> Sequence[tuple[AuditEvent, Mapping[str, Any] | None]]:
    """Events about a list and its entries, newest first; their content, where it is not erased.

    What the partner is shown of each entry at release is left out: the list's own event says it.
    """
    kind, of = col(AuditEvent.kind), col(AuditEvent.subject)
    about_entry = of.in_(list(entry_ids)) & kind.in_(_DECIDING)
    question = (
        select(AuditEvent, AuditOpening)
        .outerjoin(AuditOpening, OPENS)
        .where(or_(about_entry, (of == shortlist_id) & kind.not_in(_SEEING)))
        .order_by(col(AuditEvent.sequence).desc())
        .limit(limit)
    )
    rows: Sequence[tuple[AuditEvent, AuditOpening | None]] = session.exec(question).all()
    return [(event, None if opening is None else opening.content) for event, opening in rows]


def names_of(session: Session, user_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names of users."""
    question = select(User.id, User.name).where(col(User.id).in_(set(user_ids)))
    return {id_: name or "" for id_, name in session.exec(question)}


def organisation_named(session: Session, id_: UUID) -> str:
    """The name of an organisation."""
    return session.get_one(Organisation, id_).name


def _aliases(session: Session, shortlist_id: UUID) -> dict[UUID, str]:
    question = (
        select(Pseudonym.candidate_id, Pseudonym.alias)
        .join(VacancyVersion, col(VacancyVersion.vacancy_id) == col(Pseudonym.vacancy_id))
        .join(Shortlist, col(Shortlist.version_id) == col(VacancyVersion.id))
        .where(Shortlist.id == shortlist_id)
    )
    return dict(session.exec(question).all())


def _claims_changed(session: Session, ids: set[UUID]) -> dict[UUID, datetime]:
    of = col(Claim.candidate_id)
    newest = select(of, func.max(Claim.updated_at)).where(of.in_(ids)).group_by(of)
    return dict(session.exec(newest).all())


def _doubles(session: Session, ids: set[UUID]) -> set[UUID]:
    first, second = col(DuplicateFlag.first_id), col(DuplicateFlag.second_id)
    flags = select(first, second).where(
        DuplicateFlag.state == DuplicateState.OPEN, or_(first.in_(ids), second.in_(ids))
    )
    return {each for pair in session.exec(flags) for each in pair}
