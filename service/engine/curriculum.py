"""What each module of the programmes would bring to somebody who takes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from matching.ranking import CandidateIndex
from matching.reading.records import ModuleRecord, ProgrammeRecord
from models import Programme
from service.engine.changes import read_programmes
from service.engine.pool import Pool

__all__ = ["Curriculum", "Taught", "read_curriculum"]


@dataclass(frozen=True, kw_only=True)
class Taught:
    """A module of a programme."""

    programme_id: UUID
    programme: str
    module: str


class Curriculum:
    """Modules as if each were a candidate, so that what they bring has the credit of a claim.

    Args:
        modules: By the id that they have in the index.
        index: Of the modules.
    """

    def __init__(self, modules: dict[str, Taught], index: CandidateIndex) -> None:
        self._modules = modules
        self._index = index

    def teachers(self, skill: str, level: int, least: int) -> list[tuple[Taught, int]]:
        """The modules that teach a skill asked at a level, with the credit that they would give.

        Args:
            skill: What is asked.
            level: 1-4.
            least: Credit from which a module counts, in 1/10,000.
        """
        holders = self._index.holders_of_skill(skill, level)
        found = [
            (self._modules[self._index.ids[row]], credit)
            for row, credit in zip(holders.rows.tolist(), holders.credit.tolist(), strict=True)
            if credit >= least
        ]
        return sorted(found, key=lambda each: (-each[1], each[0].programme, each[0].module))


def read_curriculum(pool: Pool, session: Session) -> Curriculum:
    """All modules of the programmes that are given now."""
    active = session.exec(select(Programme.id).where(col(Programme.is_active))).all()
    builder = pool.builder
    modules: dict[str, Taught] = {}
    profiles = []
    for programme_id, programme in read_programmes(session, active).items():
        for module, record in _apart(programme):
            modules[record.id] = Taught(
                programme_id=programme_id, programme=programme.name, module=module.name
            )
            profiles.append(builder.taught_by(record))
    return Curriculum(modules, pool.matcher.index(profiles))


def _apart(programme: ProgrammeRecord) -> Iterable[tuple[ModuleRecord, ProgrammeRecord]]:
    """Each module, and a programme of that module alone."""
    for number, module in enumerate(programme.modules):
        alone = {"id": f"{programme.id}-{number}", "text": "", "modules": (module,)}
        yield module, programme.model_copy(update=alone)
