"""What is decided about programmes."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from matching.types import Claim
from models import Organisation, Programme, ProgrammeCoach, User
from service.engine.rows import ModuleRows, ProgrammeRows
from service.errors import BadField, InvalidError, NotFoundError
from service.paging import Page, Slice
from service.programmes import repository
from service.programmes.modules import bad_modules, bring_modules
from service.programmes.repository import Wanted
from service.programmes.schemas import (
    CoachRead,
    FoundSkill,
    ModuleRead,
    OutcomeRead,
    ProgrammeCreate,
    ProgrammeLine,
    ProgrammeRead,
    ProgrammeUpdate,
    TaughtSkill,
)
from service.revisions import require_revision
from service.taxonomy.known import skill_label
from service.words import AuditKind
from service.work import Work

__all__ = ["add_coach", "create", "list_coaches", "page", "read", "remove_coach", "update"]


def create(work: Work, body: ProgrammeCreate) -> UUID:
    """Add a programme.

    Raises:
        InvalidError: Its provider is no school, or its modules cannot be used.
    """
    _require_usable(work, body, ())
    row = Programme(
        **body.model_dump(exclude={"modules"}), created_at=work.now, updated_at=work.now
    )
    work.session.add(row)
    work.session.flush()
    bring_modules(work.session, row.id, body.modules, ())
    work.record(AuditKind.CHANGE, "programme", row.id, what="created")
    return row.id


def read(work: Work, id_: UUID) -> ProgrammeRead:
    """One programme, with the skills that its texts name.

    Raises:
        NotFoundError: There is none.
    """
    return _shown(work, _found(work, id_))


def page(
    work: Work,
    part: Slice,
    *,
    active: bool | None = None,
    provider_id: UUID | None = None,
    text: str | None = None,
) -> Page[ProgrammeLine]:
    """Programmes, newest first; those that run or not, of one school, or with some words."""
    wanted = Wanted(is_active=active, provider_id=provider_id, text=text)
    rows = repository.page(work.session, wanted, part)
    return part.page(rows, lambda row: _line(*row), lambda row: (row[0].created_at, row[0].id))


def update(work: Work, id_: UUID, body: ProgrammeUpdate, if_match: str | None) -> ProgrammeRead:
    """Change a programme; the profiles of who follows it change with it.

    Raises:
        NotFoundError: There is none.
        NoPreconditionError, StaleError: The edit is not of the revision that is stored.
        InvalidError: Its provider is no school, or its modules cannot be used.
    """
    row = _found(work, id_)
    require_revision(if_match, row.revision)
    there = repository.modules(work.session, id_)
    _require_usable(work, body, there)
    row.sqlmodel_update(body.model_dump(exclude={"modules"}))
    row.updated_at = work.now
    flag_modified(row, "updated_at")  # a change of modules alone makes a new revision too
    work.session.flush()
    bring_modules(work.session, id_, body.modules, there)
    work.record(AuditKind.CHANGE, "programme", id_, what="updated")
    return _shown(work, row)


def list_coaches(work: Work, id_: UUID) -> list[CoachRead]:
    """Who coaches in a programme.

    Raises:
        NotFoundError: There is no such programme.
    """
    return [_coach(each) for each in repository.coaches(work.session, _found(work, id_).id)]


def add_coach(work: Work, id_: UUID, user_id: UUID) -> CoachRead:
    """Let a coach see the candidates of a programme; no change where they do already.

    Raises:
        NotFoundError: There is no such programme, or no such coach.
    """
    programme = _found(work, id_)
    coach = repository.coach(work.session, user_id)
    if coach is None:
        raise NotFoundError("coach")
    if repository.coaching(work.session, programme.id, coach.id) is None:
        work.session.add(ProgrammeCoach(programme_id=programme.id, user_id=coach.id))
        work.session.flush()
        work.record(AuditKind.CHANGE, "programme", id_, what="coach_added", user=coach.id)
    return _coach(coach)


def remove_coach(work: Work, id_: UUID, user_id: UUID) -> None:
    """Let somebody no longer see the candidates of a programme.

    Raises:
        NotFoundError: There is no such programme, or they do not coach in it.
    """
    coaching = repository.coaching(work.session, _found(work, id_).id, user_id)
    if coaching is None:
        raise NotFoundError("coach")
    work.session.delete(coaching)
    work.session.flush()
    work.record(AuditKind.CHANGE, "programme", id_, what="coach_removed", user=user_id)


def _found(work: Work, id_: UUID) -> Programme:
    row = repository.find(work.session, id_)
    if row is None:
        raise NotFoundError("programme")
    return row


def _require_usable(
    work: Work, body: ProgrammeCreate | ProgrammeUpdate, there: Sequence[ModuleRows]
) -> None:
    bad = bad_modules(work.pool.matcher, body.modules, there)
    school = repository.provider(work.session, body.provider_id)
    if school is None or not school.is_school:
        detail = "expected the id of an organisation that is a school, found another"
        bad.insert(0, BadField("/provider_id", detail))
    if bad:
        raise InvalidError(bad)


def _provider(work: Work, row: Programme) -> Organisation:
    return work.session.get_one(Organisation, row.provider_id)


def _line(row: Programme, provider: Organisation) -> ProgrammeLine:
    said = row.model_dump(include=set(ProgrammeLine.model_fields))
    return ProgrammeLine(**said, provider=provider.name)


def _shown(work: Work, row: Programme) -> ProgrammeRead:
    rows = ProgrammeRows(programme=row, modules=repository.modules(work.session, row.id))
    described = () if rows.modules else work.pool.builder.read_programme(rows.record())
    return ProgrammeRead(
        **_line(row, _provider(work, row)).model_dump(),
        description=row.description,
        found=[_found_skill(work, each) for each in described],
        modules=[_module(work, each) for each in rows.modules],
    )


def _module(work: Work, rows: ModuleRows) -> ModuleRead:
    taxonomy, language = work.pool.matcher.taxonomy, work.who.language
    hours, builder = rows.module.hours, work.pool.builder
    return ModuleRead(
        id=rows.module.id,
        name=rows.module.name,
        hours=hours,
        outcomes=[
            OutcomeRead(
                wording=each.wording,
                found=[
                    _found_skill(work, claim) for claim in builder.read_outcome(each.wording, hours)
                ],
            )
            for each in rows.outcomes
        ],
        skills=[
            TaughtSkill(
                skill=each.skill,
                label=skill_label(taxonomy, each.skill, language),
                level=each.level,
            )
            for each in rows.skills
        ],
    )


def _found_skill(work: Work, claim: Claim) -> FoundSkill:
    return FoundSkill(
        skill=claim.skill,
        label=skill_label(work.pool.matcher.taxonomy, claim.skill, work.who.language),
        level=claim.level,
        certainty=claim.certainty,
        words=claim.evidence.text,
        start=claim.evidence.start,
        end=claim.evidence.end,
    )


def _coach(user: User) -> CoachRead:
    return CoachRead(id=user.id, name=user.name, email=user.email)
