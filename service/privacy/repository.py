"""Questions about what is kept of a candidate, and who saw it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from models import (
    AuditEvent,
    AuditOpening,
    Candidate,
    Claim,
    Contact,
    Enrolment,
    Entry,
    EntrySubject,
    Module,
    Organisation,
    Programme,
    Pseudonym,
    Shortlist,
    Vacancy,
    VacancyVersion,
)
from service.access.candidates import within_reach
from service.access.principal import Principal
from service.audit.repository import OPENS
from service.paging import Slice
from service.words import AuditKind, ClaimState, Decision, ShortlistState

__all__ = [
    "DISPUTED",
    "NAMES",
    "ListShown",
    "claim_of",
    "claims_by_id",
    "claims_of",
    "contact_of",
    "count_disputes",
    "disputed",
    "disputes",
    "lists_of",
    "organisations_named",
    "programmes_of",
    "receipts",
]

DISPUTED = "claim_dispute"
"""What the event of a dispute is about, beside its claim."""
_JUDGED = "claim"
"""What the event of a coach who judges a claim is about."""

_RECEIPTS = (
    AuditKind.VIEW,
    AuditKind.RELEASE,
    AuditKind.EXPORT,
    AuditKind.FEEDBACK,
    AuditKind.RANKING,
)
_SHOWN = (ShortlistState.RELEASED, ShortlistState.CLOSED)

Named = Iterable[tuple[UUID, str]]


class ListShown(NamedTuple):
    """A list that an employer got."""

    organisation: str
    vacancy: str
    alias: str | None
    released_at: datetime | None


def contact_of(session: Session, candidate_id: UUID) -> Contact | None:
    """Who a candidate is."""
    return session.get(Contact, candidate_id)


def claims_of(session: Session, candidate_id: UUID) -> Sequence[Claim]:
    """All claims of a candidate, also those that do not count."""
    question = select(Claim).where(Claim.candidate_id == candidate_id)
    return session.exec(question.order_by(col(Claim.skill), col(Claim.id))).all()


def claim_of(session: Session, candidate_id: UUID, id_: UUID) -> Claim | None:
    """A claim of this candidate."""
    question = select(Claim).where(Claim.id == id_, Claim.candidate_id == candidate_id)
    return session.exec(question).first()


def claims_by_id(session: Session, ids: Iterable[UUID | None]) -> dict[UUID | None, Claim]:
    """These claims, by id; those that are gone are not in it."""
    wanted = [each for each in ids if each]
    return {each.id: each for each in session.exec(select(Claim).where(col(Claim.id).in_(wanted)))}


def programmes_of(session: Session, candidate_id: UUID) -> Sequence[tuple[Enrolment, str]]:
    """Enrolments of a candidate, with the programmes' names."""
    question = (
        select(Enrolment, Programme.name)
        .join(Programme, col(Programme.id) == col(Enrolment.programme_id))
        .where(Enrolment.candidate_id == candidate_id)
        .order_by(col(Programme.name), col(Programme.id))
    )
    return session.exec(question).all()


def lists_of(session: Session, candidate_id: UUID) -> Sequence[ListShown]:
    """Lists with this candidate that employers got, newest first."""
    vacancy, version = col(Vacancy.id), col(VacancyVersion.id)
    named = (col(Pseudonym.vacancy_id) == vacancy) & (col(Pseudonym.candidate_id) == candidate_id)
    question = (
        select(Organisation.name, VacancyVersion.title, Pseudonym.alias, Shortlist.released_at)
        .select_from(EntrySubject)
        .join(Entry, col(Entry.id) == col(EntrySubject.entry_id))
        .join(Shortlist, col(Shortlist.id) == col(Entry.shortlist_id))
        .join(VacancyVersion, version == col(Shortlist.version_id))
        .join(Vacancy, vacancy == col(VacancyVersion.vacancy_id))
        .join(Organisation, col(Organisation.id) == col(Vacancy.organisation_id))
        .outerjoin(Pseudonym, named)
        .where(
            col(EntrySubject.candidate_id) == candidate_id,
            col(Entry.decision) == Decision.APPROVED,
            col(Entry.is_control).is_(False),
            col(Shortlist.state).in_(_SHOWN),
        )
        .order_by(col(Shortlist.released_at).desc(), col(Shortlist.id))
    )
    return [ListShown(*row) for row in session.exec(question)]


def receipts(
    session: Session, candidate_id: UUID, part: Slice
) -> Sequence[tuple[AuditEvent, AuditOpening]]:
    """Who saw what of a candidate, newest first, one more than the page holds."""
    return _events(
        session,
        part,
        col(AuditOpening.candidate_id) == candidate_id,
        col(AuditEvent.kind).in_(_RECEIPTS),
    )


