"""Questions about candidates who may be one person."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models import Candidate, Contact, DuplicateFlag, Enrolment
from service.access.candidates import within_reach
from service.access.principal import Principal
from service.duplicates.likeness import Person
from service.paging import Slice
from service.words import DuplicateState

__all__ = ["everybody", "find", "flags_of", "like", "open_of", "page"]

_AT_ONCE = 500  # ids in one question; SQLite allows some thousands
_LENGTHS = (0.9, 1.1)
"""Texts whose lengths differ by more are not alike."""


def find(session: Session, who: Principal, id_: UUID) -> DuplicateFlag | None:
    """A suspicion about two candidates whom somebody may both see."""
    return session.exec(_seen_by(who).where(DuplicateFlag.id == id_)).first()


def page(
    session: Session, who: Principal, part: Slice, state: DuplicateState
) -> Sequence[DuplicateFlag]:
    """Suspicions that somebody may see, newest first, one more than the page holds."""
    moment, id_ = col(DuplicateFlag.found_at), col(DuplicateFlag.id)
    question = _seen_by(who).where(part.past(moment, id_), DuplicateFlag.state == state)
    return session.exec(question.order_by(moment.desc(), id_.desc()).limit(part.limit + 1)).all()


def open_of(session: Session, who: Principal, candidate_id: UUID) -> Sequence[DuplicateFlag]:
    """Open suspicions about a candidate that somebody may see."""
    is_open = DuplicateFlag.state == DuplicateState.OPEN
    question = _seen_by(who).where(is_open, _about(candidate_id))
    return session.exec(question.order_by(col(DuplicateFlag.id))).all()


def flags_of(session: Session, candidate_id: UUID | None = None) -> Sequence[DuplicateFlag]:
    """All suspicions, open or decided; with a candidate those about them."""
    question = select(DuplicateFlag)
    if candidate_id is not None:
        question = question.where(_about(candidate_id))
    return session.exec(question).all()


def like(session: Session, id_: UUID) -> list[Person]:
    """A candidate, and all who could look like them; only texts of like length are read."""
    (own,) = _people(session, [id_], texts_of=[id_])
    ids = {id_}
    for question in _alike(own):
        ids.update(session.exec(question))
    read = {id_}
    if own.sketch:
        low, high = (round(each * len(own.text)) for each in _LENGTHS)
        near = func.length(Candidate.cv_text).between(low, high)
        read.update(session.exec(select(Candidate.id).where(near)))
    return _people(session, ids | read, texts_of=read)


def everybody(session: Session) -> list[Person]:
    """All candidates."""
    ids = session.exec(select(Candidate.id)).all()
    return _people(session, ids, texts_of=ids)


def _alike(own: Person) -> Iterator[SelectOfScalar[UUID]]:
    if own.email:
        yield select(Contact.candidate_id).where(Contact.email == own.email)
    if own.number:
        number: ColumnElement[str] = func.coalesce(Contact.phone, "")
        for sign in " ()./-":
            number = func.replace(number, sign, "")
        yield select(Contact.candidate_id).where(number.endswith(own.number))
    followed = col(Enrolment.programme_id).in_(own.programmes)
    yield select(Enrolment.candidate_id).where(followed)


def _people(session: Session, ids: Iterable[UUID], *, texts_of: Iterable[UUID]) -> list[Person]:
    """These candidates, with the texts of some of them."""
    who = select(Contact.candidate_id, Contact.name, Contact.email, Contact.phone)
    enrolled = select(Enrolment.candidate_id, Enrolment.programme_id)
    written = select(Candidate.id, Candidate.cv_text)
    texts: dict[UUID, str] = {}
    for some in _parts(texts_of):
        texts.update(session.exec(written.where(col(Candidate.id).in_(some))).all())
    found: list[Person] = []
    for some in _parts(ids):
        programmes: dict[UUID, set[UUID]] = {}
        for id_, programme in session.exec(enrolled.where(col(Enrolment.candidate_id).in_(some))):
            programmes.setdefault(id_, set()).add(programme)
        found += (
            Person(
                id=id_,
                name=name,
                email=email,
                phone=phone,
                programmes=frozenset(programmes.get(id_, ())),
                text=texts.get(id_, ""),
            )
            for id_, name, email, phone in session.exec(
                who.where(col(Contact.candidate_id).in_(some))
            )
        )
    return found


def _parts(ids: Iterable[UUID]) -> Iterator[Sequence[UUID]]:
    wanted = sorted(ids)
    return (wanted[begin : begin + _AT_ONCE] for begin in range(0, len(wanted), _AT_ONCE))


def _seen_by(who: Principal) -> SelectOfScalar[DuplicateFlag]:
    return select(DuplicateFlag).where(
        within_reach(who, col(DuplicateFlag.first_id)),
        within_reach(who, col(DuplicateFlag.second_id)),
    )


def _about(candidate_id: UUID) -> ColumnElement[bool]:
    return or_(
        col(DuplicateFlag.first_id) == candidate_id, col(DuplicateFlag.second_id) == candidate_id
    )
