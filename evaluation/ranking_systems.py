"""Systems that rank candidates for vacancies: ours, ours with a part switched off, baselines."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import Any, Protocol

from evaluation.datasets.types import Documents, RankingSet
from evaluation.progress import progress
from evaluation.retrieval import SimilarityRanker
from evaluation.runs import Ranked, Run
from evaluation.similarity import SIMILARITIES
from matching.config import MatchingConfig
from matching.errors import NoSkillRecognisedError
from matching.matcher import Matcher
from matching.reading.records import CandidateRecord, ProgrammeRecord, SkillItem, VacancyRecord
from matching.types import CandidateProfile, Conditions, Importance, Kind, VacancyProfile

__all__ = [
    "ABLATIONS",
    "Ablation",
    "JaccardSystem",
    "OurSystem",
    "RankingSystem",
    "TextSystem",
    "candidate_text",
    "plain_config",
    "vacancy_text",
]


class RankingSystem(Protocol):
    """Ranks the candidates of a dataset for each of its vacancies."""

    @property
    def name(self) -> str:
        """What it is called on the command line and in results."""

    def config(self) -> Mapping[str, object]:
        """All that rankings depend on besides the dataset, as JSON can hold it."""

    def run(self, data: RankingSet) -> Run:
        """Vacancy id to candidates, best first; who is not eligible is not there."""


def plain_config(config: MatchingConfig) -> dict[str, object]:
    """A config as JSON can hold it."""
    plain: dict[str, object] = _plain(asdict(config))
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, Enum) else value


@dataclass(frozen=True, kw_only=True)
class Ablation:
    """A scoring part switched off: a change of the config, or inputs that are not read.

    `rereads` where a change is one of reading, so that profiles are made anew.
    """

    changes: Mapping[str, Any] = field(default_factory=dict)
    rereads: bool = False
    conditions: bool = True
    programmes: bool = True
    texts: bool = True


_ALMOST_ONE = 1 - 1e-9

ABLATIONS: Mapping[str, Ablation] = {
    "no-relatedness": Ablation(changes={"least_related": 1.0}),
    "no-levels": Ablation(changes={"level_factor": (1.0, 1.0, 1.0, 1.0)}),
    "no-evidence": Ablation(
        changes={"evidence_strength": dict.fromkeys(MatchingConfig().evidence_strength, 1.0)}
    ),
    "no-importance": Ablation(
        changes={"importance_weight": {Importance.MUST: 1.0, Importance.NICE: _ALMOST_ONE}}
    ),
    "no-specificity": Ablation(changes={"broad_weight": 1.0}),
    "no-kinds": Ablation(changes={"kind_weight": dict.fromkeys(Kind, 1.0)}),
    "no-occupation": Ablation(changes={"occupation_share": 0.0}),
    "no-preferences": Ablation(changes={"preference_share": 0.0}),
    "no-probable": Ablation(changes={"probable_below": 0}, rereads=True),
    "no-constraints": Ablation(conditions=False),
    "no-programmes": Ablation(programmes=False),
    "no-texts": Ablation(texts=False),
}
"""Name to what is switched off."""


@dataclass(frozen=True, kw_only=True)
class OurSystem:
    """Schakel itself, by score; bands and their rotation play no part."""

    matcher: Matcher
    name: str = "ours"
    ablation: Ablation = field(default_factory=Ablation)

    def config(self) -> Mapping[str, object]:
        """The matcher's config, and what is switched off."""
        off = {
            part: False
            for part in ("conditions", "programmes", "texts")
            if not getattr(self.ablation, part)
        }
        return {**plain_config(self._matcher.config), **off}

    def run(self, data: RankingSet) -> Run:
        """See `RankingSystem`."""
        matcher = self._matcher
        index = matcher.index(self.candidates(data))
        found: dict[str, Ranked] = {}
        for vacancy in self.vacancies(data):
            try:
                ranked = matcher.best(vacancy, index, k=len(index))
            except NoSkillRecognisedError:
                ranked = []
            found[vacancy.id] = [(candidate, float(score)) for candidate, score in ranked]
        return found

    def candidates(self, data: RankingSet) -> list[CandidateProfile]:
        """The profiles of the candidates."""
        programmes = data.programmes if self.ablation.programmes else {}
        matcher = self._reader
        return [
            self._strip(matcher.candidate(self._read(record), programmes))
            for record in progress(data.candidates, f"{self.name}: candidates")
        ]

    def vacancies(self, data: RankingSet) -> list[VacancyProfile]:
        """The profiles of the vacancies."""
        matcher = self._reader
        found = [matcher.vacancy(record) for record in data.vacancies]
        if self.ablation.conditions:
            return found
        return [replace(each, conditions=Conditions()) for each in found]

    @cached_property
    def _matcher(self) -> Matcher:
        if not self.ablation.changes:
            return self.matcher
        changed = replace(self.matcher.config, **self.ablation.changes)
        return replace(self.matcher, config=changed)

    @property
    def _reader(self) -> Matcher:
        return self._matcher if self.ablation.rereads else self.matcher

    def _read(self, record: CandidateRecord) -> CandidateRecord:
        return record if self.ablation.texts else record.model_copy(update={"text": ""})

    def _strip(self, profile: CandidateProfile) -> CandidateProfile:
        return profile if self.ablation.conditions else replace(profile, conditions=Conditions())


