"""The rows that make a profile; those of candidates are read for many of them at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from matching.reading.records import ModuleRecord, ProgrammeRecord, SkillItem
from models import (
    Candidate,
    CandidateLanguage,
    CandidateOccupation,
    CandidateWish,
    CandidateWorkMode,
    Claim,
    Consent,
    Enrolment,
    Module,
    ModuleSkill,
    Outcome,
    Programme,
    Requirement,
    VacancyVersion,
    VersionLanguage,
    VersionWorkMode,
)
from service.words import CandidateState, ClaimState, ConsentKind, ConsentState

__all__ = [
    "CandidateRows",
    "ModuleRows",
    "ProgrammeRows",
    "VersionRows",
    "group_modules",
    "read_candidate_rows",
]

_AT_ONCE = 500  # ids in one question; SQLite allows some thousands


@dataclass(frozen=True, kw_only=True)
class CandidateRows:
    """One candidate with all rows that count in a ranking; each list in an order of its own.

    Attributes:
        rejected: Claims that do not count, nor what programmes taught where they are about that.
    """

    candidate: Candidate
    enrolments: list[Enrolment] = field(default_factory=list)
    languages: list[CandidateLanguage] = field(default_factory=list)
    work_modes: list[CandidateWorkMode] = field(default_factory=list)
    wishes: list[CandidateWish] = field(default_factory=list)
    occupations: list[CandidateOccupation] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    rejected: list[Claim] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)

    @property
    def agrees(self) -> bool:
        """Whether the candidate has agreed to be put on lists, and not withdrawn it."""
        return bool(self.consents)

    @property
    def in_pool(self) -> bool:
        """Whether the candidate can be ranked: is looking, and is in a programme with coaches."""
        return self.candidate.state is CandidateState.LOOKING and bool(self.enrolments)


@dataclass(frozen=True, kw_only=True)
class ModuleRows:
    """A module with its outcomes and skills, in order."""

    module: Module
    outcomes: list[Outcome] = field(default_factory=list)
    skills: list[ModuleSkill] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class ProgrammeRows:
    """A programme with its modules, in order."""

    programme: Programme
    modules: list[ModuleRows] = field(default_factory=list)

    def record(self) -> ProgrammeRecord:
        """The programme in the form of the interchange."""
        return ProgrammeRecord(
            id=str(self.programme.id),
            name=self.programme.name,
            text=self.programme.description,
            education_level=self.programme.education_level,
            modules=tuple(
                ModuleRecord(
                    name=each.module.name,
                    hours=each.module.hours,
                    outcomes=tuple(outcome.wording for outcome in each.outcomes),
                    skills=tuple(
                        SkillItem(skill=taught.skill, level=taught.level) for taught in each.skills
                    ),
                )
                for each in self.modules
            ),
        )


@dataclass(frozen=True, kw_only=True)
class VersionRows:
    """A version of a vacancy with what it asks."""

    version: VacancyVersion
    requirements: list[Requirement] = field(default_factory=list)
    languages: list[VersionLanguage] = field(default_factory=list)
    work_modes: list[VersionWorkMode] = field(default_factory=list)


def read_candidate_rows(session: Session, ids: Sequence[UUID]) -> Iterator[CandidateRows]:
    """The rows of these candidates, by id; an id of nobody gives nothing."""
    wanted = sorted(set(ids))
    for begin in range(0, len(wanted), _AT_ONCE):
        some = wanted[begin : begin + _AT_ONCE]
        found = {
            each.id: CandidateRows(candidate=each)
            for each in session.exec(select(Candidate).where(col(Candidate.id).in_(some)))
        }
        _fill(session, found, some)
        yield from (found[each] for each in some if each in found)


def _fill(session: Session, found: dict[UUID, CandidateRows], some: Sequence[UUID]) -> None:
    for name, table, order in _LISTS:
        owner = col(table.candidate_id)
        rows = select(table).where(owner.in_(some)).order_by(owner, col(order))
        for row in session.exec(rows):
            if isinstance(row, Claim) and row.state is ClaimState.REJECTED:
                found[row.candidate_id].rejected.append(row)
            elif not isinstance(row, Consent) or _lets_in(row):
                getattr(found[row.candidate_id], name).append(row)


def _lets_in(consent: Consent) -> bool:
    return consent.kind is ConsentKind.POOL and consent.state is ConsentState.GIVEN


_LISTS: tuple[tuple[str, Any, Any], ...] = (
    ("enrolments", Enrolment, Enrolment.programme_id),
    ("languages", CandidateLanguage, CandidateLanguage.code),
    ("work_modes", CandidateWorkMode, CandidateWorkMode.mode),
    ("wishes", CandidateWish, CandidateWish.position),
    ("occupations", CandidateOccupation, CandidateOccupation.position),
    ("claims", Claim, Claim.id),
    ("consents", Consent, Consent.id),
)
"""Field of `CandidateRows`, table, and what orders its rows."""


def group_modules(
    modules: Iterable[Module], outcomes: Iterable[Outcome], skills: Iterable[ModuleSkill]
) -> dict[UUID, list[ModuleRows]]:
    """Modules with what hangs on them, by programme and in order."""
    by_module = {each.id: ModuleRows(module=each) for each in modules}
    for outcome in sorted(outcomes, key=lambda each: each.position):
        by_module[outcome.module_id].outcomes.append(outcome)
    for taught in sorted(skills, key=lambda each: each.skill):
        by_module[taught.module_id].skills.append(taught)
    grouped: dict[UUID, list[ModuleRows]] = {}
    for found in sorted(by_module.values(), key=lambda each: each.module.position):
        grouped.setdefault(found.module.programme_id, []).append(found)
    return grouped
