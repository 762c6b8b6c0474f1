"""Programme evidence: what a module's outcomes say that its graduates can do.

A graduate with an empty CV still has this profile. The level of a skill is the one given, or the
one that the outcome's verb shows; the hours of a module bound what it can have taught.
"""

from collections.abc import Iterator

from matching.config import MatchingConfig
from matching.reading.extraction import Extractor
from matching.reading.labels import SkillLabels
from matching.reading.records import ModuleRecord, ProgrammeRecord
from matching.reading.text import tokenise
from matching.reading.wording import Wording
from matching.types import Claim, Evidence, EvidenceKind, Section

__all__ = ["ProgrammeReader"]

_GUIDED = 2


class ProgrammeReader:
    """Turns programmes into the claims that their graduates have."""

    def __init__(
        self, extractor: Extractor, labels: SkillLabels, wording: Wording, config: MatchingConfig
    ) -> None:
        self._extractor = extractor
        self._labels = labels
        self._wording = wording
        self._config = config

    def claims(self, programme: ProgrammeRecord) -> list[Claim]:
        """All claims of a programme, module by module; from its text if it names no modules."""
        found = [claim for module in programme.modules for claim in self._of(programme, module)]
        if programme.modules:
            return found
        return list(self._read(programme.text, _source(programme), None))

    def _of(self, programme: ProgrammeRecord, module: ModuleRecord) -> Iterator[Claim]:
        source = _source(programme, module)
        most = self._most(module.hours)
        for item in module.skills:
            skill = self._labels.resolve(item)
            if skill is not None:
                level = self._bounded(item.level, most)
                words = item.label or item.skill or ""
                yield _claim(skill, level, Evidence(source=source, text=words))
        for outcome in module.outcomes:
            yield from self._read(outcome, source, most)

    def _read(self, outcome: str, source: str, most: int | None) -> Iterator[Claim]:
        shown = self._level_of(outcome)
        for mention in self._extractor.extract(outcome, section=Section.EDUCATION):
            if mention.negated:
                continue
            level = self._bounded(mention.level or shown, most)
            evidence = Evidence(
                source=source, text=mention.text, start=mention.start, end=mention.end
            )
            yield _claim(mention.skill, level, evidence, mention.certainty)

    def _level_of(self, outcome: str) -> int | None:
        """The highest level that a verb of the outcome shows; with guidance it is 2 at most."""
        text = tokenise(outcome)
        levels = [found.value for found in self._wording.outcomes.find(text)]
        if not levels:
            return None
        guided = next(self._wording.guided.find(text), None) is not None
        return min(max(levels), _GUIDED) if guided else max(levels)

    def _bounded(self, level: int | None, most: int | None) -> int | None:
        """A level, or that of a module where none is named, no higher than the hours allow."""
        if most is None:
            return level
        usual = self._config.default_level_held[EvidenceKind.MODULE]
        return min(level, most) if level else min(usual, most)

    def _most(self, hours: float | None) -> int:
        """The highest level that a module of so many hours can have taught."""
        if hours is None:
            return self._config.module_level_most
        bounds = self._config.module_hours
        return 1 + sum(hours >= least for least in bounds)


def _source(programme: ProgrammeRecord, module: ModuleRecord | None = None) -> str:
    return f"{programme.name}: {module.name}" if module else programme.name


def _claim(skill: str, level: int | None, evidence: Evidence, certainty: float = 1.0) -> Claim:
    return Claim(
        skill=skill,
        kind=EvidenceKind.MODULE,
        level=level,
        evidence=evidence,
        certainty=certainty,
    )
