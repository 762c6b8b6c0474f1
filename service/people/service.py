"""What is decided about candidates."""

from datetime import timedelta
from uuid import UUID

from matching.reading.records import SkillItem
from matching.types import EvidenceKind as ReadKind
from models import Candidate, Enrolment
from service.claims import reading
from service.claims.naming import require_skills
from service.duplicates import finding
from service.engine.changes import read_programmes
from service.engine.rows import CandidateRows, read_candidate_rows
from service.errors import BadField, InvalidError, NotFoundError
from service.paging import Page, Slice
from service.people import repository
from service.people.repository import Wanted
from service.people.rows import touch, write_fields
from service.people.schemas import (
    CandidateCreate,
    CandidateFilter,
    CandidateItem,
    CandidateRead,
    CandidateUpdate,
    CvUpdate,
    GivenSkill,
)
from service.people.showing import items, shown
from service.revisions import require_revision
from service.words import AuditKind, EvidenceKind, Role
from service.work import Work

__all__ = ["create", "enrollable", "found", "page", "read", "show", "update", "update_cv"]

_VIEWED = ("name", "contact", "cv", "skills", "consents")


def page(work: Work, part: Slice, asked: CandidateFilter) -> Page[CandidateItem]:
    """Candidates whom the user may see, newest first.

    Raises:
        InvalidError: The taxonomy has no such skill.
    """
    since = work.now - timedelta(days=asked.no_list_days) if asked.no_list_days else None
    wanted = Wanted(
        **asked.model_dump(exclude={"no_list_days"}),
        taught_in=_teaching(work, asked.skill) if asked.skill else (),
        not_taught=repository.not_taught(work.session, asked.skill) if asked.skill else (),
        not_listed_since=since,
    )
    rows = repository.page(work.session, work.who, part, wanted)
    by_id = items(work, rows[: part.limit])
    return part.page(rows, lambda row: by_id[row.id], lambda row: (row.created_at, row.id))


def found(work: Work, id_: UUID) -> Candidate:
    """The row of a candidate.

    Raises:
        NotFoundError: There is none that this user may see.
    """
    row = repository.find(work.session, work.who, id_)
    if row is None:
        raise NotFoundError("candidate")
    return row


def enrollable(work: Work) -> dict[UUID, str]:
    """The names of the programmes in which the user may enrol people, by id."""
    theirs = repository.coached(work.session, work.who)
    names = repository.programme_names(work.session)
    return {id_: name for id_, name in names.items() if theirs is None or id_ in theirs}


def show(work: Work, id_: UUID) -> CandidateRead:
    """A candidate as just written by this user, which is no view of its own.

    Raises:
        NotFoundError: There is none that this user may see.
    """
    return shown(work, found(work, id_))


def read(work: Work, id_: UUID) -> CandidateRead:
    """One candidate; that they were seen is recorded.

    Raises:
        NotFoundError: There is none that this user may see.
    """
    answer = show(work, id_)
    work.record(
        AuditKind.VIEW, "candidate", id_, candidate_id=id_, what="candidate", fields=_VIEWED
    )
    return answer


def create(work: Work, body: CandidateCreate) -> UUID:
    """Add a candidate, and read their CV.

    Raises:
        InvalidError: A programme or skill cannot be used.
    """
    _require_programmes(work, body, held=[])
    skills = _given(work, body.skills)
    is_coach = work.who.has(Role.COACH)
    told = reading.read(work.pool, body.cv_text, skills, by=work.who.known if is_coach else None)
    row = Candidate(
        cv_text=body.cv_text,
        state_since=work.now,
        created_at=work.now,
        updated_at=work.now,
    )
    work.session.add(row)
    write_fields(work.session, CandidateRows(candidate=row), body)
    reading.keep(work.session, row.id, told, work.now, with_given=True)
    finding.refresh(work.session, row.id, work.now)
    work.record(AuditKind.CHANGE, "candidate", row.id, candidate_id=row.id, what="created")
    return row.id


