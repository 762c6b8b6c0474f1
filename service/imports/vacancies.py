"""Lines of vacancies to rows. A line that says something new makes a version for a coach."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pydantic import ValidationError

from matching.matcher import Matcher
from matching.reading.records import VacancyRecord
from matching.types import VacancyProfile
from models import Organisation, Requirement, Vacancy, VacancyVersion
from models.base import Row
from service.engine.readers import Readers, Show
from service.engine.rows import VersionRows
from service.engine.versions import read_version_rows
from service.imports import repository
from service.imports.bringing import Tally
from service.imports.organisations import named
from service.imports.skills import known_skill, unknown_skills
from service.imports.told import ImportRefusedError, Told, of_validation
from service.tables.records import Numbered
from service.vacancies.reading import file_rows
from service.vacancies.schemas import VacancyCreate
from service.vacancies.service import touch
from service.words import AuditKind, Importance, RequirementOrigin, VacancyState
from service.work import Work

__all__ = ["Vacancies"]

_PARTNER = (
    "expected the number or name of an active organisation that is an employer; import it first, "
    "or mend it"
)
_ENDED = (
    "expected a vacancy that has not ended, since the line says something new; give it a number "
    "of its own"
)
_SAME = (
    "title",
    "description",
    "positions",
    "start_by",
    "place",
    "hours_min",
    "hours_max",
    "education_level",
    "licence_to_work",
)


@dataclass(frozen=True, kw_only=True)
class _Line:
    line: int
    employer: UUID
    record: VacancyRecord


@dataclass(frozen=True, kw_only=True)
class _Standing:
    """A vacancy that is there: its newest version, and the last one that a file brought."""

    vacancy: Vacancy
    newest: int
    last: VersionRows


class Vacancies:
    """The lines of a file of vacancies."""

    def __init__(self, rows: Sequence[Numbered[VacancyRecord]]) -> None:
        self._rows = rows
        self._notices: list[Told] = []
        self._same: set[int] = set()
        self._read: dict[int, VacancyProfile] = {}

    def check(self, work: Work) -> list[Told]:
        """What is wrong: unknown employers, numbers that stand twice, and what fits no row."""
        problems: list[Told] = []
        lines = self._lines(work, problems)
        standing = _standing(work, lines)
        self._same = {
            line.line
            for line in lines
            if (found := standing.get((line.employer, line.record.id)))
            and _says_the_same(found.last, line.record, work.pool.matcher)
        }
        return problems

    def read(self, readers: Readers, show: Show) -> None:
        """Read what those ask that say something new."""
        new = [row for row in self._rows if row.line not in self._same]
        profiles = readers.vacancies([row.record for row in new], show)
        self._read = {row.line: each for row, each in zip(new, profiles, strict=True)}
        for row in self._rows:
            self._notices += unknown_skills(
                readers.pool.matcher, row.line, "requirements", row.record.requirements
            )

    def write(self, work: Work, run_id: UUID) -> Tally:
        """Add vacancies, and new versions to those that are there."""
        problems: list[Told] = []
        lines = self._lines(work, problems)
        standing = _standing(work, lines)
        tally = Tally(notices=self._notices)
        for line in lines:
            found = standing.get((line.employer, line.record.id))
            if found is not None and _says_the_same(found.last, line.record, work.pool.matcher):
                tally.unchanged += 1
            elif found is not None and found.vacancy.ended_at is not None:
                problems.append(Told(line.line, "id", _ENDED))
            else:
                profile = self._read.get(line.line) or work.pool.builder.read_vacancy(line.record)
                _write_one(work, line, profile, found, run_id)
                tally.added += found is None
                tally.updated += found is not None
        if problems:
            raise ImportRefusedError(problems)
        return tally

    def _lines(self, work: Work, problems: list[Told]) -> list[_Line]:
        employers = named(repository.organisations(work.session))
        lines = []
        seen: set[str] = set()
        for row in self._rows:
            employer = employers.get(row.record.partner or "")
            found = [*_problems(row, employer, seen)]
            problems.extend(found)
            if employer is not None and not found:
                lines.append(_Line(line=row.line, employer=employer.id, record=row.record))
        return lines


def _problems(
    row: Numbered[VacancyRecord], employer: Organisation | None, seen: set[str]
) -> Iterator[Told]:
    """What is wrong with a line; `seen` grows with its number."""
    record = row.record
    if employer is None or not (employer.is_employer and employer.is_active):
        yield Told(row.line, "partner", _PARTNER)
    if record.id in seen:
        yield Told(row.line, "id", "expected a number of its own, and not that of a line before")
    seen.add(record.id)
    least, most = record.hours or (None, None)
    try:
        VacancyCreate.model_validate(
            {
                "external_id": record.id,
                "title": record.title,
                "text": record.text,
                "place": record.place,
                "work_modes": [each.value for each in dict.fromkeys(record.work_mode)],
                "hours_min": least,
                "hours_max": most,
                "education_level": record.education_level,
                "languages": [{"code": x.code, "cefr": x.cefr} for x in record.languages],
                "licence_to_work": record.licence_to_work,
                "start_by": record.start_by,
                "positions": record.positions,
            }
        )
    except ValidationError as error:
        yield from of_validation(row.line, error)


def _standing(work: Work, lines: Sequence[_Line]) -> Mapping[tuple[UUID, str], _Standing]:
    """The vacancies of the lines that are there, by employer and number."""
    there = repository.vacancies(work.session, (each.record.id for each in lines))
    versions = repository.versions(work.session, [each.id for each in there.values()])
    last = {id_: _last_of_a_file(rows) for id_, rows in versions.items()}
    found = read_version_rows(work.session, [each.id for each in last.values()])
    return {
        key: _Standing(
            vacancy=vacancy,
            newest=versions[vacancy.id][-1].number,
            last=found[last[vacancy.id].id],
        )
        for key, vacancy in there.items()
    }


def _last_of_a_file(versions: Sequence[VacancyVersion]) -> VacancyVersion:
    """The last version that a file brought, or else the newest."""
    return next((each for each in reversed(versions) if each.created_by_id is None), versions[-1])


def _says_the_same(rows: VersionRows, record: VacancyRecord, matcher: Matcher) -> bool:
    """Whether a line says what the last one said; what people corrected since then stays.

    Words that are the same are not compared by what is read of them, so that a better reading
    alone makes no new version.
    """
    least, most = record.hours or (None, None)
    said = {**record.model_dump(), "description": record.text}
    said |= {"hours_min": least, "hours_max": most}
    if any(getattr(rows.version, name) != said[name] for name in _SAME):
        return False
    if {each.mode.value for each in rows.work_modes} != {each.value for each in record.work_mode}:
        return False
    spoken = {(each.code, each.cefr.value) for each in rows.languages}
    if not {(each.code, each.cefr) for each in record.languages} <= spoken:
        return False
    return _asks_the_same(rows.requirements, _given(record, matcher))


def _given(record: VacancyRecord, matcher: Matcher) -> dict[str, tuple[bool, int]]:
    """Skill to whether it is a must and its level (0 is none), as a line gives them.

    Languages are conditions, and not here.
    """
    given: dict[str, tuple[bool, int]] = {}
    for item in record.requirements:
        skill = known_skill(matcher, item)
        if skill is not None and not matcher.taxonomy.skill(skill).code:
            must, level = given.get(skill, (False, 0))
            is_must = item.importance.value == Importance.MUST.value
            given[skill] = (must or is_must, max(level, item.level or 0))
    return given


def _asks_the_same(rows: Sequence[Requirement], given: Mapping[str, tuple[bool, int]]) -> bool:
    """Whether what is given stands there, and nothing that was given before and now is not."""
    left = dict(given)
    for row in rows:
        asked = (row.importance is Importance.MUST, row.level or 0)
        said = left.pop(row.skill, None)
        if row.origin is RequirementOrigin.PERSON and said != asked:
            return False
        if said is not None and (asked[0] < said[0] or asked[1] < said[1]):
            return False
    return not left


def _write_one(
    work: Work, line: _Line, profile: VacancyProfile, found: _Standing | None, run_id: UUID
) -> None:
    vacancy, number = _vacancy(work, line, found)
    rows = file_rows(line.record, profile, vacancy_id=vacancy.id, number=number, now=work.now)
    parts: list[Row] = [*rows.requirements, *rows.languages, *rows.work_modes]
    work.session.add(rows.version)
    work.session.flush()
    work.session.add_all(parts)
    work.session.flush()
    what = "added" if found is None else "updated"
    work.record(
        AuditKind.IMPORT,
        "vacancy",
        vacancy.id,
        what=what,
        run=run_id,
        organisation=vacancy.organisation_id,
        number=number,
    )


def _vacancy(work: Work, line: _Line, found: _Standing | None) -> tuple[Vacancy, int]:
    """The vacancy of a line, and the number of its next version."""
    if found is not None:
        touch(work, found.vacancy)
        return found.vacancy, found.newest + 1
    vacancy = Vacancy(
        organisation_id=line.employer,
        external_id=line.record.id,
        state=VacancyState.OPEN,
        created_at=work.now,
        updated_at=work.now,
    )
    work.session.add(vacancy)
    work.session.flush()
    return vacancy, 1