def disputes(
    session: Session, who: Principal, part: Slice, candidate_id: UUID | None = None
) -> Sequence[tuple[AuditEvent, AuditOpening]]:
    """What candidates whom somebody sees took out, newest first, one more than the page holds.

    With a candidate it is what they took out.
    """
    visible = select(Candidate.id).where(within_reach(who, col(Candidate.id)))
    if candidate_id is not None:
        visible = visible.where(Candidate.id == candidate_id)
    return _events(
        session,
        part,
        col(AuditEvent.kind) == AuditKind.CHANGE,
        col(AuditEvent.subject_type) == DISPUTED,
        col(AuditEvent.subject).in_(select(Claim.id)),
        col(AuditOpening.candidate_id).in_(visible),
    )


def count_disputes(session: Session, who: Principal) -> int:
    """How many claims of candidates whom somebody sees they took out, and are out still."""
    visible = select(Candidate.id).where(within_reach(who, col(Candidate.id)))
    disputed = select(AuditEvent.subject).where(
        AuditEvent.kind == AuditKind.CHANGE, AuditEvent.subject_type == DISPUTED
    )
    question = select(func.count(col(Claim.id))).where(
        Claim.state == ClaimState.REJECTED,
        col(Claim.id).in_(disputed),
        col(Claim.candidate_id).in_(visible),
    )
    return session.exec(question).one()


def disputed(session: Session, claims: Iterable[Claim]) -> set[UUID]:
    """Those of these claims that do not count because their candidate said so last."""
    ids = [each.id for each in claims if each.state is ClaimState.REJECTED]
    question = (
        select(AuditEvent.subject, AuditEvent.subject_type)
        .where(col(AuditEvent.subject).in_(ids))
        .where(col(AuditEvent.subject_type).in_((DISPUTED, _JUDGED)))
        .order_by(col(AuditEvent.sequence))
    )
    last = {claim: by for claim, by in session.exec(question) if claim}
    return {claim for claim, by in last.items() if by == DISPUTED}


def organisations_named(session: Session, ids: Iterable[UUID]) -> Named:
    """Names of organisations."""
    return _pairs(session, Organisation.id, Organisation.name, ids)


def _events(
    session: Session, part: Slice, *conditions: ColumnElement[bool]
) -> Sequence[tuple[AuditEvent, AuditOpening]]:
    """Events with their content; in a cursor, the sequence takes the place of the id."""
    sequence = col(AuditEvent.sequence)
    question = select(AuditEvent, AuditOpening).join(AuditOpening, OPENS).where(*conditions)
    if part.after is not None:
        question = question.where(sequence < part.after[1].int % 2**63)
    ordered = question.order_by(sequence.desc()).limit(part.limit + 1)
    return session.exec(ordered).all()


def _pairs(session: Session, id_: UUID, name: str, ids: Iterable[UUID]) -> Named:
    return session.exec(select(id_, name).where(col(id_).in_(list(ids)))).all()


def _programmes(session: Session, ids: Iterable[UUID]) -> Named:
    return _pairs(session, Programme.id, Programme.name, ids)


def _modules(session: Session, ids: Iterable[UUID]) -> Named:
    return _pairs(session, Module.id, Module.name, ids)


def _vacancies(session: Session, ids: Iterable[UUID]) -> Named:
    found = _titled(session, col(Vacancy.id).in_(list(ids)))
    return [(vacancy, said) for vacancy, _, said in found]


def _lists(session: Session, ids: Iterable[UUID]) -> Named:
    found = _titled(session, col(Shortlist.id).in_(list(ids)))
    return [(shortlist, said) for _, shortlist, said in found]


def _titled(session: Session, condition: ColumnElement[bool]) -> list[tuple[UUID, UUID, str]]:
    """Vacancies and their lists, each with title and employer; the newest title comes last."""
    question = (
        select(Vacancy.id, Shortlist.id, VacancyVersion.title, Organisation.name)
        .join(VacancyVersion, col(VacancyVersion.vacancy_id) == col(Vacancy.id))
        .join(Organisation, col(Organisation.id) == col(Vacancy.organisation_id))
        .outerjoin(Shortlist, col(Shortlist.version_id) == col(VacancyVersion.id))
        .where(condition)
        .order_by(col(VacancyVersion.number))
    )
    return [
        (vacancy, shortlist, f"{title} ({employer})")
        for vacancy, shortlist, title, employer in session.exec(question)
    ]


NAMES: Mapping[str, Callable[[Session, Iterable[UUID]], Named]] = {
    "module_id": _modules,
    "organisation_id": organisations_named,
    "programme_id": _programmes,
    "shortlist_id": _lists,
    "vacancy_id": _vacancies,
}
"""For columns that refer to something with a name: what finds it."""