def update(work: Work, id_: UUID, body: CandidateUpdate, if_match: str | None) -> CandidateRead:
    """Change a candidate, apart from CV and claims.

    Raises:
        NotFoundError: There is none that this user may see.
        NoPreconditionError, StaleError: The edit is not of the revision that is stored.
        InvalidError: A programme cannot be used.
    """
    row = found(work, id_)
    require_revision(if_match, row.revision)
    (rows,) = read_candidate_rows(work.session, [id_])
    _require_programmes(work, body, held=rows.enrolments)
    before = shown(work, row)
    if row.state is not body.state:
        row.state, row.state_since = body.state, work.now
    touch(row, work.now)
    write_fields(work.session, rows, body)
    finding.refresh(work.session, id_, work.now)
    after = shown(work, row)
    changed = [
        name
        for name in CandidateUpdate.model_fields
        if getattr(before, name) != getattr(after, name)
    ]
    work.record(
        AuditKind.CHANGE, "candidate", id_, candidate_id=id_, what="updated", fields=changed
    )
    return after


def update_cv(work: Work, id_: UUID, body: CvUpdate, if_match: str | None) -> CandidateRead:
    """Put another CV in place of the one that is there, and read it.

    Raises:
        NotFoundError: There is none that this user may see.
        NoPreconditionError, StaleError: The edit is not of the revision that is stored.
    """
    row = found(work, id_)
    require_revision(if_match, row.revision)
    told = reading.read(work.pool, body.cv_text)
    row.cv_text = body.cv_text
    touch(row, work.now)
    reading.keep(work.session, id_, told, work.now, with_given=False)
    finding.refresh(work.session, id_, work.now)
    work.record(AuditKind.CHANGE, "candidate", id_, candidate_id=id_, what="cv")
    return shown(work, row)


def _teaching(work: Work, skill: str) -> list[UUID]:
    """The programmes that teach a skill, in words or as a skill."""
    if skill not in work.pool.matcher.taxonomy.skills:
        raise InvalidError.of(
            "/skill", "expected the id of a skill of the taxonomy, found another; search for it"
        )
    programmes = read_programmes(work.session, repository.programme_names(work.session))
    builder = work.pool.builder
    return [
        id_
        for id_, programme in programmes.items()
        if any(claim.skill == skill for claim in builder.taught_by(programme).claims)
    ]


def _given(work: Work, given: list[GivenSkill]) -> list[SkillItem]:
    """Skills that were given beside the CV, in the form of the interchange."""
    pointers = [f"/skills/{number}" for number in range(len(given))]
    if not work.who.has(Role.COACH):
        bad = [
            BadField(f"{pointer}/evidence", "expected another kind, found coach; ask a coach")
            for pointer, each in zip(pointers, given, strict=True)
            if each.evidence is EvidenceKind.COACH
        ]
        if bad:
            raise InvalidError(bad)
    ids = require_skills(work.pool.matcher, given, pointers)
    return [
        SkillItem(
            skill=skill,
            level=each.level,
            evidence=ReadKind(each.evidence.value),
            source=each.source,
        )
        for skill, each in zip(ids, given, strict=True)
    ]


def _require_programmes(
    work: Work, body: CandidateCreate | CandidateUpdate, held: list[Enrolment]
) -> None:
    """A coach enrols people in programmes that they coach; of others they change nothing."""
    theirs = repository.coached(work.session, work.who)
    known = repository.programme_names(work.session).keys()
    allowed = known if theirs is None else theirs
    before = {each.programme_id: each.completed_on for each in held}
    bad = [
        BadField(
            f"/enrolments/{number}/programme_id",
            "expected a programme whose candidates you may change, found another; ask its coach",
        )
        for number, each in enumerate(body.enrolments)
        if each.programme_id not in allowed
        and (each.programme_id, each.completed_on) not in before.items()
    ]
    wanted = {each.programme_id for each in body.enrolments}
    if not before.keys() - allowed <= wanted:
        bad.append(BadField("/enrolments", "expected those of other coaches to stay; add them"))
    if theirs is not None and theirs.isdisjoint(wanted):
        bad.append(BadField("/enrolments", "expected a programme that you coach, found none"))
    if bad:
        raise InvalidError(bad)