@dataclass(frozen=True, kw_only=True)
class JaccardSystem:
    """Jaccard similarity of the skills asked and the skills claimed, as our reading finds them."""

    matcher: Matcher
    name: str = "jaccard"

    def config(self) -> Mapping[str, object]:
        """Nothing: sets have no parameters."""
        return {}

    def run(self, data: RankingSet) -> Run:
        """See `RankingSystem`."""
        ours = OurSystem(matcher=self.matcher)
        claimed = {
            each.id: {claim.skill for claim in each.claims} for each in ours.candidates(data)
        }
        found: dict[str, Ranked] = {}
        for vacancy in ours.vacancies(data):
            asked = {each.skill for each in vacancy.requirements}
            scores = [
                (candidate, len(asked & skills) / (len(asked | skills) or 1))
                for candidate, skills in claimed.items()
            ]
            best = sorted(scores, key=lambda each: (-each[1], each[0]))
            found[vacancy.id] = [each for each in best if each[1] > 0]
        return found


@dataclass(frozen=True, kw_only=True)
class TextSystem:
    """Text against text, by a similarity: all that the records say, written out."""

    name: str
    seed: int = 0

    def config(self) -> Mapping[str, object]:
        """The parameters of the similarity."""
        return self._ranker().config()

    def run(self, data: RankingSet) -> Run:
        """See `RankingSystem`."""
        texts = {each.id: (candidate_text(each, data.programmes),) for each in data.candidates}
        ranker = self._ranker().fit(Documents(texts))
        queries = [vacancy_text(each) for each in data.vacancies]
        found = ranker.rank(queries, len(data.candidates))
        return {each.id: ranked for each, ranked in zip(data.vacancies, found, strict=True)}

    def _ranker(self) -> SimilarityRanker:
        return SimilarityRanker(self.name, SIMILARITIES[self.name](self.seed))


def vacancy_text(record: VacancyRecord) -> str:
    """Title, text and given requirements of a vacancy as one text."""
    asked = [_label(each.label, each.skill) for each in record.requirements]
    return "\n".join([record.title, record.text, *asked])


def candidate_text(record: CandidateRecord, programmes: Mapping[str, ProgrammeRecord]) -> str:
    """Text, skills, wishes and programme of a candidate as one text."""
    parts = [record.text, *map(_skill_text, record.skills), *record.wants]
    programme = programmes.get(record.programme or "")
    if programme:
        parts += [programme.name, programme.text]
        for module in programme.modules:
            parts += [module.name, *module.outcomes, *map(_skill_text, module.skills)]
    return "\n".join(part for part in parts if part)


def _skill_text(item: SkillItem) -> str:
    return _label(item.label, item.skill)


def _label(label: str | None, skill: str | None) -> str:
    return label or (skill or "").replace("-", " ")
