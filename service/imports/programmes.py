"""Lines of programmes, with their modules, to rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pydantic import ValidationError

from matching.matcher import Matcher
from matching.reading.records import ModuleRecord, ProgrammeRecord
from models import Programme
from service.engine.readers import Readers, Show
from service.engine.rows import ModuleRows
from service.imports import repository
from service.imports.bringing import Tally, bring_columns
from service.imports.organisations import named
from service.imports.skills import known_skill, unknown_skills
from service.imports.told import ImportRefusedError, Told, of_fields, of_validation
from service.programmes.modules import bad_modules, bring_modules
from service.programmes.repository import modules as read_modules
from service.programmes.schemas import ModuleCreate, ProgrammeCreate, SkillGiven
from service.tables.records import Numbered
from service.words import AuditKind
from service.work import Work

__all__ = ["Programmes"]


@dataclass(frozen=True, kw_only=True)
class _Line:
    line: int
    body: ProgrammeCreate


class Programmes:
    """The lines of a file of programmes."""

    def __init__(self, rows: Sequence[Numbered[ProgrammeRecord]]) -> None:
        self._rows = rows
        self._notices: list[Told] = []

    def check(self, work: Work) -> list[Told]:
        """What is wrong: unknown providers, names in use, and what fits no row."""
        problems: list[Told] = []
        self._lines(work, problems)
        return problems

    def read(self, readers: Readers, show: Show) -> None:
        """Look which skills of modules the taxonomy does not have; outcomes are read later."""
        self._notices = [
            told
            for row in show(self._rows, "Reading")
            for place, module in enumerate(row.record.modules)
            for told in unknown_skills(
                readers.pool.matcher, row.line, f"modules/{place}/skills", module.skills
            )
        ]

    def write(self, work: Work, run_id: UUID) -> Tally:
        """Add programmes, and change those that are there."""
        problems: list[Told] = []
        lines = self._lines(work, problems)
        if problems:
            raise ImportRefusedError(problems)
        tally = Tally(notices=self._notices)
        standing = {each.external_id: each for each in repository.programmes(work.session)}
        for each in lines:
            self._write_one(work, standing.get(each.body.external_id), each.body, run_id, tally)
        return tally

    def _lines(self, work: Work, problems: list[Told]) -> list[_Line]:
        schools = named(repository.organisations(work.session))
        names = {
            (each.provider_id, each.name): each.external_id
            for each in repository.programmes(work.session)
        }
        lines = []
        for row in self._rows:
            school = schools.get(row.record.provider or "")
            if school is None or not school.is_school:
                problems.append(Told(row.line, "provider", _PROVIDER))
                continue
            try:
                body = _body(row.record, school.id, work.pool.matcher)
            except ValidationError as error:
                problems.extend(of_validation(row.line, error))
                continue
            problems.extend(_more_problems(row.line, body, names, work.pool.matcher))
            lines.append(_Line(line=row.line, body=body))
        return lines

    def _write_one(
        self,
        work: Work,
        standing: Programme | None,
        body: ProgrammeCreate,
        run_id: UUID,
        tally: Tally,
    ) -> None:
        there = read_modules(work.session, standing.id) if standing else []
        values = body.model_dump(exclude={"modules"})
        row = standing
        if row is None:
            row = Programme(**values, created_at=work.now, updated_at=work.now)
            work.session.add(row)
            tally.added += 1
        elif not _says_more(row, there, body):
            tally.unchanged += 1
            return
        else:
            bring_columns(row, {**values, "description": body.description or None})
            row.updated_at = work.now
            tally.updated += 1
        work.session.flush()
        if body.modules:
            bring_modules(work.session, row.id, body.modules, there)
        what = "updated" if standing else "added"
        work.record(AuditKind.IMPORT, "programme", row.id, what=what, run=run_id)


_PROVIDER = (
    "expected the number or name of an organisation that is a school; import it first, or mend it"
)
_NAME = "expected a name that no other programme of this school has; give it another"


def _body(record: ProgrammeRecord, provider_id: UUID, matcher: Matcher) -> ProgrammeCreate:
    return ProgrammeCreate(
        external_id=record.id,
        provider_id=provider_id,
        name=record.name,
        description=record.text,
        education_level=record.education_level,
        modules=[_module(each, matcher) for each in record.modules],
    )


def _module(record: ModuleRecord, matcher: Matcher) -> ModuleCreate:
    skills: dict[str, SkillGiven] = {}
    for item in record.skills:
        skill = known_skill(matcher, item)
        if skill is not None:
            skills.setdefault(skill, SkillGiven(skill=skill, level=item.level))
    return ModuleCreate(
        name=record.name,
        hours=record.hours or None,
        outcomes=[each for each in record.outcomes if each.strip()],
        skills=[*skills.values()],
    )


def _more_problems(
    line: int,
    body: ProgrammeCreate,
    names: dict[tuple[UUID, str], str | None],
    matcher: Matcher,
) -> Iterator[Told]:
    """What a programme cannot be for others; `names` grows with its name."""
    if names.setdefault((body.provider_id, body.name), body.external_id) != body.external_id:
        yield Told(line, "name", _NAME)
    yield from of_fields(line, bad_modules(matcher, body.modules, ()))


def _says_more(row: Programme, there: Sequence[ModuleRows], body: ProgrammeCreate) -> bool:
    """Whether a line says anything that does not stand there; what it leaves out stays."""
    said = {
        "provider_id": body.provider_id,
        "name": body.name,
        "description": body.description or row.description,
        "education_level": body.education_level or row.education_level,
    }
    if any(getattr(row, name) != value for name, value in said.items()):
        return True
    return bool(body.modules) and [*map(_given, body.modules)] != [*map(_standing, there)]


def _given(module: ModuleCreate) -> Mapping[str, object]:
    skills = {each.skill: each.level for each in module.skills}
    return {**module.model_dump(include={"name", "hours", "outcomes"}), "skills": skills}


def _standing(rows: ModuleRows) -> Mapping[str, object]:
    return {
        "name": rows.module.name,
        "hours": rows.module.hours,
        "outcomes": [each.wording for each in rows.outcomes],
        "skills": {each.skill: each.level for each in rows.skills},
    }
